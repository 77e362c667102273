import { ServiceError } from '../../shared/errors';
import type { KeyRange } from '../../shared/storage/keys';
import { checkBatch } from '../../shared/storage/limits';
import type { NewRow, Operation, RowAddress, StoredRow } from '../../shared/storage/row';
import type { Search, SearchPage } from '../../shared/storage/search';
import type { Table } from '../../shared/storage/table';

interface Kept {
  readonly etag: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

const CHANGED = () => new ServiceError('precondition', 'storage.changed', 'It was changed in the meantime.');
const EXISTS = () => new ServiceError('conflict', 'storage.exists', 'It exists already.');

/**
 * A table that answers as Table Storage does, without any wire: limits, ETags, all or nothing. For schedules that need
 * more calls than the emulator makes in their time.
 */
export class MemoryTable implements Table {
  readonly #partitions = new Map<string, Map<string, Kept>>();
  #writes = 0;

  async read({ partition, key }: RowAddress): Promise<StoredRow | undefined> {
    const kept = this.#rows(partition).get(key);
    return kept === undefined ? undefined : { partition, key, ...kept };
  }

  async readRange(partition: string, { from, to }: KeyRange): Promise<StoredRow[]> {
    return [...this.#rows(partition)]
      .filter(([key]) => key >= from && key < to)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, kept]) => ({ partition, key, ...kept }));
  }

  async readPage(partition: string, range: KeyRange, size: number): Promise<{ rows: StoredRow[]; more: boolean }> {
    const rows = await this.readRange(partition, range);
    return { rows: rows.slice(0, size), more: rows.length > size };
  }

  async readAcross(key: string, after: string, size: number): Promise<{ rows: StoredRow[]; more: boolean }> {
    const rows = [...this.#partitions]
      .filter(([partition]) => partition > after)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([partition, keys]) => {
        const kept = keys.get(key);
        return kept === undefined ? [] : [{ partition, key, ...kept }];
      });
    return { rows: rows.slice(0, size), more: rows.length > size };
  }

  async readPartitions(
    partitions: KeyRange,
    keys: KeyRange,
    size: number,
  ): Promise<{ rows: StoredRow[]; more: boolean }> {
    const names = [...this.#partitions.keys()].filter((name) => name >= partitions.from && name < partitions.to);
    const rows = (await Promise.all(names.sort().map((name) => this.readRange(name, keys)))).flat();
    return { rows: rows.slice(0, size), more: rows.length > size };
  }

  /** Its places are the numbers of the rows that come next. */
  async search({ partitions, keys, where, upTo }: Search, size: number, place = '0'): Promise<SearchPage> {
    const all = keys ?? { from: '', to: '\uffff' };
    const { rows } = await this.readPartitions(partitions, all, Number.POSITIVE_INFINITY);
    const found = rows
      .filter(({ columns }) => where?.columns.some((name) => columns[name] === where.text) ?? true)
      .filter(({ columns }) => upTo === undefined || String(columns[upTo.column]) <= upTo.text);
    const end = Number(place) + size;
    return { rows: found.slice(Number(place), end), ...(end < found.length ? { next: String(end) } : {}) };
  }

  async insert(row: NewRow): Promise<string> {
    if (this.#rows(row.partition).has(row.key)) throw EXISTS();
    const [etag = ''] = await this.commit([{ kind: 'insert', row }]);
    return etag;
  }

  async upsert(row: NewRow): Promise<void> {
    await this.commit([{ kind: 'upsert', row }]);
  }

  async remove({ partition, key }: RowAddress): Promise<void> {
    this.#rows(partition).delete(key);
  }

  async removeUnchanged({ partition, key, etag }: RowAddress & { readonly etag: string }): Promise<void> {
    if (this.#rows(partition).get(key)?.etag !== etag) throw CHANGED();
    this.#rows(partition).delete(key);
  }

  async commit(operations: readonly Operation[]): Promise<string[]> {
    checkBatch(operations);
    if (!operations.every((operation) => this.#mayRun(operation))) throw CHANGED();
    return operations.map((operation) => this.#run(operation));
  }

  /** Every row with its ETag: equal texts mean that nothing was written in between. */
  fingerprint(): string {
    const rows = [...this.#partitions].flatMap(([partition, keys]) =>
      [...keys].map(([key, { etag }]) => `${partition}/${key}/${etag}`),
    );
    return rows.sort().join('\n');
  }

  #rows(partition: string): Map<string, Kept> {
    const rows = this.#partitions.get(partition) ?? new Map<string, Kept>();
    this.#partitions.set(partition, rows);
    return rows;
  }

  #mayRun(operation: Operation): boolean {
    const present = this.#rows(operation.row.partition).get(operation.row.key);
    switch (operation.kind) {
      case 'upsert':
        return true;
      case 'insert':
        return present === undefined;
      case 'delete':
        return present !== undefined;
      default:
        return present?.etag === operation.etag;
    }
  }

  #run(operation: Operation): string {
    const { partition, key } = operation.row;
    const rows = this.#rows(partition);
    if (operation.kind === 'delete') {
      rows.delete(key);
      return '';
    }
    this.#writes += 1;
    const etag = `W/"${this.#writes}"`;
    const before = rows.get(key)?.columns ?? {};
    const isPartly = operation.kind === 'merge' || operation.kind === 'touch';
    const given = { ...(isPartly ? before : {}), ...('columns' in operation.row ? operation.row.columns : {}) };
    const columns = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    rows.set(key, { etag, columns });
    return etag;
  }
}
