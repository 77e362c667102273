import type { Action } from '../../shared/actions/action';
import { actionView } from '../../shared/actions/action-view';
import { transition } from '../../shared/actions/transition';
import type { Call, Reply } from '../http';
import { retryLostRaces } from '../retry-lost-races';
import { requireAction, requireTenantFor, tooLateToCancel } from './action-refusals';
import { audited } from './audited';
import { authorizeInTenant, type TenantCaller } from './authorize';
import { deviceOf } from './device-of';
import { findAction } from './find-action';
import { json } from './json';
import { type MetDevice, meetDevice } from './meet-device';
import { noteActions } from './note-actions';

/** Takes an action back that has not gone out. Taking it back again changes nothing. */
export async function cancelAction(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin']);
  const tenant = caller.stored.value;
  const deviceId = deviceOf(call);
  const id = call.request.params['actionId'] ?? '';
  const cancelled = await retryLostRaces(async () => {
    const device = await meetDevice(call, tenant, deviceId);
    const action = requireAction(await findAction(call, device, id));
    requireTenantFor(tenant, action.request);
    return cancel(call, { caller, device, action });
  });
  return json(200, actionView(cancelled));
}

interface Cancelling {
  readonly caller: TenantCaller;
  readonly device: MetDevice;
  readonly action: Action;
}

// The ETag decides between this and a sync that sends the action at the same moment.
async function cancel(call: Call, { caller, device, action }: Cancelling): Promise<Action> {
  if (action.status === 'cancelled') return action;
  const stored = device.actions.find(({ value }) => value.id === action.id);
  if (stored === undefined || action.status !== 'pending') throw tooLateToCancel(action);
  const cancelled = transition(action, 'cancelled', { now: call.service().clock() });
  const { deviceId } = device.key;
  const facts = { action: action.id, type: action.request.type, before: action.status, after: cancelled.status };
  const change = { action: 'action.cancel', deviceId, facts };
  const { devices } = call.service().store;
  await audited(call, caller, change, () => devices.replaceAction(device.key, stored, cancelled));
  const others = device.actions.map(({ value }) => value).filter(({ id }) => id !== action.id);
  await noteActions(call, device, others);
  return cancelled;
}
