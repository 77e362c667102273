import { createHash } from 'node:crypto';
import type { Clock } from '../clock';
import { CLOUD_HOSTS } from '../clouds';
import type { Config } from '../config';
import { ServiceError } from '../errors';
import { loginConfiguration } from '../graph/login-client';
import { parseUserId, type TenantId, type UserId } from '../ids';
import { createKeySet } from './key-set';
import type { ServiceCredential } from './service-credential';
import { createTokenReader } from './token-reader';
import { refusal } from './token-refusal';
import { enforce, TIME_RULES } from './token-rules';

/** What one sign-in is bound to; all of it random and used once. */
export interface SignInRequest {
  readonly state: string;
  readonly nonce: string;
  /** PKCE code verifier [RFC 7636 4.1]. */
  readonly verifier: string;
}

/** Who signed in, as a verified id token says. */
export interface SignedIn {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** For display only. */
  readonly userName: string | undefined;
  /** Names in claim `roles`, as they came. */
  readonly roles: readonly unknown[];
}

/** Sign-in of a person in a browser, with the service as the client [OpenID Connect Core 3.1; RFC 7636]. */
export interface BrowserSignIn {
  /** Where the browser is sent. */
  address(request: SignInRequest): string;
  /**
   * Redeems the code and verifies the id token: signature, issuer, times, audience, nonce.
   * @throws ServiceError `unauthenticated` / `refusedCode` of the parts, `token.*`; `forbidden` / `token.personal-account`;
   * `unavailable` / `identity.login-unavailable`
   */
  complete(code: string, request: Omit<SignInRequest, 'state'>): Promise<SignedIn>;
}

/** What a sign-in needs. */
export interface BrowserSignInParts {
  readonly config: Pick<Config, 'authority' | 'clientId' | 'cloud' | 'jwksUrl' | 'publicUrl'>;
  readonly credential: ServiceCredential;
  readonly clock: Clock;
  /** Path of this service to which Entra posts the code; the application registers it. */
  readonly redirectPath: string;
  /** Code of the error of a sign-in that Entra does not confirm. */
  readonly refusedCode: string;
}

// Any organization; which one it is says the id token alone.
const TENANT = 'organizations';

/** Delegated permissions that a sign-in asks for. */
export const SIGN_IN_SCOPES: readonly string[] = ['openid', 'profile'];

/** Sign-in that ends at a path where Entra posts the code as a form, so that no log of addresses has it. */
export function createBrowserSignIn(parts: BrowserSignInParts): BrowserSignIn {
  const { config, clock } = parts;
  const redirectUri = `${config.publicUrl}${parts.redirectPath}`;
  const read = createTokenReader(config, createKeySet({ url: config.jwksUrl, clock }));

  return {
    address({ state, nonce, verifier }) {
      const query = new URLSearchParams({
        client_id: config.clientId,
        response_type: 'code',
        response_mode: 'form_post',
        redirect_uri: redirectUri,
        scope: SIGN_IN_SCOPES.join(' '),
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        prompt: 'select_account',
      });
      return `${config.authority}/${TENANT}/oauth2/v2.0/authorize?${query}`;
    },

    async complete(code, { nonce, verifier }) {
      const token = await read(await redeem(parts, { code, verifier, nonce, redirectUri }));
      enforce(TIME_RULES, token, clock());
      const { claims, tenantId } = token;
      if (claims.get('aud') !== config.clientId) throw refusal('token.audience', tenantId);
      if (claims.get('nonce') !== nonce) throw signInRefused(parts);
      const userId = parseUserId(claims.get('oid'));
      if (userId === undefined) throw refusal('token.user', tenantId);
      const [userName, roles] = [claims.get('preferred_username'), claims.get('roles')];
      return {
        tenantId,
        userId,
        userName: typeof userName === 'string' ? userName : undefined,
        roles: Array.isArray(roles) ? roles : [],
      };
    },
  };
}

async function redeem(
  parts: BrowserSignInParts,
  { code, verifier, nonce, redirectUri }: { code: string; verifier: string; nonce: string; redirectUri: string },
): Promise<string> {
  const { ConfidentialClientApplication } = await import('@azure/msal-node');
  const { config, credential } = parts;
  const { auth, ...rest } = loginConfiguration({ ...config, tenant: TENANT });
  const exchange = `${CLOUD_HOSTS[config.cloud].tokenExchange}/.default`;
  const client = new ConfidentialClientApplication({
    ...rest,
    auth: { ...auth, clientAssertion: async () => (await credential.getToken(exchange)).token },
  });
  try {
    const request = { code, redirectUri, scopes: [...SIGN_IN_SCOPES], codeVerifier: verifier, nonce };
    return (await client.acquireTokenByCode(request)).idToken;
  } catch (thrown) {
    throw thrown instanceof ServiceError ? thrown : redemptionFailed(parts, thrown);
  }
}

// `invalid_grant`: the code was used, has expired, or was issued to another browser's challenge [RFC 6749 5.2].
const REFUSED: ReadonlySet<string> = new Set(['invalid_grant', 'nonce_mismatch']);

function redemptionFailed(parts: BrowserSignInParts, thrown: unknown): ServiceError {
  const code = thrown instanceof Error && 'errorCode' in thrown ? String(thrown.errorCode) : 'unknown';
  if (REFUSED.has(code)) return signInRefused(parts, thrown);
  const text = 'The sign-in cannot be finished right now. Begin again in a minute.';
  return new ServiceError('unavailable', 'identity.login-unavailable', text, { cause: thrown, detail: code });
}

function signInRefused({ refusedCode }: BrowserSignInParts, cause?: unknown): ServiceError {
  return new ServiceError('unauthenticated', refusedCode, 'The sign-in was not accepted. Begin again.', {
    ...(cause === undefined ? {} : { cause }),
  });
}
