import type { Action, ActionRequest } from '../../shared/actions/action';
import type { DeviceId } from '../../shared/ids';
import { newGuid } from '../../shared/random';
import type { Call } from '../http';
import { refuseSecondExit, requireEnrolled, requireSameRequest } from './action-refusals';
import { audited } from './audited';
import type { TenantCaller } from './authorize';
import { findAction } from './find-action';
import { type MetDevice, meetDevice } from './meet-device';
import { noteActions } from './note-actions';
import { refuseHandoff } from './refuse-handoff';

/** What is asked of one device, under the caller's name for it where there is one. */
export interface Asking {
  readonly deviceId: DeviceId;
  readonly request: ActionRequest;
  readonly key: string | undefined;
}

/** The action, and the device as it was when it was asked. */
export interface AskedDevice {
  readonly action: Action;
  readonly device: MetDevice;
}

/**
 * Asks something of one device. Asking again under the same key asks nothing more: as long as the action is open, or among
 * the twenty rows of the device's history.
 * @throws ServiceError `device.unknown`, `device.unenrolled`, `actions.exit-open`, `actions.key-taken`,
 * `actions.too-many`; RefusedDocument
 */
export async function askDevice(call: Call, caller: TenantCaller, asking: Asking): Promise<AskedDevice> {
  const { deviceId, request, key } = asking;
  const tenant = caller.stored.value;
  const device = await meetDevice(call, tenant, deviceId);
  const known = key === undefined ? undefined : await findAction(call, device, key);
  if (known !== undefined) return { action: requireSameRequest(known, request), device };
  requireEnrolled(device);
  const action = newAction(call, { caller, device, request, id: key ?? newGuid() });
  await refuseHandoff(call, { tenant, device }, request);
  const facts = { action: action.id, type: request.type, before: 'none', after: action.status };
  const { devices } = call.service().store;
  const admit = (open: readonly Action[]) => refuseSecondExit(action, device, open);
  const add = async () => requireSameRequest(await devices.addAction(device.key, action, admit), request);
  const added = await audited(call, caller, { action: 'action.request', deviceId, facts }, add);
  await noteActions(call, device, [...device.actions.map(({ value }) => value), added]);
  return { action: added, device };
}

interface Asked {
  readonly caller: TenantCaller;
  readonly device: MetDevice;
  readonly request: ActionRequest;
  readonly id: string;
}

function newAction(call: Call, { caller, device, request, id }: Asked): Action {
  const now = call.service().clock().toISOString();
  const { generation } = device.enrollment;
  return { id, generation, request, status: 'pending', requestedBy: caller.id, requestedAt: now, changedAt: now };
}
