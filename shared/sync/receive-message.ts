import type { Enrollment } from '../enrollment/enrollment';
import { applySilence, applyStatuses, type Outcome, type SettingStates } from './apply-statuses';
import { retryAfter } from './back-off';
import type { DeviceSnapshot, SyncContext, SyncRequest } from './exchange';
import { type AlertFacts, readAlerts } from './read-alerts';
import type { Session } from './session';

/** A session without the answer to its last message. */
export type UndecidedSession = Omit<Session, 'decision' | 'compilerVersion' | 'open'>;

/** A message taken in: what it reported is in `states`, what it said about itself in `session`. Not stored yet. */
export interface Received {
  readonly session: UndecidedSession;
  readonly states: SettingStates;
  /** True when the message changed `states`. */
  readonly statesChanged: boolean;
  readonly alerts: AlertFacts;
  /** The client has more to say before it wants commands. */
  readonly unfinished: boolean;
  /** The enrollment, when this message ended it. */
  readonly ended: Enrollment | undefined;
}

/** Takes in a message that opens a session. What an older session left unanswered is unknown now, and sent again. */
export function receiveFirst(device: DeviceSnapshot, request: SyncRequest, context: SyncContext): Received {
  const states = statesOf(device);
  const lost = device.session?.awaiting ?? [];
  const session = {
    ...positionOf(device, request, context),
    epoch: (device.session?.epoch ?? 0) + 1,
    sent: 0,
    awaiting: [],
    workUserPresent: true,
    ...(request.message.maxMsgSize === undefined ? {} : { maxMsgSize: request.message.maxMsgSize }),
  };
  const outcome = { states: applySilence(states, lost, undefined), awaiting: [] };
  return received({ device, request, context, session, outcome, statesChanged: lost.length > 0 });
}

/** Takes in a message that continues the open session: the statuses of our commands, or a further part of them. */
export function receiveNext(
  device: DeviceSnapshot & { readonly session: Session },
  request: SyncRequest,
  context: SyncContext,
): Received {
  const { session: open } = device;
  const { decision, compilerVersion, open: _, ...before } = open;
  const answered = applyStatuses(statesOf(device), open.awaiting, { message: request.message, now: context.now });
  // One who aborts may not have come to the rest: that is asked again in the next session, as after a lost message.
  const hasSaidAll = request.message.final && readAlerts(request.message).aborted !== true;
  const outcome = hasSaidAll ? silenceRest(answered, context.now) : answered;
  const session = { ...before, ...positionOf(device, request, context), awaiting: outcome.awaiting };
  const statesChanged = outcome.awaiting.length < open.awaiting.length;
  return received({ device, request, context, session, outcome, statesChanged });
}

function statesOf(device: DeviceSnapshot): SettingStates {
  return new Map(device.state?.settings.map((setting) => [setting.key, setting]));
}

function positionOf(device: DeviceSnapshot, { message, bodyHash }: SyncRequest, { tenant, now }: SyncContext) {
  return {
    generation: device.enrollment.generation,
    sessionId: message.sessionId,
    msgId: message.msgId,
    bodyHash,
    tenantVersion: Math.max(tenant.version, device.session?.tenantVersion ?? 0),
    at: now.toISOString(),
  };
}

// A client that has said all it has to say will not answer the rest; it is asked again, but not in this session.
function silenceRest(answered: Outcome, now: Date): Outcome {
  const states = applySilence(answered.states, answered.awaiting, retryAfter('transient', now));
  return { states, awaiting: [] };
}

interface Taken {
  readonly device: DeviceSnapshot;
  readonly request: SyncRequest;
  readonly context: SyncContext;
  readonly session: UndecidedSession;
  readonly outcome: Outcome;
  readonly statesChanged: boolean;
}

function received({ device, request, context, session, outcome, statesChanged }: Taken): Received {
  const alerts = readAlerts(request.message);
  return {
    session: { ...session, workUserPresent: alerts.workUserPresent ?? session.workUserPresent },
    states: outcome.states,
    statesChanged,
    alerts,
    unfinished: !request.message.final && alerts.aborted !== true && alerts.unenrolled !== true,
    ended: alerts.unenrolled === true ? endedByUser(device.enrollment, context.now) : undefined,
  };
}

function endedByUser(enrollment: Enrollment, now: Date): Enrollment {
  return enrollment.ended === undefined ? { ...enrollment, ended: { at: now.toISOString(), by: 'user' } } : enrollment;
}
