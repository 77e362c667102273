import { parseDeviceId } from '../../shared/ids';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { Work } from '../http';
import { clearAll } from './clear-all';
import type { Counting } from './run-counts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** Deletes the records of a device's log whose days are over, whether or not the device still syncs. */
export async function lookAtLogs(work: Work, entry: DueEntry, counts: Counting): Promise<DueEntry | undefined> {
  const { store, clock } = work.service();
  const deviceId = parseDeviceId(entry.subject);
  const days = Number(entry.item);
  if (deviceId === undefined || !Number.isSafeInteger(days) || days < 1) return undefined;
  const device = { tenantId: entry.tenantId, deviceId };
  const now = clock();
  const before = new Date(Date.parse(entry.at) - days * DAY_MS);
  // Each by what was promised when it came: the retention may have been another one then.
  if (!(await clearAll(() => store.wipLogs.deleteOlderThan(device, before, now)))) {
    return { ...entry, at: new Date(now.getTime() + HOUR_MS).toISOString() };
  }
  counts.add('ended');
  return undefined;
}
