import { ServiceError } from '../../errors';
import { OPERATIONS } from '../limits';
import { inRounds } from '../rounds';
import type { Operation, RowAddress, StoredRow } from '../row';
import type { Person } from '../stores/persons';
import type { Table } from '../table';
import { mentions } from './sources';

/** Deletes rows that nobody changes, in batches; where one of them is gone already, one by one. */
export async function removeRows(table: Table, rows: readonly RowAddress[]): Promise<void> {
  for (const batch of batchesOf(rows)) {
    const deletes = batch.map(({ partition, key }): Operation => ({ kind: 'delete', row: { partition, key } }));
    await unlessChanged(table.commit(deletes), async () => {
      for (const row of batch) await table.remove(row);
    });
  }
}

/** Deletes a row that others may change, as long as it is about the person. */
export async function removeOwnRow(table: Table, row: RowAddress, isOwn: (row: StoredRow) => boolean): Promise<void> {
  await inRounds(async () => {
    const now = await table.read(row);
    if (now !== undefined && isOwn(now)) await table.removeUnchanged(now);
  });
}

/** Who is renamed, and how. */
export interface Renaming {
  readonly person: Person;
  readonly pseudonym: string;
}

/**
 * Puts a pseudonym in the place of a person's id, wherever these rows name it, and leaves everything else as it is. A row
 * that somebody wrote meanwhile, such as the outcome of an audited change, is read again.
 */
export async function renameIn(table: Table, rows: readonly StoredRow[], renaming: Renaming): Promise<void> {
  const named = rows.filter((row) => mentions(row, renaming.person).length > 0);
  for (const batch of batchesOf(named)) {
    const merges = batch.map((row) => renamed(row, renaming));
    await unlessChanged(table.commit(merges), async () => {
      for (const row of batch) await renameOne(table, row, renaming);
    });
  }
}

async function renameOne(table: Table, address: RowAddress, renaming: Renaming): Promise<void> {
  await inRounds(async () => {
    const row = await table.read(address);
    if (row !== undefined && mentions(row, renaming.person).length > 0) await table.commit([renamed(row, renaming)]);
  });
}

function renamed(row: StoredRow, { person, pseudonym }: Renaming): Operation {
  const { partition, key, etag } = row;
  const texts = mentions(row, person).map(([name, text]) => [name, text.replaceAll(person.userId, pseudonym)] as const);
  return { kind: 'merge', row: { partition, key, columns: Object.fromEntries(texts) }, etag };
}

// A batch is of one partition; rows of a search come in the order of theirs.
function batchesOf<Row extends RowAddress>(rows: readonly Row[]): Row[][] {
  const batches: Row[][] = [];
  for (const row of rows) {
    const last = batches.at(-1);
    if (last === undefined || last[0]?.partition !== row.partition || last.length === OPERATIONS) batches.push([row]);
    else last.push(row);
  }
  return batches;
}

async function unlessChanged(writing: Promise<unknown>, otherwise: () => Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (thrown) {
    if (!(thrown instanceof ServiceError && thrown.code === 'storage.changed')) throw thrown;
    await otherwise();
  }
}
