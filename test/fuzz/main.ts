import { Random } from '../chaos/random';
import { readCorpus } from './corpus';
import { hostileMessage } from './mutate';
import { fuzzOverHttp } from './over-http';
import { readHostile } from './readers';
import { TimeLimit } from './time-limit';

// npm run fuzz -- --seed 7 --runs 1 reads one message again and prints it. The counts may also come from the
// environment: FUZZ_RUNS, FUZZ_HTTP, FUZZ_SEED.
const STANDARD = { runs: 200_000, http: 4000, seed: 1 } as const;

function option(name: keyof typeof STANDARD): number | undefined {
  const at = process.argv.indexOf(`--${name}`);
  const given = at === -1 ? process.env[`FUZZ_${name.toUpperCase()}`] : process.argv[at + 1];
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`--${name} wants a whole number`);
  return value;
}

const isReplay = option('seed') !== undefined;
const runs = option('runs') ?? (isReplay ? 0 : STANDARD.runs);
const http = option('http') ?? (isReplay ? 0 : STANDARD.http);
const first = option('seed') ?? STANDARD.seed;
const corpus = readCorpus('test/fixtures');
const limit = new TimeLimit();
const outcomes = new Map<string, number>();
let failed = 0;

function tell(seed: number, bytes: Uint8Array, what: string): void {
  failed += 1;
  console.log(`seed ${seed}: ${what}\n${Buffer.from(bytes).subarray(0, 1000).toString('latin1')}`);
  console.log(`npm run fuzz -- --seed ${seed} --runs 1`);
}

// Each message has a seed of its own, so that it can be made again without those before it.
function readOne(seed: number): void {
  const bytes = hostileMessage(corpus, new Random(seed));
  const started = performance.now();
  try {
    for (const outcome of readHostile(bytes)) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  } catch (thrown) {
    tell(seed, bytes, thrown instanceof Error ? `${thrown.stack}` : String(thrown));
    return;
  }
  if (!limit.holds(bytes, performance.now() - started)) tell(seed, bytes, `slow, ${bytes.length} bytes`);
  if (runs === 1) console.log(bytes.toString('latin1'));
}

const started = performance.now();
for (let seed = first; seed < first + runs; seed += 1) readOne(seed);
const seconds = (performance.now() - started) / 1000;
const shown = [...outcomes].map(([name, n]) => `${name} ${n}`).join(', ');
console.log(`${runs} messages in ${seconds.toFixed(1)} s, read as: ${shown}`);
console.log(`The slowest needed ${Math.round(limit.worst * 100)} % of its time.`);

if (http > 0) {
  const { broken, statuses } = await fuzzOverHttp(http, corpus, new Random(first));
  for (const one of broken.slice(0, 10)) console.log(one);
  failed += broken.length;
  console.log(`${http} messages over HTTP: ${[...statuses].map(([name, n]) => `${name}: ${n}`).join(', ')}`);
}
console.log(`${runs + http - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
