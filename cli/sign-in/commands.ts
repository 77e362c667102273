import type { Command } from 'commander';
import { connected, examples } from '../commands';
import type { Terminal } from '../terminal';
import { signIn } from './sign-in';
import { signOut } from './sign-out';
import { whoami } from './whoami';

const PIPELINES = `
Pipelines do not sign in. The first of these that is there is used:
  --token-file, MAM_TOKEN      an access token, of a person or of an application
  AZURE_CLIENT_ID and AZURE_TENANT_ID, with one of
    MAM_FEDERATED_TOKEN                    the token itself, e.g. $idToken of an Azure CLI task
    AZURE_FEDERATED_TOKEN_FILE             a file with it, as on Kubernetes
    ACTIONS_ID_TOKEN_REQUEST_URL, _TOKEN   set by GitHub with the permission "id-token: write"
                               the platform's own token stands in the place of a secret`;

/** Adds `sign-in`, `sign-out` and `whoami` to `mam`. */
export function addSignInCommands(program: Command, terminal: Terminal): void {
  program
    .command('sign-in')
    .description('sign in with a code that you enter in a browser, on this machine or another')
    .option('--service <url>', 'https address of the service; or MAM_SERVICE; by default the one last signed in to')
    .option('--tenant <tenant>', 'tenant id or domain; or MAM_TENANT; by default that of the account')
    .option('--yes', 'do not ask where the service goes by another name in Entra')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `${examples('mam sign-in --service https://mam.contoso.com', 'mam sign-in --tenant fabrikam.com')}\n${PIPELINES}`,
    )
    .action((options) => signIn(options, terminal));
  program
    .command('sign-out')
    .description('forget a sign-in, and the tokens of it on this machine')
    .option('--service <url>', 'of this service; or MAM_SERVICE; by default the one last signed in to')
    .option('--tenant <tenant>', 'which of several: tenant id, domain or user name; or MAM_TENANT')
    .option('--all', 'of every service and tenant')
    .option('--json', 'print JSON')
    .addHelpText('after', examples('mam sign-out', 'mam sign-out --all'))
    .action((options) => signOut(options, terminal));
  connected(program.command('whoami'))
    .description('tell as whom, with which roles, and to which service commands speak')
    .addHelpText('after', examples('mam whoami', 'mam whoami --service https://mam.contoso.com --json'))
    .action((options) => whoami(options, terminal));
}
