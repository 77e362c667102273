import { type Command, Option } from 'commander';
import { connected, examples, guid, policyName, time, wholeNumber } from '../commands';
import type { Terminal } from '../terminal';
import { exportLogs } from './export';
import { learn } from './learn';
import { report } from './report';

const DIMENSIONS = ['app', 'site', 'kind', 'user', 'day'];

/** Adds `report`, `learn` and `export` below `mam logs`. */
export function addLogCommands(logs: Command, terminal: Terminal): void {
  ranged(logs.command('report'))
    .description('count what crossed the boundary of work data')
    .addOption(new Option('--by <dimension>', 'what is counted by').choices(DIMENSIONS).default('app'))
    .addHelpText('after', examples('mam logs report --by site', 'mam logs report --by user --from 7d --jsonl'))
    .action((options) => report(options, terminal));
  ranged(logs.command('learn'))
    .description('tell where work data leaves to, and what a policy would say to keep it inside')
    .option('--min-people <number>', 'only what touches so many people', wholeNumber)
    .option('--add <names...>', 'names of the table that belong inside the boundary')
    .option('--policy <name>', 'show what that changes in this saved policy', policyName)
    .option('--apply <file>', 'write the changed document; without --policy FILE is the document that is changed')
    .addHelpText(
      'after',
      examples(
        'mam logs learn --min-people 5',
        'mam logs learn --add files.contoso.com WINWORD.EXE --policy personal-pcs',
        'mam logs learn --add files.contoso.com --policy personal-pcs --apply policy.json',
      ),
    )
    .action((options) => learn(options, terminal));
  ranged(logs.command('export'))
    .description('print every record, one JSON document a line')
    .option('--device <id>', 'of one PC', guid)
    .addHelpText('after', examples('mam logs export --from 7d > wip-events.jsonl'))
    .action((options) => exportLogs(options, terminal));
}

function ranged(command: Command): Command {
  return connected(command)
    .option('--from <time>', 'oldest record: a day, a time, or how long ago (7d); 30d when absent', time)
    .option('--to <time>', 'newest record; now when absent', time)
    .option('--jsonl', 'print one JSON document a line');
}
