import type { Enrollment } from '../../shared/enrollment/enrollment';
import type { TenantId } from '../../shared/ids';
import type { DeviceKey, DueEntry } from '../../shared/storage/store';
import type { Acceptance } from '../../shared/terms/acceptance';

const DAY_MS = 24 * 60 * 60_000;

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

/** Has housekeeping look soon at how a device stands, and tell the directory. */
export function lookAtStanding({ tenantId, deviceId }: DeviceKey, now: Date): DueEntry {
  return { at: later(now, SOON_MS), kind: 'verdict', tenantId, subject: deviceId };
}

/** Has housekeeping look at how a device stands when time alone may have changed that. */
export function lookAtVerdictAt({ tenantId, deviceId }: DeviceKey, at: string): DueEntry {
  return { at, kind: 'verdict', tenantId, subject: deviceId };
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
