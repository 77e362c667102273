import { odata, type TableClient, type TableEntityResultPage } from '@azure/data-tables';
import { ServiceError } from '../errors';
import { ATTEMPT_LIMITS, type AttemptLimits, attempt } from './attempts';
import { storedRow } from './entity';
import { isMissingRow, toStorageError, toWriteError } from './failure';
import { foreignPlace } from './foreign-place';
import type { KeyRange } from './keys';
import { canExist, checkAddress, checkBatch } from './limits';
import type { NewRow, Operation, RowAddress, StoredRow } from './row';
import { filterOf, openPlace, type Search, type SearchPage, sealPlace } from './search';
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
  /** The first rows of a range of keys in a range of partitions: a scan; `more` tells whether others may follow. */
  readPartitions(partitions: KeyRange, keys: KeyRange, size: number): Promise<{ rows: StoredRow[]; more: boolean }>;
  /**
   * One call of a search: at most `size` rows, perhaps none although more follow; `next` is where the next call goes on.
   * @throws ServiceError `invalid` / `page.continuation-invalid` for a place that no search gave out
   */
  search(search: Search, size: number, place: string | undefined): Promise<SearchPage>;
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

/** What the service looks for, and how long one attempt at it may take. */
interface Filtering {
  readonly filter: string;
  readonly limit: number;
  readonly select?: readonly string[];
}

const KEY_COLUMNS = ['PartitionKey', 'RowKey'];

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

// A place in the form of one that was given out, and yet none: the service calls such a request a bad one.
async function unlessForeign<T>(place: string | undefined, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (thrown) {
    if (place !== undefined && thrown instanceof ServiceError && thrown.code === 'storage.failed') throw foreignPlace();
    throw thrown;
  }
}

/** A table by the SDK's client for it; nothing is sent yet. */
export function openTable(client: TableClient, limits: AttemptLimits = ATTEMPT_LIMITS): Table {
  const readRow = ({ partition, key }: RowAddress): Promise<StoredRow> =>
    attempt(async (abortSignal) => storedRow(await client.getEntity(partition, key, { abortSignal })), limits.call);

  const inPartition = (partition: string, { from, to }: KeyRange): Filtering => ({
    filter: odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`,
    limit: limits.call,
  });

  const overPartitions = (filter: string, select?: readonly string[]): Filtering => ({
    filter,
    limit: limits.scan,
    ...(select === undefined ? {} : { select }),
  });

  // A call a page, so that each page has its own attempts.
  function filtered({ filter, limit, select }: Filtering, settings: PageSettings): Promise<EntityPage> {
    const queryOptions = { filter, ...(select === undefined ? {} : { select: [...select] }) };
    const call = attempt(async (abortSignal) => {
      const pages = client.listEntities({ queryOptions, abortSignal }).byPage(settings);
      const first: IteratorResult<EntityPage, undefined> = await pages.next();
      return first.value ?? [];
    }, limit);
    return translated(call);
  }

  // The service may answer with an empty page and more to come.
  async function firstPage(filtering: Filtering, maxPageSize: number): Promise<{ rows: StoredRow[]; more: boolean }> {
    let page = await filtered(filtering, { maxPageSize });
    while (page.length === 0 && page.continuationToken !== undefined) {
      page = await filtered(filtering, { maxPageSize, continuationToken: page.continuationToken });
    }
    return { rows: page.map(storedRow), more: page.continuationToken !== undefined };
  }

  async function write(operations: readonly Operation[]): Promise<string[]> {
    checkBatch(operations);
    return attempt((signal) => send(client, operations, signal), limits.call);
  }

  return {
    read: async (row) => (canExist(row) ? unlessMissing(readRow(row)) : undefined),

    readRange: async (partition, range) => {
      if (!canExist({ partition, key: range.from })) return [];
      const filtering = inPartition(partition, range);
      let page = await filtered(filtering, {});
      const rows = page.map(storedRow);
      while (page.continuationToken !== undefined) {
        page = await filtered(filtering, { continuationToken: page.continuationToken });
        rows.push(...page.map(storedRow));
      }
      return rows;
    },

    readPage: (partition, range, size) => firstPage(inPartition(partition, range), size),

    readAcross: (key, after, size) =>
      firstPage(overPartitions(odata`PartitionKey gt ${after} and RowKey eq ${key}`), size),

    readPartitions: (partitions, keys, size) => {
      const places = odata`PartitionKey ge ${partitions.from} and PartitionKey lt ${partitions.to}`;
      const rows = odata`RowKey ge ${keys.from} and RowKey lt ${keys.to}`;
      return firstPage(overPartitions(`${places} and ${rows}`), size);
    },

    search: async (search, maxPageSize, place) => {
      const from = place === undefined ? {} : { continuationToken: openPlace(place) };
      const select = search.columns && [...KEY_COLUMNS, ...search.columns];
      const filtering = overPartitions(filterOf(search), select);
      const page = await unlessForeign(place, filtered(filtering, { maxPageSize, ...from }));
      const { continuationToken: token } = page;
      return { rows: page.map(storedRow), ...(token === undefined ? {} : { next: sealPlace(token) }) };
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
      const call = (abortSignal: AbortSignal) => client.deleteEntity(partition, key, { etag, abortSignal });
      await translated(attempt(call, limits.call));
    },

    commit: (operations) => translated(write(operations), toWriteError),
  };
}
