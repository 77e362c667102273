import { z } from 'zod';
import { parseEnrollmentId } from '../../ids';
import type { Decision, Session } from '../../sync/session';
import { packColumns } from '../packed';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, flag, integer, invalidRow, oneOf, packed, parsed, present, text, wideInteger } from './columns';
import { commandFields, readCommand } from './command-tuple';
import { pointerColumns, readPointer } from './policy-pointer';
import { tuples } from './tuple';

const VERSION = 1;
const KINDS = ['commands', 'next', 'no-end', 'end'] as const;

// What the ordinary session has nothing of. Texts of the client are among it, so it is compressed instead of being columns.
const storedDetails = z.object({
  commands: z.unknown().optional(),
  awaiting: z.unknown().optional(),
  exit: z.object({ action: z.string(), stage: z.enum(['revoking', 'revoked', 'sent']) }).optional(),
  partial: z
    .object({ ref: z.string(), uri: z.string(), size: z.int().exactOptional(), pieces: z.int(), bytes: z.int() })
    .optional(),
  outgoing: z
    .object({ setting: z.string(), hash: z.string(), verb: z.enum(['Add', 'Replace']), from: z.int() })
    .optional(),
  chunk: z.object({ cmdId: z.string(), code: z.int() }).optional(),
});

function detailColumns({ decision, awaiting, exit, partial, outgoing }: Session): Record<string, ColumnValue> {
  const { commands, chunk } = decision;
  const isOrdinary = [exit, partial, outgoing, chunk].every((detail) => detail === undefined);
  if (isOrdinary && commands.length === 0 && awaiting.length === 0) return {};
  const sent = { commands: commands.map(commandFields), awaiting: awaiting.map(commandFields) };
  return packColumns({ ...sent, exit, partial, outgoing, chunk });
}

function detailsOf(row: StoredRow): z.infer<typeof storedDetails> {
  const result = storedDetails.safeParse(packed(row) ?? {});
  if (!result.success) throw invalidRow('data');
  return result.data;
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
    ...detailColumns(session),
  };
}

/** The session of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readSession(row: StoredRow): Session {
  checkVersion(row, VERSION);
  const { commands, awaiting, chunk, exit, partial, outgoing } = detailsOf(row);
  const maxMsgSize = row.columns['maxMsgSize'] === undefined ? undefined : wideInteger(row, 'maxMsgSize');
  const decision: Decision = {
    kind: oneOf(row, 'decision', KINDS),
    commands: tuples(commands, readCommand),
    ...present({ policy: readPointer(row), chunk }),
  };
  return {
    generation: parsed(row, 'generation', parseEnrollmentId),
    sessionId: text(row, 'sessionId'),
    msgId: wideInteger(row, 'msgId'),
    bodyHash: text(row, 'bodyHash'),
    epoch: integer(row, 'epoch'),
    sent: integer(row, 'sent'),
    compilerVersion: text(row, 'compilerVersion'),
    tenantVersion: integer(row, 'tenantVersion'),
    decision,
    awaiting: tuples(awaiting, readCommand),
    workUserPresent: flag(row, 'workUserPresent'),
    open: flag(row, 'open'),
    at: text(row, 'at'),
    ...present({ exit, partial, outgoing, maxMsgSize }),
  };
}
