import type { Action } from '../actions/action';
import type { CompiledPolicy } from '../policy/setting';
import type { DeviceSnapshot, SyncChange } from './exchange';
import { stateOf } from './group-assignment';
import { withHandoff } from './handoff-overlay';
import { holdBackInvalid, releaseHeldBack } from './hold-back';
import { judgeReadings } from './judge-readings';
import { planSettings } from './plan-settings';
import { driftReadings, isDriftCheckDue, nextDriftCheck } from './read-back';
import { type Sending, sendNextPart, sendSteps } from './send-steps';
import { settledState, unsettledState } from './settle';
import { finishActions, startActions, type Wanted } from './start-actions';
import { changeOf } from './sync-change';
import { type Assigned, statusCount, type Turn } from './turn';
import { identitySent } from './work-identity';

/** A policy with everything that is wanted beside it. */
interface Applying extends Assigned {
  readonly wanted: Wanted;
}

/**
 * Brings a device closer to its policy: begins the actions that work through it, compares with what the device read
 * back, and sends what is missing; when nothing is, reads back what is due, and settles.
 */
export function applyPolicy(turn: Turn, { pointer, policy: bare }: Assigned): SyncChange {
  const { device, received, context } = turn;
  const started = startActions(device, { states: received.states, policy: bare }, context);
  const policy = withHandoff(bare, device.enrollment, started.handoff);
  const applying = { pointer, policy, wanted: started };
  const part = nextPart(turn, policy);
  if (part !== undefined) return send(turn, applying, part);
  const judged = releaseHeldBack(policy, judgeReadings(policy, started.states, received.readings));
  const plan = planSettings(policy, judged, context.now);
  const checked = { states: judged, identity: device.state?.identity };
  const { steps, states } = holdBackInvalid(plan, checked, context.now);
  const known = { ...applying, wanted: { ...started, states } };
  if (steps.length > 0) return send(turn, known, sendSteps(steps, received.session, statusCount(turn)));
  return isDriftCheckDue(device.state, context.now) ? readBack(turn, known) : settle(turn, known, plan.dueAt);
}

// A large value goes on as soon as its last chunk was accepted (213); anything else the next plan sees to.
function nextPart(turn: Turn, policy: CompiledPolicy): Sending | undefined {
  const { session, answered } = turn.received;
  const isAccepted = answered.some(({ sent, status }) => sent.part !== undefined && status.code === 213);
  if (session.outgoing === undefined || !isAccepted) return undefined;
  const settings = new Map(policy.settings.map((setting) => [setting.key, setting]));
  return sendNextPart(settings, session, statusCount(turn));
}

function send(turn: Turn, { pointer, policy, wanted }: Applying, { commands, outgoing }: Sending): SyncChange {
  const { received } = turn;
  const device = withIdentity(turn.device, identitySent(policy, commands));
  const isChanged = device !== turn.device || wanted.handoff !== device.state?.handoff;
  const isNew = isChanged || wanted.states !== received.states;
  return changeOf(turn, {
    decision: { kind: 'commands', policy: pointer, commands },
    actions: wanted.actions,
    outgoing,
    ...(isNew ? { state: unsettledState(device, wanted) } : {}),
  });
}

// Noted before it leaves: the device may take it although its answer is lost.
function withIdentity(device: DeviceSnapshot, identity: string | undefined): DeviceSnapshot {
  if (identity === undefined || identity === device.state?.identity) return device;
  return { ...device, state: { ...stateOf(device), identity } };
}

function readBack(turn: Turn, { pointer, policy, wanted }: Applying): SyncChange {
  const { device, received, context } = turn;
  const driftCheckAt = nextDriftCheck(device.enrollment, context.now);
  const state = { ...unsettledState(device, wanted), driftCheckAt };
  const { commands } = sendSteps(driftReadings(policy, wanted.states), received.session, statusCount(turn));
  const kind = commands.length === 0 ? 'end' : 'commands';
  return changeOf(turn, { decision: { kind, policy: pointer, commands }, state, actions: wanted.actions });
}

function settle(turn: Turn, { pointer, policy, wanted }: Applying, dueAt: string | undefined): SyncChange {
  const { device, context } = turn;
  const actions = finishActions(device, wanted, context);
  const decision = { kind: 'end', commands: [] } as const;
  if (actions.some((action) => isFailedOffer(action) && !wanted.actions.includes(action))) {
    return changeOf(turn, { decision, actions, state: unsettledState(device, { ...wanted, handoff: undefined }) });
  }
  const state = settledState(device, { ...wanted, policy, pointer, dueAt, now: context.now });
  return changeOf(turn, { decision, state, actions });
}

// It is taken back, and the next session plans without it: its switch would keep the protection off for ever.
function isFailedOffer({ request, status }: Action): boolean {
  return request.type === 'handoff' && status === 'failed';
}
