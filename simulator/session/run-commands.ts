import type { ClientCommand } from '../syncml/client-message';
import type { GroupCommand, ItemCommand, ServerCommand } from '../syncml/server-message';
import type { Answers } from './answers';
import { runAtomic } from './run-atomic';
import { answerItems, type Runner, runItems, statusOf } from './run-items';

/** Runs the commands of a message one after the other. Behind the end of the enrollment nothing runs any more. */
export function runCommands(commands: readonly ServerCommand[], runner: Runner): Answers {
  const answered: ClientCommand[] = [];
  for (const command of commands) {
    const answers = runOne(command, runner);
    answered.push(...answers.commands);
    if (answers.unenroll) return { commands: answered, unenroll: true };
  }
  return { commands: answered, unenroll: false };
}

function runOne(command: ServerCommand, runner: Runner): Answers {
  if (command.kind === 'alert') {
    return { commands: [statusOf({ cmdId: command.cmdId, name: 'Alert' }, 200, runner)], unenroll: false };
  }
  return command.kind === 'item' ? runItemCommand(command, runner) : runGroup(command, runner);
}

function runItemCommand(command: ItemCommand, runner: Runner): Answers {
  const outcomes = runItems(command, runner);
  const unenroll = outcomes.some(({ outcome }) => outcome.unenroll);
  return { commands: answerItems(command, outcomes, runner), unenroll };
}

function runGroup(group: GroupCommand, runner: Runner): Answers {
  if (group.name === 'Atomic') return runAtomic(group, runner);
  const below = runCommands(group.commands, runner);
  return { commands: [statusOf(group, 200, runner), ...below.commands], unenroll: below.unenroll };
}
