import type { ClientMessage } from '../syncml/message';
import type { SyncRequest } from './exchange';
import type { Session } from './session';

/**
 * Where a message stands in the life of the device's session:
 * `new` opens one, `next` continues it, `repeat` wants the last answer again, `stale` belongs to something that is over
 * and changes nothing.
 */
export type MessagePlace = 'new' | 'next' | 'repeat' | 'stale';

/** How long MsgID 1 of an open session counts as repeated rather than as a new beginning. */
const REPEAT_WINDOW_MS = 5 * 60 * 1000;

/** CmdIDs of one epoch: `epoch * EPOCH_SIZE + n`. */
export const EPOCH_SIZE = 100_000;

/** What a message is placed against: the session of the same generation, and whether that generation has ended. */
export interface Placing {
  readonly session: Session | undefined;
  readonly enrollment: { readonly ended?: unknown };
}

/** Places a message by the rules 2 and 3 against loss and repetition. */
export function classifyMessage(device: Placing, request: SyncRequest, now: Date): MessagePlace {
  const { message } = request;
  const { session } = device;
  if (message.msgId === 1) return repeatsOpening(device, request, now) ? 'repeat' : 'new';
  if (session === undefined || message.sessionId !== session.sessionId) return 'stale';
  if (repeats(session, request)) return 'repeat';
  if (!session.open || message.msgId !== session.msgId + 1) return 'stale';
  return answersAnotherEpoch(message, session) ? 'stale' : 'next';
}

function repeats(session: Session, { message, bodyHash }: SyncRequest): boolean {
  return session.sessionId === message.sessionId && session.msgId === message.msgId && session.bodyHash === bodyHash;
}

// Package 1 looks the same every day and SessionID may be 0 after each boot, hence the time limit. A farewell closes its
// session at once, and the client that repeats it because our answer was lost must not be told that it is a stranger.
function repeatsOpening({ session, enrollment }: Placing, request: SyncRequest, now: Date): boolean {
  if (session === undefined || !repeats(session, request)) return false;
  const isFresh = now.getTime() - Date.parse(session.at) < REPEAT_WINDOW_MS;
  return isFresh && (session.open || enrollment.ended !== undefined);
}

// SessionIDs are used again: a late message of an older session is known by the commands that it answers.
function answersAnotherEpoch(message: ClientMessage, session: Session): boolean {
  const answered = message.body.map(({ cmdRef }) => Number(cmdRef)).filter((id) => id >= EPOCH_SIZE);
  return answered.length > 0 && answered.every((id) => Math.floor(id / EPOCH_SIZE) !== session.epoch);
}
