import { type Action, actionRequest } from '../../actions/action';
import { parseEnrollmentId } from '../../ids';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, invalidRow, json, oneOf, optionalText, parsed, present, text } from './columns';

const VERSION = 1;
const STATUSES = ['pending', 'sent', 'confirmed', 'failed', 'expired', 'cancelled', 'superseded'] as const;

/** Columns of `live_action_`, and of the `past_` row that it becomes. */
export function actionColumns(action: Action): Record<string, ColumnValue> {
  return {
    v: VERSION,
    id: action.id,
    generation: action.generation,
    request: JSON.stringify(action.request),
    status: action.status,
    requestedBy: action.requestedBy,
    requestedAt: action.requestedAt,
    changedAt: action.changedAt,
    reason: action.reason,
  };
}

function requestOf(row: StoredRow): Action['request'] {
  const result = actionRequest.safeParse(json(row, 'request'));
  if (!result.success) throw invalidRow('request');
  return result.data;
}

/** The action of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readAction(row: StoredRow): Action {
  checkVersion(row, VERSION);
  return {
    id: text(row, 'id'),
    generation: parsed(row, 'generation', parseEnrollmentId),
    request: requestOf(row),
    status: oneOf(row, 'status', STATUSES),
    requestedBy: text(row, 'requestedBy'),
    requestedAt: text(row, 'requestedAt'),
    changedAt: text(row, 'changedAt'),
    ...present({ reason: optionalText(row, 'reason') }),
  };
}
