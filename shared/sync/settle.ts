import type { CompiledPolicy } from '../policy/setting';
import type { SettingStates } from './apply-statuses';
import { compileInputs } from './compile-inputs';
import { ABSENT, type DeviceState, type SettingState } from './device-state';
import type { DeviceSnapshot, SyncContext } from './exchange';
import { planKey } from './plan-key';
import { mayBeOnDevice } from './plan-settings';
import type { PolicyPointer } from './session';

/** The state of a device on which everything that could be applied is applied: tomorrow there is nothing to compare. */
export function settledState(
  device: DeviceSnapshot,
  outcome: {
    readonly policy: CompiledPolicy;
    readonly pointer: PolicyPointer;
    readonly states: SettingStates;
    readonly dueAt: string | undefined;
  },
  { now }: SyncContext,
): DeviceState {
  const { policy, pointer, states, dueAt } = outcome;
  return {
    generation: device.enrollment.generation,
    planKey: planKey(pointer, compileInputs(device.enrollment)),
    policy: pointer,
    settings: [...states.values()].filter((state) => matters(state, policy)),
    settledAt: now.toISOString(),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

// What the policy speaks of, and what may still be on the device; the rest is history.
function matters(state: SettingState, policy: CompiledPolicy): boolean {
  const isNamed =
    policy.settings.some(({ key }) => key === state.key) || policy.removals.some(({ key }) => key === state.key);
  return isNamed || state.leftInPlace === true || (state.acknowledged !== ABSENT && mayBeOnDevice(state));
}

/** The state of a device in the middle of being changed: the next message plans again. */
export function unsettledState(device: DeviceSnapshot, states: SettingStates): DeviceState {
  return {
    generation: device.enrollment.generation,
    planKey: '',
    settings: [...states.values()],
    ...(device.state?.policy === undefined ? {} : { policy: device.state.policy }),
    ...(device.state?.settledAt === undefined ? {} : { settledAt: device.state.settledAt }),
  };
}

/** The state of a device whose policy was taken away: what is there stays, and the device is marked as unassigned. */
export function unassignedState(device: DeviceSnapshot, states: SettingStates): DeviceState {
  return {
    generation: device.enrollment.generation,
    planKey: planKey(undefined, compileInputs(device.enrollment)),
    settings: [...states.values()],
  };
}
