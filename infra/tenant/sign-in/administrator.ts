import type { AccountInfo, AuthenticationResult } from '@azure/msal-node';
import { type LoginClient, loginConfiguration } from '../../../shared/graph/login-client';
import { EXIT, Stop } from '../outcome';

/** The administrator who signed in, and tokens in their name. Nothing is kept on disk. */
export interface Administrator {
  /** Object id of the person. */
  readonly id: string;
  readonly tenantId: string;
  readonly userName: string;
  /** An access token with these scopes; `fresh` passes by the cache, for claims that have just changed. */
  token(scopes: readonly string[], fresh?: 'fresh'): Promise<string>;
}

/** The tenant does not know the application for which a token was asked: nobody has consented, or no longer. */
export class ApplicationUnknown extends Stop {
  constructor(cause: unknown) {
    super(
      'The tenant does not know the application',
      'Run npm run onboard: it asks for the consent. Just after one, try again in a minute.',
      EXIT.waiting,
      cause,
    );
  }
}

/** Who asks for the sign-in. */
export interface SignIn extends LoginClient {
  /** Scopes to which the person consents at the sign-in. */
  readonly scopes: readonly string[];
  /** Shows the sentence with address and code. */
  readonly show: (message: string) => void;
  /** Ends the wait for the person. */
  readonly signal: AbortSignal;
}

/** Signs in by a code that the person enters in a browser, on this machine or another. @throws Stop */
export async function signIn({ scopes, show, signal, ...client }: SignIn): Promise<Administrator> {
  const { PublicClientApplication } = await import('@azure/msal-node');
  const application = new PublicClientApplication(loginConfiguration(client));
  const request = {
    scopes: [...scopes],
    deviceCodeCallback: ({ message }: { message: string }) => show(message),
    cancel: false,
  };
  const cancel = () => {
    request.cancel = true;
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const result = await application.acquireTokenByDeviceCode(request);
    const { account, tenantId, uniqueId } = demand(result);
    const token = async (wanted: readonly string[], fresh?: 'fresh') => {
      const silent = { account, scopes: [...wanted], forceRefresh: fresh === 'fresh' };
      try {
        return (await application.acquireTokenSilent(silent)).accessToken;
      } catch (thrown) {
        throw isUnknownResource(thrown) ? new ApplicationUnknown(thrown) : signInStop(thrown, client.tenant);
      }
    };
    return { id: uniqueId, tenantId, userName: account.username, token };
  } catch (thrown) {
    throw thrown instanceof Stop ? thrown : signInStop(thrown, client.tenant);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function demand(result: AuthenticationResult | null): AuthenticationResult & { account: AccountInfo } {
  if (result?.account == null) throw new Stop('The sign-in gave no account', 'Sign in again.');
  return { ...result, account: result.account };
}

const REMEDIES = new Map<string, string>([
  ['authorization_declined', 'Start again, and accept the permissions: without them nothing can be set up.'],
  ['user_cancelled', 'Start again; nothing was changed.'],
  ['device_code_polling_cancelled', 'Start again; nothing was changed.'],
  ['device_code_expired', 'The code was not used in time. Start again.'],
  ['invalid_grant', 'Sign in with an account of the tenant that --tenant names.'],
]);

// [Microsoft Entra error codes] 500011, 650052: no service principal; 65001: no consent.
function isUnknownResource(thrown: unknown): boolean {
  return thrown instanceof Error && /AADSTS(500011|650052|65001)\b/.test(thrown.message);
}

function signInStop(thrown: unknown, tenant: string): Stop {
  const code = oauthCodeOf(thrown);
  const remedy = REMEDIES.get(code) ?? 'Check --tenant and the network, then start again.';
  return new Stop(`The sign-in to ${tenant} did not succeed (${code})`, remedy, EXIT.failed, thrown);
}

// While it polls for the code, the library wraps what the login service says into an error of its own.
function oauthCodeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'unknown';
  const code = 'errorCode' in thrown ? String(thrown.errorCode) : thrown.name;
  return [...REMEDIES.keys()].find((known) => known === code || thrown.message.includes(known)) ?? code;
}
