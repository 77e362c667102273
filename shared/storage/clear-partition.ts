import type { KeyRange } from './keys';
import { OPERATIONS } from './limits';
import type { Operation, StoredRow } from './row';
import type { Search } from './search';
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

/**
 * Deletes rows of one partition that a search finds, at most 500 at a time; true when none is left. Safe as above.
 * @throws ServiceError `precondition` / `storage.changed`
 */
export async function clearFound(table: Table, search: Search): Promise<boolean> {
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const { rows, isAll } = await firstFound(table, { ...search, columns: [] });
    const deletes = rows.map(({ partition, key }): Operation => ({ kind: 'delete', row: { partition, key } }));
    if (deletes.length > 0) await table.commit(deletes);
    if (isAll) return true;
  }
  return false;
}

// Calls that found nothing yet are none: many rows that stay must not hide those behind them.
async function firstFound(table: Table, search: Search): Promise<{ rows: readonly StoredRow[]; isAll: boolean }> {
  let page = await table.search(search, OPERATIONS, undefined);
  while (page.rows.length === 0 && page.next !== undefined) page = await table.search(search, OPERATIONS, page.next);
  return { rows: page.rows, isAll: page.next === undefined };
}
