import { parseArgs } from 'node:util';
import { checkInfra, graphTypesBeside } from './check-infra';
import { BicepMissing } from './find-bicep';
import { reportLines } from './report';

const HELP = `npm run infra:check            lint, build, plan and format-check every Bicep file
npm run infra:check -- --update   the same, and write infra/main.snapshot.json anew

BICEP names the Bicep command line; without it the path is searched, then NuGet is asked.`;

const { values } = parseArgs({ options: { update: { type: 'boolean' }, help: { type: 'boolean' } } });

if (values.help === true) console.log(HELP);
else await check(values.update === true ? 'update' : 'validate');

async function check(snapshot: 'validate' | 'update'): Promise<void> {
  try {
    const root = process.cwd();
    const report = await checkInfra({ root, env: process.env, graphTypes: graphTypesBeside(root), snapshot });
    console.log(reportLines(report).join('\n'));
    if (report.outcomes.some(({ result }) => result === 'failed')) process.exitCode = 1;
  } catch (thrown) {
    if (!(thrown instanceof BicepMissing)) throw thrown;
    console.error(thrown.message);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  }
}
