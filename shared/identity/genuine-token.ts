import type { TenantId } from '../ids';
import { parseTenantId } from '../ids';
import type { SigningKey } from './fetch-keys';
import { parseJsonObject } from './strict-json';
import { type RefusalCode, refusal } from './token-refusal';

/** Version of an Entra access token, as claim `ver` says. */
export type TokenVersion = '1.0' | '2.0';

/** An access token that Entra issued for an organization's tenant. Times, audience and permissions are still open. */
export interface GenuineToken {
  readonly tenantId: TenantId;
  readonly version: TokenVersion;
  /** Seconds since 1970. */
  readonly expires: number;
  /** Seconds since 1970. */
  readonly notBefore: number | undefined;
  readonly claims: ReadonlyMap<ClaimName, unknown>;
}

// What the rules and principals are made of; lists of groups and the like are not kept.
const KEPT = [
  'aud',
  'oid',
  'idtyp',
  'scp',
  'roles',
  'appid',
  'azp',
  'deviceid',
  'upn',
  'preferred_username',
  'unique_name',
  'nonce',
] as const;

/** A claim that decides about a token beyond its issuer and lifetime; the value is as it came. */
export type ClaimName = (typeof KEPT)[number];

/** Origins of the two forms of `iss`. */
export type IssuerHosts = Readonly<Record<TokenVersion, string>>;

/** A payload whose signature is good, and the keys that it is good for. */
export interface SignedPayload {
  readonly payload: Uint8Array;
  readonly keys: readonly SigningKey[];
}

// The tenant of personal Microsoft accounts.
const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/**
 * Reads the claims that every access token has, and holds `iss`, `tid`, `ver` and the key's own issuer against each other.
 * @throws ServiceError `unauthenticated` / `token.malformed`, `token.tenant`, `token.issuer`, `token.key-issuer`,
 * `token.version`, `token.lifetime`; `forbidden` / `token.personal-account`
 */
export function readGenuineToken({ payload, keys }: SignedPayload, hosts: IssuerHosts): GenuineToken {
  const claims = demand(parseJsonObject(payload), 'token.malformed');
  const tenantId = demand(parseTenantId(claims.get('tid')), 'token.tenant');
  const issuers = issuersOf(tenantId, hosts);
  const version = demand(versionOf(claims.get('iss'), issuers), 'token.issuer');
  if (!keys.some((key) => maySign(key, [issuers[version], issuers['2.0']], tenantId)))
    throw refusal('token.key-issuer');
  if (claims.get('ver') !== version) throw refusal('token.version', tenantId);
  if (tenantId === CONSUMERS) throw refusal('token.personal-account', tenantId);
  return { tenantId, version, ...lifetimeOf(claims, tenantId), claims: keptOf(claims) };
}

function demand<T>(value: T | undefined, code: RefusalCode): T {
  if (value === undefined) throw refusal(code);
  return value;
}

function issuersOf(tenantId: TenantId, hosts: IssuerHosts): Readonly<Record<TokenVersion, string>> {
  return { '1.0': `${hosts['1.0']}/${tenantId}/`, '2.0': `${hosts['2.0']}/${tenantId}/v2.0` };
}

function versionOf(iss: unknown, issuers: Readonly<Record<TokenVersion, string>>): TokenVersion | undefined {
  const issuer = typeof iss === 'string' ? iss.toLowerCase() : undefined;
  if (issuer === issuers['1.0']) return '1.0';
  return issuer === issuers['2.0'] ? '2.0' : undefined;
}

// Key sets of the v2 form name v2 issuers only, also for keys that sign v1 tokens: either form of the tenant will do.
function maySign({ issuer }: SigningKey, issuers: readonly string[], tenantId: TenantId): boolean {
  return issuer === undefined || issuers.includes(issuer.toLowerCase().replace('{tenantid}', tenantId));
}

function lifetimeOf(claims: ReadonlyMap<string, unknown>, tenantId: TenantId) {
  const [expires, notBefore] = [claims.get('exp'), claims.get('nbf')];
  if (!isTime(expires)) throw refusal('token.lifetime', tenantId);
  if (notBefore !== undefined && !isTime(notBefore)) throw refusal('token.lifetime', tenantId);
  return { expires, notBefore };
}

const keptOf = (claims: ReadonlyMap<string, unknown>) => new Map(KEPT.map((name) => [name, claims.get(name)]));

const isTime = (value: unknown): value is number => Number.isSafeInteger(value);
