import { COMPILER_VERSION } from '../policy/compile-policy';
import type { CompiledPolicy } from '../policy/setting';
import type { SettingStates } from './apply-statuses';
import { compileInputs } from './compile-inputs';
import type { DeviceState } from './device-state';
import type { DeviceSnapshot, SyncChange, SyncContext, SyncRequest } from './exchange';
import { fitMessage } from './fit-message';
import { holdBackInvalid } from './hold-back';
import { numberCommands } from './number-commands';
import { planKey } from './plan-key';
import { type PlannedStep, planSettings } from './plan-settings';
import type { Received } from './receive-message';
import type { Decision, PolicyPointer } from './session';
import { settledState, unassignedState, unsettledState } from './settle';

/** A message that was taken in, with everything that the answer depends on. */
export interface Turn {
  readonly device: DeviceSnapshot;
  readonly request: SyncRequest;
  readonly context: SyncContext;
  readonly received: Received;
}

/** The policy that reaches this device now; none when the tenant has assigned none. */
export function assignedPolicy({ tenant }: SyncContext): PolicyPointer | undefined {
  const name = tenant.settings.defaultPolicy;
  const revision = name === undefined ? undefined : tenant.policies.get(name);
  return name === undefined || revision === undefined ? undefined : { name, revision };
}

/**
 * The policy that must be loaded and compiled before this turn can be decided; `undefined` when there is nothing to
 * plan, which is the ordinary day.
 */
export function policyToPlan(turn: Turn): PolicyPointer | undefined {
  return mayPlan(turn) && !isSettled(turn) ? assignedPolicy(turn.context) : undefined;
}

/** Decides the answer to a turn. `plan` is what {@link policyToPlan} asked for, and where it came from. */
export function decideReply(
  turn: Turn,
  plan: { pointer: PolicyPointer; policy: CompiledPolicy } | undefined,
): SyncChange {
  const { device, received, context } = turn;
  if (received.unfinished) return changeOf(turn, { kind: 'next', commands: [] }, changedState(turn));
  if (plan === undefined)
    return changeOf(turn, END, losesPolicy(turn) ? unassignedState(device, received.states) : changedState(turn));
  const planned = planSettings(plan.policy, received.states, context.now);
  const { steps, states } = holdBackInvalid(planned, received.states, context.now);
  if (steps.length > 0) return send(turn, { pointer: plan.pointer, steps, states });
  return changeOf(turn, END, settledState(device, { ...plan, states, dueAt: planned.dueAt }, context));
}

const END: Decision = { kind: 'end', commands: [] };

// Exits only for a tenant that is not active and while somebody else is signed in; nothing at all to one who leaves.
function mayPlan({ context, received }: Turn): boolean {
  const { alerts, ended, session, unfinished } = received;
  if (unfinished || ended !== undefined || alerts.aborted === true) return false;
  return session.workUserPresent && context.tenant.status === 'active';
}

function isSettled({ device, context, received }: Turn): boolean {
  const { state } = device;
  if (state === undefined || received.statesChanged) return false;
  if (state.dueAt !== undefined && Date.parse(state.dueAt) <= context.now.getTime()) return false;
  return state.planKey === planKey(assignedPolicy(context), compileInputs(device.enrollment));
}

function losesPolicy(turn: Turn): boolean {
  return mayPlan(turn) && turn.device.state?.policy !== undefined && assignedPolicy(turn.context) === undefined;
}

function changedState({ device, received }: Turn, states: SettingStates = received.states): DeviceState | undefined {
  return received.statesChanged || states !== received.states ? unsettledState(device, states) : undefined;
}

interface Sending {
  readonly pointer: PolicyPointer;
  readonly steps: readonly PlannedStep[];
  readonly states: SettingStates;
}

function send(turn: Turn, { pointer, steps, states }: Sending): SyncChange {
  const { session } = turn.received;
  const fitting = fitMessage(steps, turn.request.message.body.length, session.maxMsgSize);
  const decision: Decision = { kind: 'commands', policy: pointer, commands: numberCommands(fitting, session) };
  return changeOf(turn, decision, changedState(turn, states));
}

function changeOf({ received }: Turn, decision: Decision, state: DeviceState | undefined): SyncChange {
  const { session, ended } = received;
  const { commands } = decision;
  return {
    session: {
      ...session,
      decision,
      compilerVersion: COMPILER_VERSION,
      open: decision.kind !== 'end',
      awaiting: [...session.awaiting, ...commands],
      sent: commands.reduce((sum, command) => sum + command.ids, session.sent),
    },
    ...(state === undefined ? {} : { state }),
    ...(ended === undefined ? {} : { enrollment: ended }),
  };
}
