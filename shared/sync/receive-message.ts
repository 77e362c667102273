import type { Ending, Enrollment } from '../enrollment/enrollment';
import { type Answered, applySilence, applyStatuses, type Outcome, type SettingStates } from './apply-statuses';
import { later, UNTIL_NEXT_SYNC_MS } from './back-off';
import type { DeviceSnapshot, SyncContext, SyncRequest } from './exchange';
import { openExit } from './exit-settings';
import { type AlertFacts, readAlerts } from './read-alerts';
import { nodeName, type Readings, readResults } from './read-results';
import type { OutgoingObject, Session } from './session';
import { type ChunkTaken, missesEnd, takeChunk } from './take-chunk';

/** A session without the answer to its last message. */
export type UndecidedSession = Omit<Session, 'decision' | 'compilerVersion' | 'open'>;

/** A message taken in: what it reported is in `states`, what it said about itself in `session`. Not stored yet. */
export interface Received {
  readonly session: UndecidedSession;
  readonly states: SettingStates;
  /** True when the message changed `states`. */
  readonly statesChanged: boolean;
  /** Commands of ours that this message answered. */
  readonly answered: readonly Answered[];
  readonly readings: Readings;
  readonly alerts: AlertFacts;
  /** The chunk of a large object that came with the message. */
  readonly chunk: ChunkTaken | undefined;
  /** Stored pieces of a large object that will never be complete. */
  readonly abandoned: number;
  /** A large object was left without its end. */
  readonly endMissing: boolean;
  /** The client has more to say before it wants commands. */
  readonly unfinished: boolean;
  /** The enrollment, when this message ended it. */
  readonly ended: Enrollment | undefined;
}

/** Takes in a message that opens a session. What an older session left unanswered is unknown now, and sent again. */
export function receiveFirst(device: DeviceSnapshot, request: SyncRequest, context: SyncContext): Received {
  const lost = device.session?.awaiting ?? [];
  const session = {
    ...positionOf(device, request, context),
    epoch: (device.session?.epoch ?? 0) + 1,
    sent: 0,
    awaiting: [],
    workUserPresent: true,
    ...(request.message.maxMsgSize === undefined ? {} : { maxMsgSize: request.message.maxMsgSize }),
  };
  const states = applySilence(statesOf(device), lost, undefined);
  const outcome = { states, answered: [], awaiting: [] };
  const taken = received({ device, request, context, session, outcome, statesChanged: lost.length > 0 });
  return { ...taken, abandoned: device.session?.partial?.pieces ?? 0 };
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
  const alerts = readAlerts(request.message);
  const whole = doubtHalves(answered, { outgoing: open.outgoing, alerts }, context.now);
  // One who aborts may not have come to the rest: that is asked again in the next session, as after a lost message.
  const hasSaidAll = isFinished(request, alerts) && open.partial === undefined;
  const outcome = hasSaidAll ? silenceRest(whole, context.now) : whole;
  const session = { ...before, ...positionOf(device, request, context), awaiting: outcome.awaiting };
  const statesChanged = outcome.awaiting.length < open.awaiting.length;
  return received({ device, request, context, session, outcome, statesChanged });
}

/** The message with a large object put together: `stored` are its pieces, in order. */
export function withObject(message: Received, stored: Uint8Array): Received {
  const complete = message.chunk?.complete;
  if (complete === undefined) return message;
  const data = new TextDecoder().decode(Buffer.concat([stored, complete.tail]));
  return { ...message, readings: new Map([...message.readings, [nodeName(complete.uri), { data }]]) };
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

function isFinished({ message }: SyncRequest, alerts: AlertFacts): boolean {
  return message.final && alerts.aborted !== true && alerts.keepsAlive !== true;
}

interface Leaving {
  readonly outgoing: OutgoingObject | undefined;
  readonly alerts: AlertFacts;
}

// "Done" for a part with more to come says nothing about the whole, and neither does any answer of a client that misses
// the end (alert 1225): it is not acknowledged, and sent again later, from its beginning.
function doubtHalves(outcome: Outcome, { outgoing, alerts }: Leaving, now: Date): Outcome {
  const goesOn = (code: number) => code === 213 && alerts.endMissing !== true;
  const halves = outcome.answered
    .filter(({ sent, status }) => sent.part !== undefined && sent.setting === outgoing?.setting && !goesOn(status.code))
    .map(({ sent }) => sent);
  return { ...outcome, states: applySilence(outcome.states, halves, later(now, UNTIL_NEXT_SYNC_MS)) };
}

// A client that has said all it has to say will not answer the rest; it is asked again, but not in this session.
function silenceRest(outcome: Outcome, now: Date): Outcome {
  const states = applySilence(outcome.states, outcome.awaiting, later(now, UNTIL_NEXT_SYNC_MS));
  return { ...outcome, states, awaiting: [] };
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
  const { message } = request;
  const alerts = readAlerts(message);
  const { partial: before, ...rest } = session;
  const endMissing = missesEnd(before, message);
  const chunk = takeChunk(endMissing ? undefined : before, message);
  const partial = chunk === undefined && !endMissing ? before : chunk?.partial;
  return {
    session: {
      ...rest,
      workUserPresent: alerts.workUserPresent ?? session.workUserPresent,
      ...(partial === undefined ? {} : { partial }),
    },
    states: outcome.states,
    statesChanged,
    answered: outcome.answered,
    readings: readResults(message, outcome.answered, before),
    alerts,
    chunk,
    abandoned: endMissing ? (before?.pieces ?? 0) : 0,
    endMissing,
    unfinished: alerts.aborted !== true && alerts.unenrolled !== true && (!message.final || partial !== undefined),
    ended: alerts.unenrolled === true ? endOf(device, context) : undefined,
  };
}

// An unenrollment that we sent is reported by the same alert as one by the user.
function endOf({ enrollment, actions, session }: DeviceSnapshot, { now }: SyncContext): Enrollment {
  const isOurs = session?.exit?.stage === 'sent' || openExit(actions)?.status === 'sent';
  const ended: Ending = { at: now.toISOString(), by: isOurs ? 'server' : 'user' };
  return enrollment.ended === undefined ? { ...enrollment, ended } : enrollment;
}
