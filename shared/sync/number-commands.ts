import { EPOCH_SIZE } from './classify-message';
import { ABSENT } from './device-state';
import type { Asking, PlannedStep, Writing } from './planned-step';
import type { SentCommand } from './session';

// What is cleared makes room for something: it is not meant to stay absent.
const CLEARED = '';

/** True for a Delete that clears the place for the family that follows; what was there is unknown then. */
export function isClearing({ verb, hash }: Pick<SentCommand, 'verb' | 'hash'>): boolean {
  return verb === 'Delete' && hash === CLEARED;
}

/** Gives steps their CmdIDs: `epoch * 100000 + n`, counted through the whole session. */
export function numberCommands(
  steps: readonly PlannedStep[],
  session: { readonly epoch: number; readonly sent: number },
): readonly SentCommand[] {
  let id = session.epoch * EPOCH_SIZE + session.sent + 1;
  return steps.map((step) => {
    const command = { id, ...unnumbered(step) };
    id += command.ids;
    return command;
  });
}

function unnumbered(step: PlannedStep): Omit<SentCommand, 'id'> {
  switch (step.verb) {
    case 'Delete':
      return { ids: step.uris.length, verb: 'Delete', setting: step.key, hash: ABSENT };
    case 'Clear':
      return { ids: step.uris.length, verb: 'Delete', setting: step.key, hash: CLEARED };
    case 'Get':
      return { ids: 1, verb: 'Get', setting: step.key, hash: '', uri: step.uri };
    case 'Exec':
      return { ids: 1, verb: 'Exec', setting: step.setting.key, hash: step.setting.hash };
    case 'Ask':
      return asking(step);
    default:
      return writing(step);
  }
}

function writing({ verb, setting, isSecondVerb }: Writing): Omit<SentCommand, 'id'> {
  const { key, kind, nodes, hash } = setting;
  return {
    // An Atomic has a number of its own before those of its children.
    ids: kind === 'family' ? nodes.length + 1 : 1,
    verb,
    setting: key,
    hash,
    ...(kind === 'container' ? { isContainer: true } : {}),
    ...(isSecondVerb ? { isSecondVerb: true } : {}),
  };
}

function asking({ topic, command, node }: Asking): Omit<SentCommand, 'id'> {
  const { uri, format, data } = node;
  const asked = { topic, format, ...(data === undefined ? {} : { data }) };
  return { ids: 1, verb: command, setting: uri, hash: '', uri, asked };
}
