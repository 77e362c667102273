import type { Action } from '../../shared/actions/action';
import type { WipeProof } from '../../shared/storage/stores/audit';
import type { DeviceSnapshot, SyncChange } from '../../shared/sync/exchange';
import { revokeSwitch } from '../../shared/sync/exit-settings';
import type { Call } from '../http';

/**
 * Keeps the proof of a wipe that a device has just confirmed. Can be repeated: the action's id names the proof. A wipe that
 * somebody's look at the device let expire a moment ago is proved as well: the device did what it was told.
 */
export async function keepProof(call: Call, device: DeviceSnapshot, change: SyncChange): Promise<void> {
  const { actions = [] } = change;
  const wipe = actions.find(isConfirmedWipe) ?? (await outlivedWipe(call, device, change));
  if (wipe !== undefined) await call.service().store.audit.putProof(proofOf(wipe, device));
}

function isConfirmedWipe({ request, status }: Action): boolean {
  return request.type === 'wipe' && status === 'confirmed';
}

// The session still knows for which action Unenroll went out, although that is not open any more.
async function outlivedWipe(call: Call, device: DeviceSnapshot, change: SyncChange): Promise<Action | undefined> {
  const { enrollment: ended } = change;
  const exit = device.session?.exit;
  if (ended?.ended?.by !== 'server' || exit?.stage !== 'sent') return undefined;
  if (device.actions.some(({ id }) => id === exit.action)) return undefined;
  const { actions } = await call.service().store.devices.loadHistory(device.enrollment);
  const past = actions.find(({ id, request }) => id === exit.action && request.type === 'wipe');
  return past === undefined ? undefined : { ...past, changedAt: ended.ended.at };
}

function proofOf({ id, requestedBy, requestedAt, changedAt }: Action, device: DeviceSnapshot): WipeProof {
  const { tenantId, deviceId, userId, generation } = device.enrollment;
  const ids = { action: id, tenantId, deviceId, userId, generation };
  return { ...ids, requestedBy, requestedAt, revokedAt: revokedAt(id, device), confirmedAt: changedAt };
}

// The switch may be under way once more when the device leaves. Unenroll went out in the answer to the message that
// acknowledged it for the first time, so that moment is known as well.
function revokedAt(id: string, { state, actions, session }: DeviceSnapshot): string {
  const { key, hash } = revokeSwitch('1');
  const acknowledged = state?.settings.find((setting) => setting.key === key && setting.acknowledged === hash);
  const sent = actions.find((action) => action.id === id && action.status === 'sent');
  const at = acknowledged?.at ?? sent?.changedAt ?? session?.at;
  if (at === undefined) throw new TypeError('a wipe is confirmed only after its switch was acknowledged');
  return at;
}
