import type { Action } from '../actions/action';
import type { CompiledPolicy } from '../policy/setting';
import type { DeviceSnapshot, SyncChange } from './exchange';
import { stateOf } from './group-assignment';
import { withHandoff } from './handoff-overlay';
import { holdBackInvalid, releaseRefused } from './hold-back';
import { askWhatIsDue, type Inquiries, isInquiryDue, takeAnswers } from './inquiries';
import { dropDoubts, judgeReadings } from './judge-readings';
import { ALONG_MS } from './next-round';
import { planSettings } from './plan-settings';
import type { PlannedStep } from './planned-step';
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
  /** True when the message answered something that was asked beside the policy. */
  readonly hasLearned: boolean;
}

/**
 * Brings a device closer to its policy: begins the actions that work through it, compares with what the device read
 * back, and sends what is missing; when nothing is, reads back what is due, and settles.
 */
export function applyPolicy(before: Turn, { pointer, policy: bare }: Assigned): SyncChange {
  const turn = withAnswers(before, bare);
  const hasLearned = turn !== before;
  const { device, received, context } = turn;
  const started = startActions(device, { states: received.states, policy: bare }, context);
  const policy = withHandoff(bare, device.enrollment, started.handoff);
  const applying = { pointer, policy, wanted: started, hasLearned };
  const part = nextPart(turn, policy);
  if (part !== undefined) return send(turn, applying, part);
  const read = judgeReadings(policy, started.states, received.readings);
  const judged = releaseRefused(policy, dropDoubts(read, received.answered, context.now));
  const plan = planSettings(policy, judged, context.now);
  const checked = { states: judged, identity: device.state?.identity, maxMsgSize: received.session.maxMsgSize };
  const { steps, states } = holdBackInvalid(plan, checked, context.now);
  const known = { ...applying, wanted: { ...started, states } };
  if (steps.length > 0) return send(turn, known, sendSteps(steps, received.session, statusCount(turn)));
  const asked = questions(turn, known);
  if (asked.steps.length === 0) return settle(asked.turn, known, plan.dueAt);
  return send(asked.turn, { ...known, hasLearned: true }, sendSteps(asked.steps, received.session, statusCount(turn)));
}

function withAnswers(turn: Turn, policy: CompiledPolicy): Turn {
  const { device } = turn;
  const before = device.state?.inquiries ?? NONE_ASKED;
  const inquiries = takeAnswers({ ...turn, policy }, before);
  return inquiries === before ? turn : { ...turn, device: withInquiries(device, inquiries) };
}

const NONE_ASKED: Inquiries = {};

function withInquiries(device: DeviceSnapshot, inquiries: Inquiries): DeviceSnapshot {
  if (inquiries === (device.state?.inquiries ?? NONE_ASKED)) return device;
  return { ...device, state: { ...stateOf(device), inquiries } };
}

// A large value goes on as soon as its last chunk was accepted (213); anything else the next plan sees to.
function nextPart(turn: Turn, policy: CompiledPolicy): Sending | undefined {
  const { session, answered, alerts } = turn.received;
  const isAccepted = answered.some(({ sent, status }) => sent.part !== undefined && status.code === 213);
  if (session.outgoing === undefined || !isAccepted || alerts.endMissing) return undefined;
  const settings = new Map(policy.settings.map((setting) => [setting.key, setting]));
  return sendNextPart(settings, session, statusCount(turn));
}

function send(
  turn: Turn,
  { pointer, policy, wanted, hasLearned }: Applying,
  { commands, outgoing }: Sending,
): SyncChange {
  const { received } = turn;
  const device = withIdentity(turn.device, identitySent(policy, commands));
  const isChanged = hasLearned || device !== turn.device || wanted.handoff !== device.state?.handoff;
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

// Everything that is due, or will be within a day, is asked in one message. What was asked is noted at once, so that it
// is not asked twice.
function questions(
  turn: Turn,
  { policy, wanted }: Applying,
): { readonly turn: Turn; readonly steps: readonly PlannedStep[] } {
  const { device, context } = turn;
  const before = device.state?.inquiries ?? NONE_ASKED;
  const isDriftDue = isDriftCheckDue(device.state, context.now);
  const asked = askWhatIsDue({ ...turn, policy, isAsking: isDriftDue || isInquiryDue(before, context.now) }, before);
  const known = withInquiries(device, asked.inquiries);
  const isAlong = asked.steps.length > 0 && isDriftCheckDue(device.state, new Date(context.now.getTime() + ALONG_MS));
  if (!isDriftDue && !isAlong) return { turn: { ...turn, device: known }, steps: asked.steps };
  const driftCheckAt = nextDriftCheck(device.enrollment, context.now);
  const state = { ...stateOf(known), driftCheckAt };
  return {
    turn: { ...turn, device: { ...known, state } },
    steps: [...asked.steps, ...driftReadings(policy, wanted.states)],
  };
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
