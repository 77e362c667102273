import type { Enrollment } from '../../shared/enrollment/enrollment';
import type { TenantId, UserId } from '../../shared/ids';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { DeviceKey } from '../../shared/storage/stores/stored';
import type { Acceptance } from '../../shared/terms/acceptance';
import { dayAfter, dayOf, startOf } from './days';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** When housekeeping looks at a new enrollment: once the days of silence that the tenant grants could be over. */
export function firstLook({ tenantId, deviceId, enrolledAt }: Enrollment, lostContactDays: number): DueEntry {
  const at = new Date(Date.parse(enrolledAt) + lostContactDays * DAY_MS).toISOString();
  return { at, kind: 'device', tenantId, subject: deviceId };
}

/** Longer than a message is under way: what was announced before a write is looked at when that is over. */
const SOON_MS = 60_000;
/** Longer than any instance goes by the settings that it remembers. */
const ONCE_KNOWN_MS = 120_000;

const later = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();

/** True while the message that announced something at a time may not have written it yet. */
export const isUnderWay = (announcedAt: string, now: Date): boolean =>
  now.getTime() - Date.parse(announcedAt) < SOON_MS;

/** Has housekeeping look soon at how a device stands, and tell the directory. */
export function lookAtStanding({ tenantId, deviceId }: DeviceKey, now: Date): DueEntry {
  return { at: later(now, SOON_MS), kind: 'verdict', tenantId, subject: deviceId };
}

/** Has housekeeping look at how a device stands when time alone may have changed that. */
export function lookAtVerdictAt({ tenantId, deviceId }: DeviceKey, at: string): DueEntry {
  return { at, kind: 'verdict', tenantId, subject: deviceId };
}

/** When housekeeping looks at a place that is being reserved: it lapses after ten minutes. */
export function lookAtReserved(
  { tenantId, deviceId, userId }: DeviceKey & { readonly userId: UserId },
  now: Date,
): DueEntry {
  return { at: later(now, HOUR_MS), kind: 'place', tenantId, subject: userId, item: deviceId };
}

/** When housekeeping looks at a large object that begins to arrive. */
export function lookAtArriving({ tenantId, deviceId }: DeviceKey, now: Date): DueEntry {
  return { at: later(now, DAY_MS), kind: 'pieces', tenantId, subject: deviceId };
}

/** When housekeeping deletes a record of a log: at the beginning of the day after its retention (`until`) is over. */
export function lookAtKept({ tenantId, deviceId }: DeviceKey, until: string, retentionDays: number): DueEntry {
  const at = startOf(dayAfter(dayOf(new Date(until)))).toISOString();
  return { at, kind: 'logs', tenantId, subject: deviceId, item: String(retentionDays) };
}

/** Has housekeeping look soon whether all that belongs to the end of an enrollment was done. */
export function lookAtEnd({ tenantId, deviceId }: DeviceKey, now: Date): DueEntry {
  return { at: later(now, SOON_MS), kind: 'device', tenantId, subject: deviceId };
}

/** Has housekeeping look at how all devices of a tenant stand, once every instance knows its new settings. */
export function lookAtFleetSoon(tenantId: TenantId, now: Date): DueEntry {
  return { at: later(now, ONCE_KNOWN_MS), kind: 'fleet', tenantId, subject: tenantId };
}

/** When housekeeping looks at terms that were shown: a day later, for they are good for an hour. */
export function lookAtShown({ id, tenantId, userId, shownAt }: Acceptance): DueEntry {
  const at = new Date(Date.parse(shownAt) + DAY_MS).toISOString();
  return { at, kind: 'acceptance', tenantId, subject: userId, item: id };
}
