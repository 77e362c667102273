import type { Clock } from '../clock';
import { CLOUD_HOSTS } from '../clouds';
import type { Config } from '../config';
import { ServiceError } from '../errors';
import { LruMap } from '../identity/lru-map';
import type { ServiceCredential } from '../identity/service-credential';
import type { TenantId } from '../ids';
import { loginConfiguration } from './login-client';
import { loginRefusal } from './login-refusal';

/** What the tokens are made of. */
export interface GraphTokenParts {
  readonly config: Pick<Config, 'authority' | 'clientId' | 'cloud' | 'graphUrl'>;
  readonly credential: ServiceCredential;
  readonly clock: Clock;
  /** Milliseconds a request to the login service. */
  readonly timeoutMs?: number;
}

/** The service's own access tokens for Microsoft Graph, one a tenant. */
export interface GraphTokens {
  /** @throws ServiceError `unavailable` / `graph.unavailable`, `forbidden` / `graph.forbidden` where consent is missing */
  tokenFor(tenantId: TenantId): Promise<string>;
  /** Graph refused the token: one that is older than five minutes is not used again, since consent may have changed. */
  doubt(tenantId: TenantId): void;
}

interface Token {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly begin: number;
  readonly end: number;
}

const KEPT_TENANTS = 5_000;
const BEFORE_END_MS = 5 * 60_000;
const BEYOND_DOUBT_MS = 5 * 60_000;

/**
 * Tokens by federated credential: the managed identity vouches for the application, so that there is no secret. Kept until
 * five minutes before their end; who asks meanwhile shares the request. Keeping them here spares the assertion as well,
 * for which msal-node asks on every call, a cache hit included.
 */
export function createGraphTokens(parts: GraphTokenParts): GraphTokens {
  const kept = new LruMap<TenantId, Token>(KEPT_TENANTS);
  const asking = new Map<TenantId, Promise<Token>>();
  const now = () => parts.clock().getTime();
  const isGood = ({ end }: Token) => end - now() > BEFORE_END_MS;

  async function ask(tenantId: TenantId): Promise<Token> {
    const token = await acquire(parts, tenantId);
    kept.set(tenantId, token);
    return token;
  }

  return {
    async tokenFor(tenantId) {
      const known = kept.get(tenantId);
      if (known !== undefined && isGood(known)) return known.text;
      const running = asking.get(tenantId) ?? ask(tenantId).finally(() => asking.delete(tenantId));
      asking.set(tenantId, running);
      return (await running).text;
    },
    doubt(tenantId) {
      const known = kept.get(tenantId);
      if (known !== undefined && now() - known.begin >= BEYOND_DOUBT_MS) kept.delete(tenantId);
    },
  };
}

async function acquire({ config, credential, clock, timeoutMs }: GraphTokenParts, tenant: TenantId): Promise<Token> {
  const { authority, clientId, graphUrl } = config;
  const exchange = `${CLOUD_HOSTS[config.cloud].tokenExchange}/.default`;
  const { ConfidentialClientApplication } = await import('@azure/msal-node');
  const { auth, ...rest } = loginConfiguration({
    authority,
    clientId,
    tenant,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  // A client of its own for each request: what it would cache is kept above, and nothing of a tenant meets another's.
  const client = new ConfidentialClientApplication({
    ...rest,
    auth: { ...auth, clientAssertion: async () => (await credential.getToken(exchange)).token },
  });
  try {
    const result = await client.acquireTokenByClientCredential({ scopes: [`${graphUrl}/.default`] });
    if (result === null || result.expiresOn === null) throw new TypeError('the login service gave no token');
    return { text: result.accessToken, begin: clock().getTime(), end: result.expiresOn.getTime() };
  } catch (thrown) {
    throw thrown instanceof ServiceError ? withoutIdentity(thrown, tenant) : loginRefusal(thrown, tenant);
  }
}

// For whoever asks Graph it is the same whether the login service is out of reach, or what vouches for this one there.
function withoutIdentity(cause: ServiceError, tenantId: TenantId): ServiceError {
  return new ServiceError('unavailable', 'graph.unavailable', 'Microsoft Graph cannot be reached right now.', {
    cause,
    tenantId,
    detail: cause.code,
    ...(cause.retryAfter === undefined ? {} : { retryAfter: cause.retryAfter }),
  });
}
