import { attempt } from './attempts';
import { batchRequest, readBatchAnswer } from './batch';
import type { Connection, TableAnswer, TableRequest } from './connection';
import { isMissingRow, toStorageError, toWriteError } from './failure';
import type { KeyRange } from './keys';
import { canExist, checkAddress, checkBatch, checkBatchBody, checkRow } from './limits';
import type { NewRow, Operation, RowAddress, StoredRow } from './row';
import type { TableName } from './tables';
import { queryRequest, type RangeQuery, readRequest, storedRow, writeRequest } from './wire';

/** One table. Every method rejects with `ServiceError` `unavailable` / `storage.unavailable` when storage does not answer. */
export interface Table {
  read(row: RowAddress): Promise<StoredRow | undefined>;
  /** All rows of a range of keys in one partition, in their order; one call up to 1,000 rows. */
  readRange(partition: string, range: KeyRange): Promise<StoredRow[]>;
  /** The first rows of a range; `more` tells whether others may follow. */
  readPage(partition: string, range: KeyRange, size: number): Promise<{ rows: StoredRow[]; more: boolean }>;
  /** @throws ServiceError `conflict` / `storage.exists` */
  insert(row: NewRow): Promise<string>;
  /** Writes whatever was there before. */
  upsert(row: NewRow): Promise<void>;
  /** Deletes the row if it is there. */
  remove(row: RowAddress): Promise<void>;
  /**
   * All of these writes or none, in one call; the ETags in their order.
   * @throws ServiceError `precondition` / `storage.changed` when a condition does not hold
   */
  commit(operations: readonly Operation[]): Promise<string[]>;
}

function nextPage(answer: TableAnswer): string | undefined {
  const partition = answer.header('x-ms-continuation-nextpartitionkey');
  if (partition === undefined) return undefined;
  const row = answer.header('x-ms-continuation-nextrowkey');
  const rowPart = row === undefined ? '' : `&NextRowKey=${encodeURIComponent(row)}`;
  return `&NextPartitionKey=${encodeURIComponent(partition)}${rowPart}`;
}

async function translated<T>(call: Promise<T>, toError = toStorageError): Promise<T> {
  try {
    return await call;
  } catch (thrown) {
    throw toError(thrown);
  }
}

async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (thrown) {
    if (isMissingRow(thrown)) return undefined;
    throw toStorageError(thrown);
  }
}

function checked(operation: Operation): Operation {
  if (operation.kind === 'delete') checkAddress(operation.row);
  else checkRow(operation.row);
  return operation;
}

/** A table of an account; nothing is sent yet. */
export function openTable(connection: Connection, name: TableName): Table {
  const send = (request: TableRequest) => attempt((signal) => connection.send(request, signal));

  async function readRow(row: RowAddress): Promise<StoredRow> {
    const answer = await send(readRequest(name, row));
    return storedRow(JSON.parse(answer.body));
  }

  async function query(page: RangeQuery): Promise<{ rows: StoredRow[]; next: string | undefined }> {
    const answer = await translated(send(queryRequest(name, page)));
    const { value }: { value: Record<string, unknown>[] } = JSON.parse(answer.body);
    return { rows: value.map(storedRow), next: nextPage(answer) };
  }

  async function write(operation: Operation): Promise<string> {
    const answer = await send(writeRequest(name, checked(operation)));
    return answer.header('etag') ?? '';
  }

  async function writeAll(operations: readonly Operation[]): Promise<string[]> {
    checkBatch(operations);
    const [first] = operations;
    if (operations.length === 1 && first !== undefined) return [await write(first)];
    const writes = operations.map((operation) => writeRequest(name, checked(operation)));
    const request = batchRequest(connection.url, writes);
    checkBatchBody(request.body ?? '');
    return attempt(async (signal) => readBatchAnswer((await connection.send(request, signal)).body, writes.length));
  }

  return {
    read: async (row) => (canExist(row) ? unlessMissing(readRow(row)) : undefined),

    readRange: async (partition, range) => {
      if (!canExist({ partition, key: range.from })) return [];
      let page = await query({ partition, range });
      const rows = page.rows;
      while (page.next !== undefined) {
        page = await query({ partition, range, next: page.next });
        rows.push(...page.rows);
      }
      return rows;
    },

    // The service may answer with an empty page and more to come.
    readPage: async (partition, range, size) => {
      let page = await query({ partition, range, size });
      while (page.rows.length === 0 && page.next !== undefined) {
        page = await query({ partition, range, size, next: page.next });
      }
      return { rows: page.rows, more: page.next !== undefined };
    },

    insert: (row) => translated(write({ kind: 'insert', row })),

    upsert: async (row) => {
      await translated(write({ kind: 'upsert', row }));
    },

    remove: async (row) => {
      await unlessMissing(write({ kind: 'delete', row, etag: '*' }));
    },

    commit: (operations) => translated(writeAll(operations), toWriteError),
  };
}
