import { type Action, type ActionRequest, actionRequest } from '../../shared/actions/action';
import { actionView } from '../../shared/actions/action-view';
import { newGuid } from '../../shared/random';
import { workDataSentence } from '../../shared/sync/work-data';
import type { Call, Reply } from '../http';
import { refuseSecondExit, requireEnrolled, requireSameRequest, requireTenantFor } from './action-refusals';
import { audited } from './audited';
import { authorizeInTenant, type TenantCaller } from './authorize';
import { deviceOf } from './device-of';
import { findAction } from './find-action';
import { idempotencyKey } from './idempotency-key';
import { json, readBodyAs } from './json';
import { type MetDevice, meetDevice } from './meet-device';
import { refuseHandoff } from './refuse-handoff';

/**
 * Asks something of one device. The reply says beforehand what becomes of the work data; asking again under the same
 * Idempotency-Key asks nothing more, and tells how the action stands.
 */
export async function requestAction(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin']);
  const tenant = caller.stored.value;
  const deviceId = deviceOf(call);
  const key = idempotencyKey(call);
  const request = await readBodyAs(call, actionRequest);
  requireTenantFor(tenant, request);
  const device = await meetDevice(call, tenant, deviceId);
  const known = key === undefined ? undefined : await findAction(call, device, key);
  if (known !== undefined) return accepted(requireSameRequest(known, request), device);
  requireEnrolled(device);
  const action = newAction(call, { caller, device, request, id: key ?? newGuid() });
  await refuseHandoff(call, { tenant, device }, request);
  const change = { action: 'action.request', deviceId, facts: { action: action.id, type: request.type } };
  const { devices } = call.service().store;
  const admit = (open: readonly Action[]) => refuseSecondExit(action, device, open);
  const add = async () => requireSameRequest(await devices.addAction(device.key, action, admit), request);
  return accepted(await audited(call, caller, change, add), device);
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

function accepted(action: Action, device: MetDevice): Reply {
  const workData = workDataSentence(action.request, device);
  return json(202, { ...actionView(action), ...(workData === undefined ? {} : { workData }) });
}
