import { type ErrorKind, ServiceError } from '../errors';
import type { TenantId } from '../ids';

// Not a good token: `unauthenticated`. A genuine one whose bearer may not do this: `forbidden`.
const REFUSALS = {
  'token.missing': ['unauthenticated', 'The request carries no access token.'],
  'token.malformed': ['unauthenticated', 'The access token cannot be read.'],
  'token.too-large': ['unauthenticated', 'The access token is larger than 16 KB.'],
  'token.algorithm': ['unauthenticated', 'The access token must be signed with RS256.'],
  'token.header': ['unauthenticated', 'The header of the access token asks for something that is not supported.'],
  'token.key-unknown': ['unauthenticated', 'The access token is signed with an unknown key.'],
  'token.signature': ['unauthenticated', 'The signature of the access token is wrong.'],
  'token.tenant': ['unauthenticated', 'The access token names no tenant.'],
  'token.issuer': ['unauthenticated', 'The access token comes from another issuer.'],
  'token.key-issuer': ['unauthenticated', 'The access token is signed with the key of another issuer.'],
  'token.version': ['unauthenticated', 'The version of the access token does not fit its issuer.'],
  'token.lifetime': ['unauthenticated', 'The access token does not say when it ends.'],
  'token.expired': ['unauthenticated', 'The access token has expired.'],
  'token.not-yet-valid': ['unauthenticated', 'The access token is not valid yet.'],
  'token.audience': ['unauthenticated', 'The access token is for another service.'],
  'token.user': ['unauthenticated', 'The access token names no user.'],
  'token.personal-account': ['forbidden', 'Personal Microsoft accounts cannot be used here.'],
  'token.app-only': ['forbidden', 'The access token is not one of a user.'],
  'token.client': ['forbidden', 'The access token was issued to an application that is not let in here.'],
  'token.scope': ['forbidden', 'The access token lacks the permission that is needed here.'],
  'token.role': ['forbidden', 'The caller has no role in this service.'],
  'token.device': ['forbidden', 'The device id in the access token cannot be read.'],
  'token.device-missing': ['forbidden', 'The access token names no device.'],
  'tenant.unknown': ['forbidden', 'The organization does not use this service.'],
  'tenant.suspended': ['forbidden', 'The organization is suspended.'],
  'tenant.offboarding': ['forbidden', 'The organization is leaving this service.'],
} as const satisfies Record<string, readonly [ErrorKind, string]>;

/** Stable code of a refusal. */
export type RefusalCode = keyof typeof REFUSALS;

/** The error of a refused token. `tenantId` only where issuer and signature vouch for it. */
export function refusal(code: RefusalCode, tenantId?: TenantId): ServiceError {
  const [kind, publicText] = REFUSALS[code];
  return new ServiceError(kind, code, publicText, tenantId === undefined ? {} : { tenantId });
}
