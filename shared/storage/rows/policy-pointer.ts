import type { PolicyPointer } from '../../sync/session';
import type { ColumnValue, StoredRow } from '../row';
import { integer, optionalText } from './columns';

/** Columns of a pointer to a policy revision; none without one. */
export const pointerColumns = (policy: PolicyPointer | undefined): Record<string, ColumnValue> => ({
  policyName: policy?.name,
  policyRevision: policy?.revision,
});

/** The pointer of a row, if it has one. @throws ServiceError `internal` / `storage.row-invalid` */
export function readPointer(row: StoredRow): PolicyPointer | undefined {
  const name = optionalText(row, 'policyName');
  return name === undefined ? undefined : { name, revision: integer(row, 'policyRevision') };
}
