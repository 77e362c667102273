import type { Action } from '../actions/action';
import { COMPILER_VERSION } from '../policy/compile-policy';
import type { DeviceState } from './device-state';
import type { SyncChange } from './exchange';
import type { Received } from './receive-message';
import type { Sending } from './send-steps';
import type { Decision, Exit } from './session';
import { unsettledState } from './settle';
import type { Turn } from './turn';

/** What a turn comes to; what is absent stays as the message left it. */
export interface Verdict {
  readonly decision: Decision;
  readonly state?: DeviceState;
  readonly actions?: readonly Action[];
  readonly exit?: Exit | undefined;
  readonly outgoing?: Sending['outgoing'];
}

/** Everything that has to be written for a turn: the session always, the rest where it changed. */
export function changeOf(turn: Turn, verdict: Verdict): SyncChange {
  const { received, device } = turn;
  const { state = changedState(turn), actions = [] } = verdict;
  const changed = actions.filter((action) => !device.actions.includes(action));
  return {
    session: sessionWith(received, verdict),
    ...(state === undefined ? {} : { state }),
    ...(received.ended === undefined ? {} : { enrollment: received.ended }),
    ...(changed.length === 0 ? {} : { actions: changed }),
    ...piecesOf(received),
  };
}

function sessionWith({ session, chunk }: Received, { decision, exit, outgoing }: Verdict): SyncChange['session'] {
  const { exit: _exit, outgoing: _outgoing, ...kept } = session;
  const { commands } = decision;
  return {
    ...kept,
    decision: chunk === undefined ? decision : { ...decision, chunk: chunk.answer },
    compilerVersion: COMPILER_VERSION,
    open: decision.kind !== 'end',
    awaiting: [...session.awaiting, ...commands],
    sent: commands.reduce((sum, command) => sum + command.ids, session.sent),
    ...(exit === undefined ? {} : { exit }),
    ...(outgoing === undefined ? {} : { outgoing }),
  };
}

function changedState({ device, received }: Turn): DeviceState | undefined {
  if (!received.statesChanged) return undefined;
  return unsettledState(device, { states: received.states, handoff: device.state?.handoff });
}

// What an object leaves behind goes away; where another one arrives at once, its pieces take the same places.
function piecesOf({ chunk, abandoned }: Received): Pick<SyncChange, 'chunks'> {
  if (chunk !== undefined && chunk.store.length > 0) return { chunks: { put: chunk.store } };
  const drop = Math.max(chunk?.drop ?? 0, abandoned);
  return drop > 0 ? { chunks: { drop } } : {};
}
