import { runSchedule } from './schedule';

const option = (name: string, standard: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return (at === -1 ? process.env[`CHAOS_${name.toUpperCase()}`] : process.argv[at + 1]) ?? standard;
};

const runs = Number(option('runs', '2000'));
const first = Number(option('seed', '1'));
const started = performance.now();
const troubles = new Map<string, number>();
let failed = 0;
for (let seed = first; seed < first + runs; seed += 1) {
  const report = await runSchedule(seed);
  for (const [name, count] of report.troubles) troubles.set(name, (troubles.get(name) ?? 0) + count);
  if (report.failure !== undefined) failed += 1;
  if (report.failure === undefined && runs > 1) continue;
  if (runs === 1 || !process.argv.includes('--brief')) console.log(report.story.join('\n'));
  console.log(`seed ${seed}: ${report.failure ?? 'passed'}`);
  if (failed >= 5 && !process.argv.includes('--brief')) break;
}
console.log(
  [...troubles]
    .sort()
    .map(([name, count]) => `${name}: ${count}`)
    .join(', '),
);
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
console.log(`${runs - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
