import type { Action } from '../../shared/actions/action';
import { transition } from '../../shared/actions/transition';
import { ServiceError } from '../../shared/errors';
import type { Tenant } from '../../shared/tenant/tenant';
import type { Call } from '../http';
import { refuseSecondExit, requireSameRequest } from './action-refusals';
import { findAction } from './find-action';
import { type MetDevice, meetDevice } from './meet-device';

/** An action that is to be added to a device. */
export interface Adding {
  readonly tenant: Tenant;
  readonly device: MetDevice;
  readonly action: Action;
}

/**
 * Writes an action, and looks once more: between reading and writing the device may have left or been enrolled again, or
 * another exit may have come first, and neither knew of this action.
 * @throws ServiceError `actions.too-many`, `actions.key-taken`, `actions.exit-open`, `device.unenrolled`
 */
export async function addAction(call: Call, { tenant, device, action }: Adding): Promise<Action> {
  const { key } = device;
  const added = requireSameRequest(await call.service().store.devices.addAction(key, action), action.request);
  const after = await meetDevice(call, tenant, key.deviceId);
  await yieldToEarlierExit(call, after, added);
  const standing = (await findAction(call, after, added.id)) ?? added;
  if (standing.status !== 'superseded') return standing;
  const text = 'This device left, or was enrolled again, at the same moment: nothing was asked of it.';
  throw new ServiceError('conflict', 'device.unenrolled', text);
}

async function yieldToEarlierExit(call: Call, device: MetDevice, added: Action): Promise<void> {
  try {
    refuseSecondExit(device, added);
  } catch (thrown) {
    await withdraw(call, device, added);
    throw thrown;
  }
}

async function withdraw(call: Call, { key, actions }: MetDevice, { id }: Action): Promise<void> {
  const stored = actions.find(({ value }) => value.id === id);
  if (stored?.value.status !== 'pending') return;
  const reason = 'another unenrollment was asked for at the same time';
  const cancelled = transition(stored.value, 'cancelled', { now: call.service().clock(), reason });
  await call.service().store.devices.replaceAction(key, stored, cancelled);
}
