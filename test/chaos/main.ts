import { startTables } from '../../local/tables';
import { createTables } from '../../shared/storage/tables';
import { startServiceOn } from '../support/running-service';
import { missedTroubles, runFleet } from './fleet';
import { runOverHttp } from './over-http';
import { runSchedule, type ScheduleReport } from './schedule';

// npm run test:chaos -- --seed 123 --runs 1 repeats one schedule and prints it. The counts may also come from the
// environment: CHAOS_RUNS, CHAOS_HTTP, CHAOS_FLEET, CHAOS_SEED.
const STANDARD = { runs: 2000, http: 60, fleet: 500, seed: 1 } as const;

function option(name: keyof typeof STANDARD): number | undefined {
  const at = process.argv.indexOf(`--${name}`);
  const given = at === -1 ? process.env[`CHAOS_${name.toUpperCase()}`] : process.argv[at + 1];
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`--${name} wants a whole number`);
  return value;
}

// One schedule of one seed is looked at alone.
const isReplay = option('seed') !== undefined;
const count = (name: 'runs' | 'http' | 'fleet') => option(name) ?? (isReplay ? 0 : STANDARD[name]);
const first = option('seed') ?? STANDARD.seed;
/** From so many devices on every kind of trouble must have come. */
const LARGE_FLEET = 100;
const troubles = new Map<string, number>();
let passed = 0;
let failed = 0;

function take(report: ScheduleReport, kind: 'runs' | 'http', isAlone: boolean): void {
  for (const [name, n] of report.troubles) troubles.set(name, (troubles.get(name) ?? 0) + n);
  if (report.failure === undefined) passed += 1;
  else failed += 1;
  if (report.failure !== undefined || isAlone) {
    console.log(report.story.join('\n'));
    console.log(`seed ${report.seed}: ${report.failure ?? 'as promised'}`);
  }
  if (report.failure !== undefined) {
    console.log(`npm run test:chaos -- --seed ${report.seed} --${kind} 1`);
  }
}

async function timed(what: string, run: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await run();
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function runSchedules(): Promise<void> {
  const runs = count('runs');
  for (let seed = first; seed < first + runs; seed += 1) take(await runSchedule(seed), 'runs', runs === 1);
}

async function runHttpSchedules(): Promise<void> {
  const runs = count('http');
  const tables = await startTables({ port: 0 });
  await createTables({ connectionString: tables.connectionString });
  const service = await startServiceOn(tables.connectionString);
  const other = await service.startInstance();
  const deployment = { service, origins: [service.origin, other.origin] } as const;
  for (let seed = first; seed < first + runs; seed += 1) take(await runOverHttp(deployment, seed), 'http', runs === 1);
  await other.stop();
  await service.stop();
  await tables.stop();
}

async function runDevices(): Promise<void> {
  const report = await runFleet(count('fleet'), first);
  for (const [name, n] of report.troubles) troubles.set(name, (troubles.get(name) ?? 0) + n);
  passed += report.devices - report.failures.length;
  failed += report.failures.length;
  for (const failure of report.failures.slice(0, 5)) console.log(failure);
  const missed = report.devices < LARGE_FLEET ? [] : missedTroubles(report);
  failed += missed.length;
  for (const kind of missed) console.log(`no device met ${kind}`);
  if (report.failures.length > 0) console.log(`npm run test:chaos -- --seed ${first} --fleet ${report.devices}`);
}

if (count('runs') > 0) await timed(`${count('runs')} schedules`, runSchedules);
if (count('http') > 0) await timed(`${count('http')} schedules over HTTP`, runHttpSchedules);
if (count('fleet') > 0) await timed(`a fleet of ${count('fleet')} devices`, runDevices);
const shown = [...troubles].sort().map(([name, n]) => `${name} ${n}`);
console.log(`Troubles: ${shown.join(', ')}`);
console.log(`Memory: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
