import type { Config } from '../config';
import type { Tenant } from '../tenant/tenant';
import { type Audiences, foldAudience, tenantAudiences } from './audiences';
import type { ClaimName, GenuineToken } from './genuine-token';
import { type RefusalCode, refusal } from './token-refusal';

const SKEW_SECONDS = 300;

/** The scope of `/api/v1`, the only one that it takes; device routes never do. */
export const API_SCOPE = 'Mam.Manage';

/** One thing that must be so, or the code of the refusal. */
export type TokenRule<Context> = (token: GenuineToken, context: Context) => RefusalCode | undefined;

/** What the rules of device routes look at beside the token. */
export interface DeviceContext {
  readonly tenant: Tenant;
  readonly deployment: Audiences;
  readonly config: Pick<Config, 'publicClientId' | 'deviceScopes'>;
}

/** @throws ServiceError of the first rule that is not kept, with the tenant of the token */
export function enforce<Context>(rules: readonly TokenRule<Context>[], token: GenuineToken, context: Context): void {
  for (const rule of rules) {
    const code = rule(token, context);
    if (code !== undefined) throw refusal(code, token.tenantId);
  }
}

const hasBegun: TokenRule<Date> = ({ notBefore }, now) =>
  notBefore !== undefined && notBefore > seconds(now) + SKEW_SECONDS ? 'token.not-yet-valid' : undefined;

const hasNotEnded: TokenRule<Date> = ({ expires }, now) =>
  expires <= seconds(now) - SKEW_SECONDS ? 'token.expired' : undefined;

const seconds = (time: Date) => Math.floor(time.getTime() / 1000);

const isForDeployment: TokenRule<Audiences> = ({ claims }, audiences) =>
  audiences.has(foldAudience(claims.get('aud')) ?? '') ? undefined : 'token.audience';

const isForDeploymentOrTenant: TokenRule<DeviceContext> = (token, { deployment, tenant }) =>
  isForDeployment(token, new Set([...deployment, ...tenantAudiences(tenant)]));

// `idtyp` is an optional claim; without it, only a user's token has `scp`, and Entra gives every user an `oid`.
const isOfUser: TokenRule<DeviceContext> = ({ claims }) =>
  isUserType(claims.get('idtyp')) && claims.get('scp') !== undefined && claims.get('oid') !== undefined
    ? undefined
    : 'token.app-only';

/** True unless claim `idtyp` says that the token is of an application or of a device alone. */
export const isUserType = (idtyp: unknown): boolean => idtyp === undefined || idtyp === 'user';

const CLIENT_CLAIM = { '1.0': 'appid', '2.0': 'azp' } as const satisfies Record<GenuineToken['version'], ClaimName>;

const isFromOtherClient: TokenRule<DeviceContext> = ({ claims, version }, { config }) => {
  const client = claims.get(CLIENT_CLAIM[version]);
  return typeof client === 'string' && client.toLowerCase() !== config.publicClientId ? undefined : 'token.client';
};

const hasDeviceScope: TokenRule<DeviceContext> = ({ claims }, { config }) =>
  scopesOf(claims.get('scp')).some((scope) => scope !== API_SCOPE && config.deviceScopes.includes(scope))
    ? undefined
    : 'token.scope';

/** The names in a `scp` claim. */
export const scopesOf = (scp: unknown): readonly string[] => (typeof scp === 'string' ? scp.split(' ') : []);

/** Rules of time, for every token at every use. */
export const TIME_RULES = [hasBegun, hasNotEnded] as const;

/** Rules of terms, enrollment and sync. */
export const DEVICE_RULES = [isForDeploymentOrTenant, isOfUser, isFromOtherClient, hasDeviceScope] as const;

// An id token of a sign-in to this service has the same audience as a v2 access token, and may carry roles; only an access
// token names the client that asked for it.
const namesItsClient: TokenRule<Audiences> = ({ claims }) =>
  Object.values(CLIENT_CLAIM).some((name) => typeof claims.get(name) === 'string') ? undefined : 'token.client';

/** Rules of `/api/v1` for people and pipelines alike. */
export const CALLER_RULES = [isForDeployment, namesItsClient] as const;
