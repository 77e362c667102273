import { parseDeviceId } from '../../shared/ids';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { Work } from '../http';
import { lookAtArriving } from './first-look';
import type { Counting } from './run-counts';

const DAY_MS = 24 * 60 * 60_000;

/** Drops the pieces of a large object whose rest has not come for a day: no session goes on after that. */
export async function lookAtPieces(work: Work, entry: DueEntry, counts: Counting): Promise<DueEntry | undefined> {
  const { store, clock } = work.service();
  const deviceId = parseDeviceId(entry.subject);
  if (deviceId === undefined) return undefined;
  const device = { tenantId: entry.tenantId, deviceId };
  const now = clock();
  const { session } = await store.devices.loadLive(device.tenantId, deviceId);
  // Pieces come with a session.
  if (session === undefined) return undefined;
  const isYoung = now.getTime() - Date.parse(session.value.at) < DAY_MS;
  if (isYoung) return session.value.partial === undefined ? undefined : lookAtArriving(device, now);
  if (!(await store.devices.dropPieces(device, session))) return lookAtArriving(device, now);
  counts.add('ended');
  return undefined;
}
