import { Command, InvalidArgumentError } from 'commander';
import { Random } from '../chaos/random';
import { readCorpus } from './corpus';
import { keepInput } from './keep-input';
import { hostileMessage } from './mutate';
import { fuzzOverHttp } from './over-http';
import { readHostile } from './readers';
import { spentMs, TimeLimit } from './time-limit';
import { Watchdog } from './watchdog';

interface Options {
  readonly runs: number;
  readonly http: number;
  readonly seed: number;
}

const PROGRESS_EVERY = 20_000;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('It is a whole number.');
  return value;
}

function readOptions(): Options {
  const { env } = process;
  const program = new Command('npm run fuzz --')
    .description('Throws mutated messages at every reader of a client’s body, and over HTTP at the whole service.')
    .option(
      '--runs <count>',
      'messages for the readers; or FUZZ_RUNS',
      wholeNumber,
      wholeNumber(env['FUZZ_RUNS'] ?? '200000'),
    )
    .option('--http <count>', 'messages over HTTP; or FUZZ_HTTP', wholeNumber, wholeNumber(env['FUZZ_HTTP'] ?? '4000'))
    .option(
      '--seed <number>',
      'seed of the first message, each has its own; or FUZZ_SEED',
      wholeNumber,
      wholeNumber(env['FUZZ_SEED'] ?? '1'),
    )
    .addHelpText('after', '\nReads one message again and prints it:\n  $ npm run fuzz -- --seed 7 --runs 1 --http 0');
  return program.parse().opts<Options>();
}

const { runs, http, seed: first } = readOptions();
const corpus = readCorpus('test/fixtures');
const limit = new TimeLimit();
const watchdog = new Watchdog();
const outcomes = new Map<string, number>();
let failed = 0;

function tell(seed: number, bytes: Uint8Array, what: string): void {
  failed += 1;
  console.log(`seed ${seed}: ${what}\n${Buffer.from(bytes).subarray(0, 1000).toString('latin1')}`);
  console.log(`kept as ${keepInput(`seed-${seed}`, bytes)}; npm run fuzz -- --seed ${seed} --runs 1 --http 0`);
}

// Each message has a seed of its own, so that it can be made again without those before it.
function readOne(seed: number): void {
  watchdog.begins(seed);
  const bytes = hostileMessage(corpus, new Random(seed));
  const started = spentMs();
  try {
    for (const outcome of readHostile(bytes)) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  } catch (thrown) {
    tell(seed, bytes, thrown instanceof Error ? `${thrown.stack}` : String(thrown));
    return;
  }
  if (!limit.holds(bytes, spentMs() - started)) tell(seed, bytes, `slow, ${bytes.length} bytes`);
  if (runs === 1) console.log(bytes.toString('latin1'));
}

console.log(`Seeds ${first} to ${first + runs - 1}.`);
const started = performance.now();
for (let seed = first; seed < first + runs; seed += 1) {
  readOne(seed);
  const done = seed - first + 1;
  if (done % PROGRESS_EVERY === 0) console.error(`${done} of ${runs} messages read, ${failed} failed`);
}
await watchdog.stop();
const seconds = (performance.now() - started) / 1000;
const shown = [...outcomes].map(([name, n]) => `${name} ${n}`).join(', ');
console.log(`${runs} messages in ${seconds.toFixed(1)} s, read as: ${shown}`);
console.log(`The slowest needed ${Math.round(limit.worst * 100)} % of its time.`);

if (http > 0) {
  const { broken, statuses } = await fuzzOverHttp(http, corpus, new Random(first));
  for (const { what, body } of broken.slice(0, 10)) {
    console.log(`${what}\nkept as ${keepInput(`http-${failed}`, body)}`);
    failed += 1;
  }
  failed += Math.max(0, broken.length - 10);
  console.log(`${http} messages over HTTP: ${[...statuses].map(([name, n]) => `${name}: ${n}`).join(', ')}`);
}
console.log(`${runs + http - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
