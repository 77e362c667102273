import type { Action } from '../../shared/actions/action';
import type { WipeProof } from '../../shared/storage/store';
import type { DeviceSnapshot, SyncChange } from '../../shared/sync/exchange';
import { revokeSwitch } from '../../shared/sync/exit-settings';
import type { Call } from '../http';

/** Keeps the proof of a wipe that a device has just confirmed. Can be repeated: the action's id names the proof. */
export async function keepProof(call: Call, device: DeviceSnapshot, { actions = [] }: SyncChange): Promise<void> {
  const wipe = actions.find(({ request, status }) => request.type === 'wipe' && status === 'confirmed');
  if (wipe !== undefined) await call.service().store.audit.putProof(proofOf(wipe, device));
}

function proofOf({ id, requestedBy, requestedAt, changedAt }: Action, device: DeviceSnapshot): WipeProof {
  const { tenantId, deviceId, userId, generation } = device.enrollment;
  const ids = { action: id, tenantId, deviceId, userId, generation };
  return { ...ids, requestedBy, requestedAt, revokedAt: revokedAt(id, device), confirmedAt: changedAt };
}

// The switch may be under way once more when the device leaves. Unenroll went out in the answer to the message that
// acknowledged it for the first time, so that moment is known as well.
function revokedAt(id: string, { state, actions }: DeviceSnapshot): string {
  const { key, hash } = revokeSwitch('1');
  const acknowledged = state?.settings.find((setting) => setting.key === key && setting.acknowledged === hash);
  const sent = actions.find((action) => action.id === id && action.status === 'sent');
  const at = acknowledged?.at ?? sent?.changedAt;
  if (at === undefined) throw new TypeError('a wipe is confirmed only after its switch was acknowledged');
  return at;
}
