import { changedMeanwhile } from './failure';
import { pieceKey, pieces } from './keys';
import type { Operation } from './row';
import { bytes, checkVersion } from './rows/columns';
import type { SyncWrite } from './store';
import type { Table } from './table';

const VERSION = 1;

/** The writes that keep or drop pieces of a large object; they stand beside a conditional write of the session. */
export function pieceOperations(partition: string, chunks: SyncWrite['chunks']): Operation[] {
  if (chunks === undefined) return [];
  if ('drop' in chunks) {
    const indices = Array.from({ length: chunks.drop }, (_, index) => index);
    return indices.map((index) => ({ kind: 'delete', row: { partition, key: pieceKey(index) } }));
  }
  // Replacing what an object that was given up may have left behind.
  return chunks.put.map(({ index, data }) => ({
    kind: 'upsert',
    row: { partition, key: pieceKey(index), columns: { v: VERSION, data } },
  }));
}

/**
 * The data of the first pieces, joined.
 * @throws ServiceError `precondition` / `storage.changed` when some are gone: another instance has used them
 */
export async function readPieces(table: Table, partition: string, count: number): Promise<Uint8Array> {
  if (count === 0) return new Uint8Array();
  const rows = await table.readRange(partition, pieces(count));
  if (rows.length !== count) throw changedMeanwhile();
  for (const row of rows) checkVersion(row, VERSION);
  return Buffer.concat(rows.map((row) => bytes(row, 'data')));
}
