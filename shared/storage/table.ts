import { odata, type TableClient, type TableEntityResultPage } from '@azure/data-tables';
import { attempt } from './attempts';
import { storedRow } from './entity';
import { isMissingRow, toStorageError, toWriteError } from './failure';
import type { KeyRange } from './keys';
import { canExist, checkAddress, checkBatch } from './limits';
import type { NewRow, Operation, RowAddress, StoredRow } from './row';
import { send } from './send';

/** One table. Every method rejects with `ServiceError` `unavailable` / `storage.unavailable` when storage does not answer. */
export interface Table {
  read(row: RowAddress): Promise<StoredRow | undefined>;
  /** All rows of a range of keys in one partition, in their order; one call up to 1,000 rows. */
  readRange(partition: string, range: KeyRange): Promise<StoredRow[]>;
  /** The first rows of a range; `more` tells whether others may follow. */
  readPage(partition: string, range: KeyRange, size: number): Promise<{ rows: StoredRow[]; more: boolean }>;
  /** The first rows of one key in the partitions behind `after`: a scan over the table; `more` as in `readPage`. */
  readAcross(key: string, after: string, size: number): Promise<{ rows: StoredRow[]; more: boolean }>;
  /** @throws ServiceError `conflict` / `storage.exists` */
  insert(row: NewRow): Promise<string>;
  /** Writes whatever was there before. */
  upsert(row: NewRow): Promise<void>;
  /** Deletes the row if it is there. */
  remove(row: RowAddress): Promise<void>;
  /**
   * Deletes the row if it is as it was read.
   * @throws ServiceError `precondition` / `storage.changed`
   */
  removeUnchanged(row: RowAddress & { readonly etag: string }): Promise<void>;
  /**
   * All of these writes or none, in one call; the ETags in their order.
   * @throws ServiceError `precondition` / `storage.changed` when a condition does not hold
   */
  commit(operations: readonly Operation[]): Promise<string[]>;
}

interface PageSettings {
  readonly maxPageSize?: number;
  readonly continuationToken?: string;
}

type EntityPage = TableEntityResultPage<Record<string, unknown>>;

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

/** A table by the SDK's client for it; nothing is sent yet. */
export function openTable(client: TableClient): Table {
  const readRow = ({ partition, key }: RowAddress): Promise<StoredRow> =>
    attempt(async (abortSignal) => storedRow(await client.getEntity(partition, key, { abortSignal })));

  // A call a page, so that each page has its own attempts.
  function query(partition: string, range: KeyRange, settings: PageSettings): Promise<EntityPage> {
    const filter = odata`PartitionKey eq ${partition} and RowKey ge ${range.from} and RowKey lt ${range.to}`;
    const call = attempt(async (abortSignal) => {
      const pages = client.listEntities({ queryOptions: { filter }, abortSignal }).byPage(settings);
      const first: IteratorResult<EntityPage, undefined> = await pages.next();
      return first.value ?? [];
    });
    return translated(call);
  }

  function across(key: string, after: string, settings: PageSettings): Promise<EntityPage> {
    const filter = odata`PartitionKey gt ${after} and RowKey eq ${key}`;
    const call = attempt(async (abortSignal) => {
      const pages = client.listEntities({ queryOptions: { filter }, abortSignal }).byPage(settings);
      const first: IteratorResult<EntityPage, undefined> = await pages.next();
      return first.value ?? [];
    });
    return translated(call);
  }

  async function write(operations: readonly Operation[]): Promise<string[]> {
    checkBatch(operations);
    return attempt((signal) => send(client, operations, signal));
  }

  return {
    read: async (row) => (canExist(row) ? unlessMissing(readRow(row)) : undefined),

    readRange: async (partition, range) => {
      if (!canExist({ partition, key: range.from })) return [];
      let page = await query(partition, range, {});
      const rows = page.map(storedRow);
      while (page.continuationToken !== undefined) {
        page = await query(partition, range, { continuationToken: page.continuationToken });
        rows.push(...page.map(storedRow));
      }
      return rows;
    },

    // The service may answer with an empty page and more to come.
    readPage: async (partition, range, maxPageSize) => {
      let page = await query(partition, range, { maxPageSize });
      while (page.length === 0 && page.continuationToken !== undefined) {
        page = await query(partition, range, { maxPageSize, continuationToken: page.continuationToken });
      }
      return { rows: page.map(storedRow), more: page.continuationToken !== undefined };
    },

    // As above.
    readAcross: async (key, after, maxPageSize) => {
      let page = await across(key, after, { maxPageSize });
      while (page.length === 0 && page.continuationToken !== undefined) {
        page = await across(key, after, { maxPageSize, continuationToken: page.continuationToken });
      }
      return { rows: page.map(storedRow), more: page.continuationToken !== undefined };
    },

    insert: async (row) => {
      const [etag = ''] = await translated(write([{ kind: 'insert', row }]));
      return etag;
    },

    upsert: async (row) => {
      await translated(write([{ kind: 'upsert', row }]));
    },

    remove: async (row) => {
      await unlessMissing(write([{ kind: 'delete', row }]));
    },

    removeUnchanged: async (row) => {
      checkAddress(row);
      const { partition, key, etag } = row;
      await translated(attempt((abortSignal) => client.deleteEntity(partition, key, { etag, abortSignal })));
    },

    commit: (operations) => translated(write(operations), toWriteError),
  };
}
