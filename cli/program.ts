import { Command } from 'commander';
import { version } from '../package.json';
import { addAuditCommands } from './audit/commands';
import { examples } from './commands';
import { addCompletionCommands } from './completion/commands';
import { addComplianceCommands } from './compliance/commands';
import { addDeviceCommands } from './devices/commands';
import { EXIT_CODES } from './failure';
import { addLogCommands } from './logs/commands';
import { addOperatorCommands } from './operator/commands';
import { addPersonCommands } from './person/commands';
import { addPolicyCommands } from './policy/commands';
import { addSignInCommands } from './sign-in/commands';
import { addTenantCommands } from './tenant/commands';
import type { Terminal } from './terminal';
import { addTermsCommands } from './terms/commands';

const NOTES = `
Sign in once with "mam sign-in --service URL"; "mam whoami" tells as whom you speak to which service. Pipelines use a
federated token or MAM_TOKEN: "mam sign-in --help". A token is never an argument, where other users could read it.

${EXIT_CODES}`;

/** The command line `mam`. @throws CommanderError, CliFailure from parseAsync */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('mam')
    .description('Manages a tenant of the Windows MAM server')
    .version(version, '-V, --version', 'print the version')
    .addHelpText(
      'after',
      `${examples(
        'mam sign-in --service https://mam.contoso.com',
        'mam policy push personal-pcs policy.json --dry-run',
        'mam devices list --failing',
      )}\n${NOTES}`,
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    });
  addSignInCommands(program, terminal);
  addPolicyCommands(
    program.command('policy').description('policy documents: check, compare, save, take back'),
    terminal,
  );
  addDeviceCommands(program.command('devices').description('PCs: list, look at, and what is asked of them'), terminal);
  addComplianceCommands(
    program.command('compliance').description('how PCs stand against the demands of their policy'),
    terminal,
  );
  addLogCommands(
    program.command('logs').description('logs of the protection: what crossed the boundary of work data'),
    terminal,
  );
  addOperatorCommands(
    program.command('operator').description('for the operator of the service: take tenants on, suspend them'),
    terminal,
  );
  addPersonCommands(program.command('person').description('what is held on one person: hand out, erase'), terminal);
  addTermsCommands(program.command('terms').description('terms of use: list, read, save'), terminal);
  addTenantCommands(program.command('tenant').description('the tenant: settings, and who gets which policy'), terminal);
  addAuditCommands(program.command('audit').description('list who did what, newest first'), terminal);
  addCompletionCommands(program, terminal);
  return program;
}
