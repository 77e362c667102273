import type { KeyRange } from './keys';
import { OPERATIONS } from './limits';
import type { Operation } from './row';
import type { Table } from './table';

const BATCHES = 5;

/**
 * Deletes rows of one partition, at most 500 at a time; true when none is left in the range. Safe when two do it at once:
 * the loser finds its rows gone.
 * @throws ServiceError `precondition` / `storage.changed`
 */
export async function clearPartition(table: Table, partition: string, range: KeyRange): Promise<boolean> {
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const { rows, more } = await table.readPage(partition, range, OPERATIONS);
    const deletes = rows.map(({ key }): Operation => ({ kind: 'delete', row: { partition, key } }));
    if (deletes.length > 0) await table.commit(deletes);
    if (!more) return true;
  }
  return false;
}
