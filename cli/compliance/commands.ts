import { type Command, Option } from 'commander';
import { connected, examples, wholeNumber } from '../commands';
import type { Terminal } from '../terminal';
import { listCompliance } from './list';

const STATES = ['compliant', 'inGrace', 'unknown', 'notCompliant'];

/** Adds `list` below `mam compliance`. */
export function addComplianceCommands(compliance: Command, terminal: Terminal): void {
  connected(compliance.command('list'))
    .description('list the PCs whose policy demands something: how they stand, since when, and why')
    .addOption(new Option('--state <state>', 'that stand so').choices(STATES))
    .addOption(new Option('--not [state]', 'that stand otherwise; without a state: not compliant').choices(STATES))
    .option('--limit <count>', 'at most so many', wholeNumber)
    .addHelpText('after', examples('mam compliance list --not', 'mam compliance list --state inGrace --json'))
    .action((options) => listCompliance(options, terminal));
}
