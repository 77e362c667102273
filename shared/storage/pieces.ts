import { changedMeanwhile } from './failure';
import { PIECES, pieceKey, pieces } from './keys';
import { OPERATIONS } from './limits';
import type { NewRow, Operation } from './row';
import { bytes, checkVersion } from './rows/columns';
import type { SyncWrite } from './stores/devices';
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

const BATCHES = 5;

/**
 * Drops all pieces of a device, at most 500 at a time, each batch beside the session, which goes on without them.
 * @throws ServiceError `precondition` / `storage.changed` when the session is not as it was read
 */
export async function dropPieces(table: Table, session: NewRow, etag: string): Promise<boolean> {
  let current = etag;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const { rows, more } = await table.readPage(session.partition, PIECES, OPERATIONS - 1);
    if (rows.length === 0) return true;
    const deletes = rows.map((row): Operation => ({ kind: 'delete', row }));
    [current = ''] = await table.commit([{ kind: 'replace', row: session, etag: current }, ...deletes]);
    if (!more) return true;
  }
  return false;
}
