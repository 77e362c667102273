import type { DirectoryRefusal } from '../../compliance/directory/directory-refusal';
import { WRITE_FAILURES } from '../../compliance/directory/write-failure';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, integer, oneOf, text } from './columns';

const VERSION = 1;

/** Columns of why nothing is written into the directory of a tenant, which is the partition. */
export const refusalColumns = (refusal: DirectoryRefusal): Record<string, ColumnValue> => ({ v: VERSION, ...refusal });

/** Why nothing is written. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readRefusal(row: StoredRow): DirectoryRefusal {
  checkVersion(row, VERSION);
  return {
    failure: oneOf(row, 'failure', WRITE_FAILURES),
    since: text(row, 'since'),
    at: text(row, 'at'),
    tries: integer(row, 'tries'),
    retryAt: text(row, 'retryAt'),
  };
}
