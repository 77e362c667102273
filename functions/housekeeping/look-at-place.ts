import { parseDeviceId, parseUserId } from '../../shared/ids';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { Work } from '../http';

/**
 * Looks at a place among a user's devices whose enrollment came to no end: it is made permanent where the device is
 * enrolled after all, and given back where it is not.
 */
export async function lookAtPlace(work: Work, entry: DueEntry): Promise<undefined> {
  const { store, clock } = work.service();
  const { tenantId } = entry;
  const [userId, deviceId] = [parseUserId(entry.subject), parseDeviceId(entry.item)];
  if (userId === undefined || deviceId === undefined) return;
  const { enrollment } = await store.devices.loadLive(tenantId, deviceId);
  const isHeld = enrollment?.value.userId === userId && enrollment.value.ended === undefined;
  const holder = isHeld ? enrollment.value.generation : undefined;
  await store.people.endReservation({ tenantId, userId, deviceId }, holder, clock());
}
