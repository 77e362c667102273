import type { Enrollment } from '../../shared/enrollment/enrollment';
import type { DueEntry } from '../../shared/storage/store';
import type { Acceptance } from '../../shared/terms/acceptance';

const DAY_MS = 24 * 60 * 60_000;

/** When housekeeping looks at a new enrollment: once the days of silence that the tenant grants could be over. */
export function firstLook({ tenantId, deviceId, enrolledAt }: Enrollment, lostContactDays: number): DueEntry {
  const at = new Date(Date.parse(enrolledAt) + lostContactDays * DAY_MS).toISOString();
  return { at, kind: 'device', tenantId, subject: deviceId };
}

/** When housekeeping looks at terms that were shown: a day later, for they are good for an hour. */
export function lookAtShown({ id, tenantId, userId, shownAt }: Acceptance): DueEntry {
  const at = new Date(Date.parse(shownAt) + DAY_MS).toISOString();
  return { at, kind: 'acceptance', tenantId, subject: userId, item: id };
}
