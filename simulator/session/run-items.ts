import type { ClientCommand, ClientStatus } from '../syncml/client-message';
import type { ItemCommand, ServerItem } from '../syncml/server-message';
import type { Verb } from '../tree/node-facts';
import { type CommandContext, type NodeCommand, type NodeOutcome, runCommand } from '../tree/run-command';
import type { IncomingObject } from './incoming-object';
import type { Applied } from './report';

/**
 * A way to make a node answer as on a PC in trouble: the code instead of running the command, `silent` to run it and
 * tell no status, undefined to let it run. Code 516 inside an Atomic makes the rollback fail.
 */
export type NodeFault = (command: NodeCommand) => number | 'silent' | undefined;

/** What the commands of a message run against. */
export interface Runner {
  readonly context: CommandContext;
  readonly fault: NodeFault;
  /** MsgID of the server's message. */
  readonly msgRef: number;
  /** HRESULTs go with the statuses (SyncApplicationVersion 3.0 and later). */
  readonly tellsOriginalError: boolean;
  readonly applied: (applied: Applied) => void;
  /** Puts values together that came in parts. */
  readonly parts: IncomingObject;
}

/** An item with what became of it. */
export interface ItemOutcome {
  readonly item: ServerItem;
  readonly outcome: NodeOutcome & {
    /** It ran, but the server is told nothing. */
    readonly silent?: true;
  };
}

// HRESULTs seen beside a status; others are not documented.
const HRESULTS = new Map([
  [404, '0x86000002'],
  [500, '0x800710DF'],
]);

/** Runs the items of a command in order, up to one that ends the enrollment. */
export function runItems(command: ItemCommand, runner: Runner): readonly ItemOutcome[] {
  const done: ItemOutcome[] = [];
  for (const item of command.items) {
    const outcome = runItem(command.verb, item, runner);
    runner.applied({ cmdId: command.cmdId, verb: command.verb, uri: item.target, code: outcome.code });
    done.push({ item, outcome });
    if (outcome.unenroll) break;
  }
  return done;
}

function runItem(verb: Verb, item: ServerItem, { context, fault, parts }: Runner): ItemOutcome['outcome'] {
  const whole = parts.take(item);
  if ('code' in whole) return whole;
  const command: NodeCommand = { verb, uri: item.target, format: whole.format, data: whole.data };
  const faulty = fault(command);
  if (typeof faulty === 'number') return { code: faulty };
  const outcome = runCommand(command, context);
  return faulty === 'silent' ? { ...outcome, silent: true } : outcome;
}

/** The Status of a command and the Results of a Get: one Status if all items agree, else one an item. */
export function answerItems(
  command: ItemCommand,
  outcomes: readonly ItemOutcome[],
  runner: Runner,
): readonly ClientCommand[] {
  if (outcomes.some(({ outcome }) => outcome.silent)) return [];
  const codes = new Set(outcomes.map(({ outcome }) => outcome.code));
  const [only] = codes;
  const statuses =
    codes.size === 1 && only !== undefined
      ? [statusOf(command, only, runner)]
      : outcomes.map(({ item, outcome }) => ({ ...statusOf(command, outcome.code, runner), targetRef: item.target }));
  return [...statuses, ...outcomes.flatMap((one) => resultsOf(command, one, runner))];
}

/** A Status for a command by its name and code. */
export function statusOf(
  command: { readonly cmdId: string } & ({ readonly verb: string } | { readonly name: string }),
  code: number,
  runner: Runner,
): ClientStatus {
  const cmd = 'verb' in command ? command.verb : command.name;
  const originalError = runner.tellsOriginalError ? HRESULTS.get(code) : undefined;
  const status: ClientStatus = { kind: 'Status', msgRef: runner.msgRef, cmdRef: command.cmdId, cmd, code };
  return originalError === undefined ? status : { ...status, originalError };
}

function resultsOf(command: ItemCommand, { item, outcome }: ItemOutcome, runner: Runner): readonly ClientCommand[] {
  if (outcome.value === undefined) return [];
  const { format, data } = outcome.value;
  const value = format === 'chr' ? { source: item.target, data } : { source: item.target, format, data };
  return [{ kind: 'Results', msgRef: runner.msgRef, cmdRef: command.cmdId, item: value }];
}
