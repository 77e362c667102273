import type { ClientMessage, ClientStatus } from '../syncml/message';
import { type StatusClass, statusMeaning } from '../syncml/status';
import type { SentCommand } from './session';

/** Statuses of a message by the command that they answer; of several for one command the last counts. */
export type StatusesById = ReadonlyMap<string, ClientStatus>;

/** Every status of a message. */
export function statusesById(message: ClientMessage): StatusesById {
  const statuses = message.body.filter((command): command is ClientStatus => command.name === 'Status');
  return new Map(statuses.map((status) => [status.cmdRef, status]));
}

/**
 * The status that decides about a command; `undefined` while it is not there. An Atomic is in force by its own status
 * alone, whatever its children say; why it is not is told by the child that failed. Of several Deletes the worst counts.
 */
export function decidingStatus(sent: SentCommand, byId: StatusesById): ClientStatus | undefined {
  if (sent.verb === 'Delete') return worstOf(statusesFrom(sent.id, sent.ids, byId));
  const own = byId.get(String(sent.id));
  if (own === undefined || !isFamily(sent) || !isExplained(own)) return own;
  const children = statusesFrom(sent.id + 1, sent.ids - 1, byId);
  return children.find((child) => child !== undefined && isCause(child)) ?? own;
}

/** True for a family: an Atomic with a number of its own before those of its children. */
export function isFamily({ verb, ids }: SentCommand): boolean {
  return (verb === 'Add' || verb === 'Replace') && ids > 1;
}

function statusesFrom(first: number, count: number, byId: StatusesById): readonly (ClientStatus | undefined)[] {
  return Array.from({ length: count }, (_, n) => byId.get(String(first + n)));
}

function worstOf(statuses: readonly (ClientStatus | undefined)[]): ClientStatus | undefined {
  const worst = statuses.find((status) => status !== undefined && !GONE.has(meaningOf(status)));
  return statuses.includes(undefined) ? undefined : (worst ?? statuses[0]);
}

const GONE: ReadonlySet<StatusClass> = new Set(['done', 'accepted', 'absent']);

// What could not be undone (516) is worse than its cause.
function isExplained(own: ClientStatus): boolean {
  return !NO_CAUSE.has(meaningOf(own)) && meaningOf(own) !== 'unknown';
}

// Of the others some were undone (216) or not carried out (215), because of this one.
function isCause(child: ClientStatus): boolean {
  return !NO_CAUSE.has(meaningOf(child));
}

const NO_CAUSE: ReadonlySet<StatusClass> = new Set(['done', 'accepted', 'pending']);

function meaningOf({ code }: ClientStatus): StatusClass {
  return statusMeaning(code).class;
}
