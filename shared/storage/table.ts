import { attempt } from './attempts';
import { batchRequest, readBatchAnswer } from './batch';
import type { Connection, TableAnswer } from './connection';
import { TableFailure, toStorageError, toWriteError } from './failure';
import type { KeyRange } from './keys';
import { checkAddress, checkBatch, checkBatchBody, checkRow } from './limits';
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

const isMissingRow = (thrown: unknown) =>
  thrown instanceof TableFailure && thrown.status === 404 && thrown.code !== 'TableNotFound';

function nextPage(answer: TableAnswer): string | undefined {
  const partition = answer.header('x-ms-continuation-nextpartitionkey');
  if (partition === undefined) return undefined;
  const row = answer.header('x-ms-continuation-nextrowkey');
  const rowPart = row === undefined ? '' : `&NextRowKey=${encodeURIComponent(row)}`;
  return `&NextPartitionKey=${encodeURIComponent(partition)}${rowPart}`;
}

async function rethrown<T>(call: Promise<T>, toError: (failure: TableFailure) => Error): Promise<T> {
  try {
    return await call;
  } catch (thrown) {
    throw thrown instanceof TableFailure ? toError(thrown) : thrown;
  }
}

function checked(operation: Operation): Operation {
  if (operation.kind === 'delete') checkAddress(operation.row);
  else checkRow(operation.row);
  return operation;
}

/** A table of an account; nothing is sent yet. */
export function openTable(connection: Connection, name: TableName): Table {
  async function query(page: RangeQuery): Promise<{ rows: StoredRow[]; next: string | undefined }> {
    const request = queryRequest(name, page);
    const answer = await rethrown(
      attempt((signal) => connection.send(request, signal)),
      toStorageError,
    );
    const { value }: { value: Record<string, unknown>[] } = JSON.parse(answer.body);
    return { rows: value.map(storedRow), next: nextPage(answer) };
  }

  async function write(operation: Operation): Promise<string> {
    const request = writeRequest(name, checked(operation));
    const answer = await attempt((signal) => connection.send(request, signal));
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
    read: async (row) => {
      try {
        const answer = await attempt((signal) => connection.send(readRequest(name, row), signal));
        return storedRow(JSON.parse(answer.body));
      } catch (thrown) {
        if (isMissingRow(thrown)) return undefined;
        throw thrown instanceof TableFailure ? toStorageError(thrown) : thrown;
      }
    },
    readRange: async (partition, range) => {
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
    insert: (row) => rethrown(write({ kind: 'insert', row }), toStorageError),
    upsert: async (row) => {
      await rethrown(write({ kind: 'upsert', row }), toStorageError);
    },
    remove: async (row) => {
      try {
        await write({ kind: 'delete', row, etag: '*' });
      } catch (thrown) {
        if (isMissingRow(thrown)) return;
        throw thrown instanceof TableFailure ? toStorageError(thrown) : thrown;
      }
    },
    commit: (operations) => rethrown(writeAll(operations), toWriteError),
  };
}
