import { acquireByDeviceCode, type DeviceCodeSignIn, signInCodeOf } from '../../../shared/graph/device-code';
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
export type SignIn = LoginClient & DeviceCodeSignIn;

/** Signs in by a code that the person enters in a browser, on this machine or another. @throws Stop */
export async function signIn({ scopes, show, signal, ...client }: SignIn): Promise<Administrator> {
  const { PublicClientApplication } = await import('@azure/msal-node');
  const application = new PublicClientApplication(loginConfiguration(client));
  const stopOf = (thrown: unknown) => signInStop(thrown, client.tenant);
  const result = await acquireByDeviceCode(application, { scopes, show, signal }).catch((thrown) => {
    throw stopOf(thrown);
  });
  if (result === undefined) throw new Stop('The sign-in gave no account', 'Sign in again.');
  const { account, tenantId, uniqueId } = result;
  const token = async (wanted: readonly string[], fresh?: 'fresh') => {
    const silent = { account, scopes: [...wanted], forceRefresh: fresh === 'fresh' };
    try {
      return (await application.acquireTokenSilent(silent)).accessToken;
    } catch (thrown) {
      throw isUnknownResource(thrown) ? new ApplicationUnknown(thrown) : stopOf(thrown);
    }
  };
  return { id: uniqueId, tenantId, userName: account.username, token };
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
  const code = signInCodeOf(thrown, [...REMEDIES.keys()]);
  const remedy = REMEDIES.get(code) ?? 'Check --tenant and the network, then start again.';
  return new Stop(`The sign-in to ${tenant} did not succeed (${code})`, remedy, EXIT.failed, thrown);
}
