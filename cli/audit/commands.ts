import { type Command, Option } from 'commander';
import { connected, examples, guid, time, wholeNumber } from '../commands';
import type { Terminal } from '../terminal';
import { listAudit } from './list';
import { listProofs } from './proofs';

const OUTCOMES = ['intended', 'done', 'refused', 'failed'];

/** Makes `mam audit` list who did what, and adds `proofs` below it. */
export function addAuditCommands(audit: Command, terminal: Terminal): void {
  // So that what stands behind "proofs" is for it, although "mam audit" knows the same options.
  printing(audit.enablePositionalOptions())
    .option('--since <time>', 'oldest: a day, a time, or how long ago (12h, 7d, 2w); 30 days when absent', time)
    .option('--until <time>', 'newest; now when absent', time)
    .option('--actor <id>', 'done by this person or application, by object id', guid)
    .option('--action <name>', 'what was done, e.g. policy.save; or how that begins: policy.')
    .option('--device <id>', 'that concerns this PC', guid)
    .addOption(new Option('--outcome <outcome>', 'that ended so').choices(OUTCOMES))
    .addHelpText(
      'after',
      examples(
        'mam audit --since 7d',
        'mam audit --action policy. --limit 20',
        'mam audit --since 1d --jsonl >> audit.jsonl',
        'mam audit proofs',
      ),
    )
    .action((options) => listAudit(options, terminal));
  printing(audit.command('proofs'))
    .description('list the proofs that the work data of PCs was withdrawn; they are kept when the rest is deleted')
    .addHelpText('after', examples('mam audit proofs', 'mam audit proofs --jsonl > proofs.jsonl'))
    .action((_, command: Command) => listProofs(command.optsWithGlobals(), terminal));
}

function printing(command: Command): Command {
  return connected(command)
    .option('--jsonl', 'print one JSON document a line, as they come')
    .option('--limit <number>', 'at most so many', wholeNumber)
    .addOption(new Option('--format <format>', 'as --json and --jsonl').choices(['table', 'json', 'jsonl']).hideHelp());
}
