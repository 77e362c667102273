import { EPOCH_SIZE } from './classify-message';
import { ABSENT } from './device-state';
import type { PlannedStep } from './plan-settings';
import type { SentCommand } from './session';

/** Gives steps their CmdIDs: `epoch * 100000 + n`, counted through the whole session. */
export function numberCommands(
  steps: readonly PlannedStep[],
  session: { readonly epoch: number; readonly sent: number },
): readonly SentCommand[] {
  let id = session.epoch * EPOCH_SIZE + session.sent + 1;
  return steps.map((step) => {
    const command = numbered(step, id);
    id += command.ids;
    return command;
  });
}

function numbered(step: PlannedStep, id: number): SentCommand {
  if (step.verb === 'Delete') return { id, ids: step.uris.length, verb: 'Delete', setting: step.key, hash: ABSENT };
  const { key, kind, nodes, hash } = step.setting;
  return {
    id,
    // An Atomic has a number of its own before those of its children.
    ids: kind === 'family' ? nodes.length + 1 : 1,
    verb: step.verb,
    setting: key,
    hash,
    ...(kind === 'container' ? { isContainer: true } : {}),
    ...(step.isSecondVerb ? { isSecondVerb: true } : {}),
  };
}
