/**
 * The identifiers of the domain as types that cannot be mixed up. A value of such a type was checked once, where it
 * came in; nothing behind that point checks it again.
 */

declare const brand: unique symbol;

/** A text that is known to be one particular kind of identifier. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

/** Entra tenant (`tid` claim): GUID in lower case. Comes from a verified token only. */
export type TenantId = Id<'TenantId'>;

/** Entra object id of the user (`oid` claim): GUID in lower case. */
export type UserId = Id<'UserId'>;

/** Entra device id (`deviceid` claim): GUID in lower case, part of every storage key of the device. */
export type DeviceId = Id<'DeviceId'>;

/** Names one generation of a device's enrollment: 128 random bits in base64url, the last segment of the sync URL. */
export type EnrollmentId = Id<'EnrollmentId'>;

/** Names one acceptance of terms of use: 256 random bits in base64url. It is also the `OpaqueBlob` that Windows carries. */
export type AcceptanceId = Id<'AcceptanceId'>;

/** Ties a reply to its log line: a GUID. */
export type CorrelationId = Id<'CorrelationId'>;

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function parseGuid(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const lower = text.toLowerCase();
  return guid.test(lower) ? lower : undefined;
}

function parsePattern(text: unknown, pattern: RegExp): string | undefined {
  return typeof text === 'string' && pattern.test(text) ? text : undefined;
}

/** The tenant id in lower case, or `undefined` when the text is not a GUID. */
export const parseTenantId = (text: unknown) => parseGuid(text) as TenantId | undefined;

/** The user's object id in lower case, or `undefined` when the text is not a GUID. */
export const parseUserId = (text: unknown) => parseGuid(text) as UserId | undefined;

/** The Entra device id in lower case, or `undefined` when the text is not a GUID. */
export const parseDeviceId = (text: unknown) => parseGuid(text) as DeviceId | undefined;

/** The correlation id in lower case, or `undefined` when the text is not a GUID. */
export const parseCorrelationId = (text: unknown) => parseGuid(text) as CorrelationId | undefined;

/** The enrollment id, or `undefined` when the text cannot be one (22 characters of base64url). */
export const parseEnrollmentId = (text: unknown) =>
  parsePattern(text, /^[A-Za-z0-9_-]{22}$/) as EnrollmentId | undefined;

/** The acceptance id, or `undefined` when the text cannot be one (43 characters of base64url). */
export const parseAcceptanceId = (text: unknown) =>
  parsePattern(text, /^[A-Za-z0-9_-]{43}$/) as AcceptanceId | undefined;
