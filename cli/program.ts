import { Command } from 'commander';
import { addPolicyCommands } from './policy/commands';
import type { Terminal } from './terminal';

const EXAMPLES = `
Examples:
  $ mam policy validate policy.json
  $ mam policy push personal-pcs policy.json --dry-run
  $ mam policy rollback personal-pcs 3

The service and the access token come from the environment, or from options:
  MAM_SERVER   https address of the service          --server URL
  MAM_TOKEN    access token with scope Mam.Manage    --token-file FILE
Signing in from this command line comes later. A token is never an argument: other users of the machine could read it.

Exit codes: 0 done, 1 the document or the service says no, 2 it could not be carried out.`;

/** The command line `mam`. @throws CommanderError, CliFailure from parseAsync */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('mam')
    .description('Manages a tenant of the Windows MAM server')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    });
  addPolicyCommands(
    program.command('policy').description('policy documents: check, compare, save, take back'),
    terminal,
  );
  return program;
}
