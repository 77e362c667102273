import { parseEnrollmentId } from '../../ids';
import type { Decision, SentCommand, Session } from '../../sync/session';
import { packColumns } from '../packed';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, flag, integer, invalidRow, oneOf, packed, parsed, present, text, wideInteger } from './columns';
import { pointerColumns, readPointer } from './policy-pointer';
import { type Tuple, tuples } from './tuple';

const VERSION = 1;
const KINDS = ['commands', 'next', 'end'] as const;
const VERBS = ['Add', 'Replace', 'Delete', 'Exec', 'Get'] as const;

function commandFields(command: SentCommand): (string | number)[] {
  const { id, verb, setting, hash, ids, isContainer, isSecondVerb } = command;
  return [id, verb, setting, hash, ids, isContainer === true ? 1 : 0, isSecondVerb === true ? 1 : 0];
}

const readCommand = (fields: Tuple): SentCommand => ({
  id: fields.integer(0),
  verb: fields.oneOf(1, VERBS),
  setting: fields.text(2),
  hash: fields.text(3),
  ids: fields.integer(4),
  ...present({
    isContainer: fields.flag(5) ? true : undefined,
    isSecondVerb: fields.flag(6) ? true : undefined,
  }),
});

// The ordinary session has no command, and then nothing to compress.
function commandColumns({ decision, awaiting }: Session): Record<string, ColumnValue> {
  if (decision.commands.length === 0 && awaiting.length === 0) return {};
  return packColumns({ commands: decision.commands.map(commandFields), awaiting: awaiting.map(commandFields) });
}

function readCommands(row: StoredRow): { commands: SentCommand[]; awaiting: SentCommand[] } {
  const value = packed(row);
  if (value === undefined) return { commands: [], awaiting: [] };
  if (typeof value !== 'object' || value === null) throw invalidRow('data');
  return {
    commands: tuples('commands' in value ? value.commands : undefined, readCommand),
    awaiting: tuples('awaiting' in value ? value.awaiting : undefined, readCommand),
  };
}

/** Columns of `live_session`. Numbers that the client chose may exceed 32 bits, so they are kept as texts. */
export function sessionColumns(session: Session): Record<string, ColumnValue> {
  return {
    v: VERSION,
    generation: session.generation,
    sessionId: session.sessionId,
    msgId: String(session.msgId),
    bodyHash: session.bodyHash,
    epoch: session.epoch,
    sent: session.sent,
    compilerVersion: session.compilerVersion,
    tenantVersion: session.tenantVersion,
    decision: session.decision.kind,
    workUserPresent: session.workUserPresent,
    maxMsgSize: session.maxMsgSize?.toString(),
    open: session.open,
    at: session.at,
    ...pointerColumns(session.decision.policy),
    ...commandColumns(session),
  };
}

function decisionOf(row: StoredRow, commands: SentCommand[]): Decision {
  return { kind: oneOf(row, 'decision', KINDS), commands, ...present({ policy: readPointer(row) }) };
}

/** The session of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readSession(row: StoredRow): Session {
  checkVersion(row, VERSION);
  const { commands, awaiting } = readCommands(row);
  return {
    generation: parsed(row, 'generation', parseEnrollmentId),
    sessionId: text(row, 'sessionId'),
    msgId: wideInteger(row, 'msgId'),
    bodyHash: text(row, 'bodyHash'),
    epoch: integer(row, 'epoch'),
    sent: integer(row, 'sent'),
    compilerVersion: text(row, 'compilerVersion'),
    tenantVersion: integer(row, 'tenantVersion'),
    decision: decisionOf(row, commands),
    awaiting,
    workUserPresent: flag(row, 'workUserPresent'),
    open: flag(row, 'open'),
    at: text(row, 'at'),
    ...present({ maxMsgSize: row.columns['maxMsgSize'] === undefined ? undefined : wideInteger(row, 'maxMsgSize') }),
  };
}
