import type { CompiledPolicy } from '../policy/setting';
import type { SettingStates } from './apply-statuses';
import { compileInputs } from './compile-inputs';
import { deviceCompliance } from './device-compliance';
import { ABSENT, type DeviceState, type SettingState } from './device-state';
import type { DeviceSnapshot } from './exchange';
import { mayBeOnDevice } from './may-be-on-device';
import { planKey } from './plan-key';
import { nextDriftCheck } from './read-back';
import type { PolicyPointer } from './session';
import { isWithoutWip, restWip } from './without-wip';

/** What is known of a device's settings, and the offer that stands, whatever else changes. */
export interface Known {
  readonly states: SettingStates;
  readonly handoff: DeviceState['handoff'] | undefined;
}

/** What a device has settled on. */
export interface Settlement extends Known {
  readonly pointer: PolicyPointer;
  readonly policy: CompiledPolicy;
  readonly dueAt: string | undefined;
  readonly now: Date;
}

/** The state of a device on which everything that could be applied is applied: tomorrow there is nothing to compare. */
export function settledState(device: DeviceSnapshot, settlement: Settlement): DeviceState {
  const { policy, pointer, handoff, dueAt, now } = settlement;
  const withoutWip = isWithoutWip(settlement.states);
  const states = withoutWip ? restWip(settlement.states, now) : settlement.states;
  const withoutWipSince = withoutWip ? (device.state?.withoutWipSince ?? now.toISOString()) : undefined;
  const compliance = deviceCompliance(device, { policy, states, withoutWipSince, now });
  return {
    ...keptBy(device, { states: onlyWhatMatters(states, policy), handoff }),
    planKey: planKey(pointer, compileInputs(device.enrollment), handoff),
    policy: pointer,
    settledAt: now.toISOString(),
    driftCheckAt: device.state?.driftCheckAt ?? nextDriftCheck(device.enrollment, now),
    ...(withoutWipSince === undefined ? {} : { withoutWipSince }),
    ...(compliance === undefined ? {} : { compliance }),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

/** The state of a device in the middle of being changed: the next message plans again. */
export function unsettledState(device: DeviceSnapshot, known: Known): DeviceState {
  const { state } = device;
  return {
    ...keptBy(device, known),
    planKey: '',
    ...(state?.policy === undefined ? {} : { policy: state.policy }),
    ...(state?.settledAt === undefined ? {} : { settledAt: state.settledAt }),
    ...(state?.driftCheckAt === undefined ? {} : { driftCheckAt: state.driftCheckAt }),
    ...(state?.withoutWipSince === undefined ? {} : { withoutWipSince: state.withoutWipSince }),
    ...(state?.compliance === undefined ? {} : { compliance: state.compliance }),
  };
}

/** The state of a device whose policy was taken away: what is there stays, and the device is marked as unassigned. */
export function unassignedState(device: DeviceSnapshot, known: Known): DeviceState {
  const { inquiries, ...kept } = keptBy(device, known);
  const logs = inquiries?.logs;
  return {
    ...kept,
    planKey: planKey(undefined, compileInputs(device.enrollment), known.handoff),
    // Nobody demands to know anything any more; the records that are kept still have their retention.
    ...(logs === undefined ? {} : { inquiries: { logs } }),
  };
}

function keptBy({ enrollment, state }: DeviceSnapshot, { states, handoff }: Known) {
  return {
    generation: enrollment.generation,
    settings: [...states.values()],
    ...(handoff === undefined ? {} : { handoff }),
    ...(state?.assignment === undefined ? {} : { assignment: state.assignment }),
    ...(state?.identity === undefined ? {} : { identity: state.identity }),
    ...(state?.inquiries === undefined ? {} : { inquiries: state.inquiries }),
  };
}

// What the policy speaks of, and what may still be on the device; the rest is history.
function onlyWhatMatters(states: SettingStates, policy: CompiledPolicy): SettingStates {
  const named = new Set([...policy.settings, ...policy.removals].map(({ key }) => key));
  const matters = (state: SettingState) =>
    named.has(state.key) || state.leftInPlace === true || (state.acknowledged !== ABSENT && mayBeOnDevice(state));
  return new Map([...states].filter(([, state]) => matters(state)));
}
