import type { AcceptanceId, DeviceId, EnrollmentId, TenantId, UserId } from '../ids';

// Keys are made of GUIDs, base64url and encoded parts only; `_` separates the parts. Whatever else comes from outside
// goes through encodePart.

const REVISION_DIGITS = 10;
const CHUNK_DIGITS = 2;
const PIECE_DIGITS = 6;
const LAST_TIME = 8_640_000_000_000_000;
const TIME_DIGITS = 16;

/**
 * A text as part of a key: everything but letters, digits, dot and hyphen becomes `=XX` per byte of UTF-8, so that it can
 * neither hold a forbidden character nor be taken for a separator, and two texts never meet in one key.
 * @throws RangeError on half a surrogate pair, which UTF-8 cannot tell from another
 */
export function encodePart(text: string): string {
  if (/\p{Cs}/u.test(text)) throw new RangeError('half a surrogate pair cannot be part of a key');
  const encode = (character: string) => Buffer.from(character).toString('hex').toUpperCase().replace(/../g, '=$&');
  return text.replace(/[^A-Za-z0-9.-]/gu, encode);
}

/** Keys from `from` inclusive to `to` exclusive. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

/** All keys that begin with `prefix`, which ends in `_`. */
export function beginningWith(prefix: `${string}_`): KeyRange {
  return { from: prefix, to: `${prefix.slice(0, -1)}\`` };
}

/** Partition of `devices` and `wiplogs`. */
export const devicePartition = (tenantId: TenantId, deviceId: DeviceId) => `${tenantId}_${deviceId}`;

/** Partition of `people`. */
export const userPartition = (tenantId: TenantId, userId: UserId) => `${tenantId}_${userId}`;

/** Partition of `audit`; the month is `yyyymm` in UTC. */
export const auditPartition = (tenantId: TenantId, month: string) => `${tenantId}_${encodePart(month)}`;

/** Partitions of the audit trail of a tenant and of its proofs. */
export const auditPartitions = (tenantId: TenantId): KeyRange => beginningWith(`${tenantId}_`);

/** Partition of the wipe proofs of a tenant, beside those of its months. */
export const proofPartition = (tenantId: TenantId) => `${tenantId}_proofs`;

/** Row of the tenant itself in its partition of `tenants`. */
export const TENANT = 'tenant';

/** Keys of all policy revisions of a tenant. */
export const POLICIES = beginningWith('policy_');

/** Keys of all chunks of a policy revision. */
export function policyChunks(name: string, revision: number): KeyRange {
  return beginningWith(`policy_${encodePart(name)}_${String(revision).padStart(REVISION_DIGITS, '0')}_`);
}

/** Key of one chunk of a policy revision, counted from 0. */
export const policyChunk = (name: string, revision: number, chunk: number) =>
  policyChunks(name, revision).from + String(chunk).padStart(CHUNK_DIGITS, '0');

/** Key of one version of the terms in one language. */
export const termsKey = (version: string, locale: string) => `terms_${encodePart(version)}_${encodePart(locale)}`;

/** Row of why nothing is written into the directory of a tenant, in its partition of `tenants`. */
export const REFUSAL = 'directory';

/** Row of what the directory was told of a device, in its partition of `devices`: no sync reads it. */
export const WRITE_BACK = 'directory';

/** Rows of a device that a sync reads. */
export const LIVE = {
  range: beginningWith('live_'),
  actions: beginningWith('live_action_'),
  enrollment: 'live_enrollment',
  state: 'live_state',
  session: 'live_session',
} as const;

/** The actions of a device that are not over, and its enrollment, which follows them: what a new action is judged by. */
export const ACTIONS_AND_ENROLLMENT: KeyRange = { from: LIVE.actions.from, to: `${LIVE.enrollment}!` };

/** Key of an action that is not over. */
export const liveAction = (id: string) => LIVE.actions.from + encodePart(id);

/** What is over on a device: enrollments and actions. */
export const PAST = beginningWith('past_');

// The enrollment id has a fixed length, so its own `_` does no harm.
const PAST_ENROLLMENT = /^past_.{22}_enrollment$/;
const PAST_ACTION = /^past_.{22}_action_/;

/** Key of the enrollment of an ended generation. */
export const pastEnrollment = (generation: EnrollmentId) => `${PAST.from}${generation}_enrollment`;

/** Key of an action that is over. */
export const pastAction = (generation: EnrollmentId, id: string) =>
  `${PAST.from}${generation}_action_${encodePart(id)}`;

/** True for the keys that {@link pastEnrollment} makes. */
export const isPastEnrollment = (key: string) => PAST_ENROLLMENT.test(key);

/** True for the keys that {@link pastAction} makes. */
export const isPastAction = (key: string) => PAST_ACTION.test(key);

/** Key of one piece of a large object that a device is sending, counted from 0. */
export const pieceKey = (index: number) => `chunk_${String(index).padStart(PIECE_DIGITS, '0')}`;

/** Keys of all pieces of a device. */
export const PIECES = beginningWith('chunk_');

/** Keys of the pieces 0 to `count - 1`. */
export const pieces = (count: number): KeyRange => ({ from: pieceKey(0), to: pieceKey(count) });

/** Key of an acceptance in the partition of its user. */
export const acceptanceKey = (id: AcceptanceId) => `terms_${id}`;

/** Guard row of a user's devices: replaced by every reservation, so that two of them cannot both see the last place. */
export const PLACES_GUARD = 'devices';

/** Row of an erasure that is under way in the partition of its person: as long as it is there, no place is given. */
export const ERASURE = 'erasure';

/** Keys of all places of a user, of their guard, and of an erasure, which lies behind them. */
export const PLACES: KeyRange = { from: 'device_', to: `${ERASURE}!` };

/** Key of a device's place in the partition of its user. */
export const placeKey = (deviceId: DeviceId) => `device_${deviceId}`;

/** Marks of the devices whose rows an erasure took away, in the partition of its person. */
export const GONE = beginningWith('gone_');

/** Key of such a mark. */
export const goneKey = (deviceId: DeviceId) => `${GONE.from}${deviceId}`;

/** A day in UTC as part of a key: yyyymmdd. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10).replaceAll('-', '');

/** Partitions of the visits of administrators, whatever their day. */
export const VISITS = beginningWith('onboarding_');

/** Partition of the visits of administrators that began on a day (yyyymmdd), in table `people`. */
export const visitPartition = (day: string) => VISITS.from + encodePart(day);

/** Every key of a partition. */
export const EVERYTHING: KeyRange = { from: '', to: '~' };

/** Key of an audit row: newest first. */
export function auditKey(at: Date, id: string): string {
  return `${String(LAST_TIME - at.getTime()).padStart(TIME_DIGITS, '0')}_${encodePart(id)}`;
}

/** Key of a record of the protection's log: newest first, the same record at the same place. */
export const wipEventKey = (at: Date, hash: string): string => auditKey(at, hash);

/** Keys of the records of a time span, both ends inclusive. */
export function wipEventKeys({ from, to }: { readonly from: Date; readonly to: Date }): KeyRange {
  return { from: auditKey(to, ''), to: `${auditKey(from, '')}~` };
}

/** Keys of the records of before a time. */
export function wipEventsBefore(time: Date): KeyRange {
  return { from: auditKey(new Date(time.getTime() - 1), ''), to: '~' };
}

/** Partitions of the devices of a tenant in `devices` and `wiplogs`; with a partition, those behind it. */
export function devicePartitions(tenantId: TenantId, behind?: string): KeyRange {
  const { from, to } = beginningWith(`${tenantId}_`);
  return { from: behind === undefined ? from : `${behind}!`, to };
}
