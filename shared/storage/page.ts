import { foreignPlace } from './foreign-place';
import type { KeyRange } from './keys';
import type { StoredRow } from './row';
import type { Table } from './table';

const LARGEST_PAGE = 1000;

/** Which page of a list: at most `size` entries (1 to 1,000), after the place where the last page ended. */
export interface PageRequest {
  readonly size: number;
  readonly continuation?: string;
}

function placeOf(continuation: string, pattern: RegExp): string {
  const key = Buffer.from(continuation, 'base64url').toString();
  if (pattern.test(key)) return key;
  throw foreignPlace();
}

/** The continuation that leads on behind a key. */
export const continuationAfter = (key: string): string => Buffer.from(key).toString('base64url');

/**
 * One page of a partition. The continuation names the last key of the page, so that it stays valid whatever is added or
 * deleted, and can lead nowhere but into the same partition; `pattern` is what keys of this list look like, `begin` where
 * its first page begins.
 * @throws ServiceError `invalid` / `page.continuation-invalid`
 */
export async function readListPage(
  table: Table,
  list: { partition: string; pattern: RegExp; begin?: string },
  page: PageRequest,
): Promise<{ rows: StoredRow[]; continuation?: string }> {
  const size = sizeOf(page);
  // The next key in the order of the service is the last one with a character behind it.
  const from = page.continuation === undefined ? (list.begin ?? '') : `${placeOf(page.continuation, list.pattern)}!`;
  const range: KeyRange = { from, to: '~' };
  const { rows, more } = await table.readPage(list.partition, range, size);
  const last = rows.at(-1);
  if (!more || last === undefined) return { rows };
  return { rows, continuation: continuationAfter(last.key) };
}

/**
 * One page of the rows of one key, one a partition, in the order of the partitions; otherwise as `readListPage`.
 * @throws ServiceError `invalid` / `page.continuation-invalid`
 */
export async function readListAcross(
  table: Table,
  list: { key: string; pattern: RegExp },
  page: PageRequest,
): Promise<{ rows: StoredRow[]; continuation?: string }> {
  const after = page.continuation === undefined ? '' : placeOf(page.continuation, list.pattern);
  const { rows, more } = await table.readAcross(list.key, after, sizeOf(page));
  const last = rows.at(-1);
  if (!more || last === undefined) return { rows };
  return { rows, continuation: continuationAfter(last.partition) };
}

const sizeOf = ({ size }: PageRequest) => Math.min(Math.max(Math.trunc(size), 1), LARGEST_PAGE);
