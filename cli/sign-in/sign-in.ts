import { acquireByDeviceCode, type SignedIn, signInCodeOf } from '../../shared/graph/device-code';
import { urlOf } from '../../shared/setting-addresses';
import { confirm } from '../confirm';
import { CliFailure, stopped } from '../failure';
import { type NamedService, namedOrigin, noService } from '../origin';
import { printResult } from '../print/result';
import type { Terminal } from '../terminal';
import { loginClient } from './kept-token';
import { loginTarget } from './login-target';
import { openSignInFile } from './sign-in-file';

/** Options of `sign-in`. */
export interface SignInOptions extends NamedService {
  readonly tenant?: string;
  readonly yes?: true;
  readonly json?: true;
}

// Where no tenant is named, the account decides.
const ANY_TENANT = 'organizations';

/** `mam sign-in`: a person signs in by a code in a browser; what keeps the sign-in alive is kept on this machine. */
export async function signIn(options: SignInOptions, terminal: Terminal): Promise<void> {
  const file = openSignInFile(terminal);
  const service = namedOrigin(options, terminal.env) ?? (await file.load())[0]?.service;
  if (service === undefined) throw noService();
  const { facts, authority } = await loginTarget(service);
  await agreeToResource({ service, resource: facts.appIdUri }, options, terminal);
  const clientId = facts.publicClientId ?? refuseWithoutClient(service);
  const tenant = options.tenant ?? terminal.env['MAM_TENANT'] ?? ANY_TENANT;
  const application = await loginClient({ authority, clientId, tenant });
  const scope = `${facts.appIdUri}/Mam.Manage`;
  const { account, tenantId } = await askPerson(application, scope, terminal);
  const cache = application.getTokenCache().serialize();
  const { username: userName, homeAccountId } = account;
  const kept = { service, tenantId, userName, account: homeAccountId, authority, clientId, scope, cache };
  await file.keep(kept, 'first');
  printResult(options, terminal, {
    lines: [`Signed in to ${service} as ${userName}.`],
    document: { service, userName, tenantId },
  });
}

function refuseWithoutClient(service: string): never {
  throw new CliFailure(
    2,
    `${service} names no client for this command line.`,
    'Its operator sets MAM_PUBLIC_CLIENT_ID.',
  );
}

// A token for one service, handed to another, opens the first: whose token it is must be plain.
async function agreeToResource(
  { service, resource }: { readonly service: string; readonly resource: string },
  { yes }: SignInOptions,
  terminal: Terminal,
): Promise<void> {
  if (urlOf(resource)?.host === urlOf(service)?.host) return;
  const question = `${service} asks for tokens of ${resource}, and will see them. Do you know it as the same service?`;
  await confirm(question, yes === true, terminal);
}

async function askPerson(
  application: Parameters<typeof acquireByDeviceCode>[0],
  scope: string,
  { note, signal }: Terminal,
): Promise<SignedIn> {
  const result = await acquireByDeviceCode(application, { scopes: [scope], show: note, signal }).catch((thrown) => {
    throw failed(thrown, signal);
  });
  if (result === undefined) throw new CliFailure(2, 'The sign-in gave no account.', 'Sign in again.');
  return result;
}

const WAYS_OUT = new Map<string, string>([
  ['authorization_declined', 'Start again, and accept.'],
  ['user_cancelled', 'Start again.'],
  ['device_code_expired', 'The code was not used in time. Start again.'],
  [
    'invalid_grant',
    'Take an account of the tenant that --tenant names. An organization that does not know the service yet: its administrator onboards it first.',
  ],
]);

function failed(thrown: unknown, signal: AbortSignal): CliFailure {
  if (signal.aborted) return stopped('Nothing was kept. Start again with "mam sign-in".');
  const code = signInCodeOf(thrown, [...WAYS_OUT.keys()]);
  const wayOut = WAYS_OUT.get(code) ?? 'Look at --tenant and at the network, then start again.';
  return new CliFailure(2, `The sign-in did not succeed (${code}).`, wayOut, thrown);
}
