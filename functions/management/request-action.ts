import { type Action, actionRequest } from '../../shared/actions/action';
import { actionView } from '../../shared/actions/action-view';
import { workDataSentence } from '../../shared/sync/work-data';
import type { Call, Reply } from '../http';
import { requireTenantFor } from './action-refusals';
import { askDevice } from './ask-device';
import { authorizeInTenant } from './authorize';
import { deviceOf } from './device-of';
import { idempotencyKey } from './idempotency-key';
import { json, readBodyAs } from './json';
import type { MetDevice } from './meet-device';

/**
 * Asks something of one device. The reply says beforehand what becomes of the work data; asking again under the same
 * Idempotency-Key asks nothing more, and tells how the action stands.
 */
export async function requestAction(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin']);
  const deviceId = deviceOf(call);
  const key = idempotencyKey(call);
  const request = await readBodyAs(call, actionRequest);
  requireTenantFor(caller.stored.value, request);
  const { action, device } = await askDevice(call, caller, { deviceId, request, key });
  return accepted(action, device);
}

function accepted(action: Action, device: MetDevice): Reply {
  const workData = workDataSentence(action.request, device);
  return json(202, { ...actionView(action), ...(workData === undefined ? {} : { workData }) });
}
