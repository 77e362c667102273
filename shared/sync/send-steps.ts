import type { SettingsByKey } from './exchange';
import { fitPart, fitSteps, roomFor, roomForPart } from './fit-message';
import { numberCommands } from './number-commands';
import type { PlannedStep, Writing } from './planned-step';
import type { UndecidedSession } from './receive-message';
import type { OutgoingObject, SentCommand } from './session';

/** The commands of one message, and the large value that goes on in the next one. */
export interface Sending {
  readonly commands: readonly SentCommand[];
  readonly outgoing: OutgoingObject | undefined;
}

/**
 * As many steps as one message carries. A single value that is larger than the client's MaxMsgSize leaves in chunks. For
 * a client that named none a value goes whole: a document with one that could not travel is refused (rule SIZE-1).
 */
export function sendSteps(steps: readonly PlannedStep[], session: UndecidedSession, statuses: number): Sending {
  const room = roomFor(statuses, session.maxMsgSize);
  const fitting = fitSteps(steps, room);
  if (fitting.length > 0) return { commands: numberCommands(fitting, session), outgoing: undefined };
  const [first] = steps;
  if (first === undefined) return { commands: [], outgoing: undefined };
  if (session.maxMsgSize === undefined || !isDivisible(first)) {
    const whole = steps.slice(0, first.verb === 'Clear' ? 2 : 1);
    return { commands: numberCommands(whole, session), outgoing: undefined };
  }
  return sendPart(first, { from: 0, room }, session);
}

/** The next chunk of a large value; `undefined` when its setting is not what it was when the first chunk left. */
export function sendNextPart(
  settings: SettingsByKey,
  session: UndecidedSession,
  statuses: number,
): Sending | undefined {
  const { outgoing } = session;
  const setting = outgoing === undefined ? undefined : settings.get(outgoing.setting);
  if (outgoing === undefined || setting === undefined || setting.hash !== outgoing.hash) return undefined;
  const step = { verb: outgoing.verb, setting, isSecondVerb: true };
  return sendPart(step, { from: outgoing.from, room: roomFor(statuses, session.maxMsgSize) }, session);
}

// A family travels in one Atomic, whole; what is not written has no data to divide.
function isDivisible(step: PlannedStep): step is Writing {
  return (step.verb === 'Add' || step.verb === 'Replace') && step.setting.kind === 'leaf';
}

function sendPart(step: Writing, at: { from: number; room: number }, session: UndecidedSession): Sending {
  const { key, hash, nodes } = step.setting;
  const data = nodes[0]?.data ?? '';
  const to = fitPart(data, at.from, roomForPart(at.room, key));
  const part = { from: at.from, to };
  const commands = numberCommands([step], session).map((command) => ({ ...command, part }));
  const outgoing = to < data.length ? { setting: key, hash, verb: step.verb, from: to } : undefined;
  return { commands, outgoing };
}
