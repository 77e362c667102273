import { parseTenantId, parseUserId } from '../../ids';
import type { Stage, Visit, VisitFrame, VisitId } from '../../onboarding/visit';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, flag, oneOf, parsed, text } from './columns';

const VERSION = 1;
const STAGES: readonly Stage[] = ['signed-in', 'consenting', 'ended'];

/** Columns of a visit; its id is the key. What belongs to an earlier stage is not written again. */
export function visitColumns({ id: _, ...visit }: Visit): Record<string, ColumnValue> {
  return { v: VERSION, ...visit };
}

/** The visit of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readVisit(row: StoredRow, id: VisitId): Visit {
  checkVersion(row, VERSION);
  const frame = { id, browser: text(row, 'browser'), begunAt: text(row, 'begunAt') };
  return READERS[oneOf(row, 'stage', STAGES)](row, frame);
}

const visitorOf = (row: StoredRow) => ({
  tenantId: parsed(row, 'tenantId', parseTenantId),
  userId: parsed(row, 'userId', parseUserId),
  isAdministrator: flag(row, 'isAdministrator'),
});

const READERS: Readonly<Record<Stage, (row: StoredRow, frame: VisitFrame) => Visit>> = {
  'signed-in': (row, frame) => ({ ...frame, stage: 'signed-in', ...visitorOf(row) }),
  consenting: (row, frame) => ({
    ...frame,
    stage: 'consenting',
    ...visitorOf(row),
    displayName: text(row, 'displayName'),
    hadConsent: flag(row, 'hadConsent'),
  }),
  ended: (_, frame) => ({ ...frame, stage: 'ended' }),
};
