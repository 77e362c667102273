import type { WriteAttempt, WriteBack } from '../../compliance/directory/write-back';
import { WRITE_FAILURES } from '../../compliance/directory/write-failure';
import { parseEnrollmentId } from '../../ids';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, flag, integer, oneOf, optionalText, parsed, present, text } from './columns';

const VERSION = 1;

/** Columns of what the directory was told of a device; tenant and device are the partition. */
export function writeBackColumns({ written, attempt }: WriteBack): Record<string, ColumnValue> {
  return {
    v: VERSION,
    isManaged: written?.isManaged,
    isCompliant: written?.isCompliant,
    writtenAt: written?.at,
    triedManaged: attempt?.standing.isManaged,
    triedCompliant: attempt?.standing.isCompliant,
    generation: attempt?.generation,
    triedAt: attempt?.at,
    tries: attempt?.tries,
    retryAt: attempt?.retryAt,
    failure: attempt?.failure,
  };
}

/** What the directory was told. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readWriteBack(row: StoredRow): WriteBack {
  checkVersion(row, VERSION);
  return present({ written: writtenOf(row), attempt: attemptOf(row) });
}

function writtenOf(row: StoredRow): WriteBack['written'] {
  const at = optionalText(row, 'writtenAt');
  return at === undefined
    ? undefined
    : { isManaged: flag(row, 'isManaged'), isCompliant: flag(row, 'isCompliant'), at };
}

function attemptOf(row: StoredRow): WriteAttempt | undefined {
  const at = optionalText(row, 'triedAt');
  if (at === undefined) return undefined;
  return {
    standing: { isManaged: flag(row, 'triedManaged'), isCompliant: flag(row, 'triedCompliant') },
    generation: parsed(row, 'generation', parseEnrollmentId),
    at,
    tries: integer(row, 'tries'),
    retryAt: text(row, 'retryAt'),
    ...(row.columns['failure'] === undefined ? {} : { failure: oneOf(row, 'failure', WRITE_FAILURES) }),
  };
}
