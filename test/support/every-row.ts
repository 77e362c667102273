import { inflateRawSync } from 'node:zlib';
import { TableClient } from '@azure/data-tables';
import type { ColumnValue } from '../../shared/storage/row';
import { TABLE_NAMES, type TableName } from '../../shared/storage/tables';

/** A row as it lies in storage, whatever wrote it. */
export interface RawRow {
  readonly table: TableName;
  readonly partition: string;
  readonly key: string;
  readonly etag: string;
  readonly columns: Readonly<Record<string, ColumnValue>>;
}

const OF_STORAGE = /^(partitionKey|rowKey|timestamp|etag|odata\..*)$/;

/** Every row of every table, past all code of the service. */
export async function everyRow(connectionString: string): Promise<readonly RawRow[]> {
  const found = await Promise.all(TABLE_NAMES.map((table) => rowsOf(connectionString, table)));
  return found.flat();
}

async function rowsOf(connectionString: string, table: TableName): Promise<RawRow[]> {
  const client = TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true });
  const rows: RawRow[] = [];
  for await (const entity of client.listEntities()) {
    const { partitionKey: partition = '', rowKey: key = '', etag } = entity;
    const columns = Object.fromEntries(
      Object.entries(entity).flatMap(([name, value]) => {
        const is = isColumnValue(value) && !OF_STORAGE.test(name);
        return is ? [[name, value] as const] : [];
      }),
    );
    rows.push({ table, partition, key, etag, columns });
  }
  return rows;
}

const isColumnValue = (value: unknown): value is ColumnValue =>
  ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Uint8Array;

/** Everything in a row as text, keys and what is compressed among it. */
export function textOf({ partition, key, columns }: Omit<RawRow, 'etag' | 'table'>): string {
  const bytes = Object.entries(columns).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? opened(value) : value,
  ]);
  return JSON.stringify([partition, key, bytes]);
}

// A document that is cut into several columns opens with none of them alone; then its bytes stand for it.
function opened(bytes: Uint8Array): string {
  try {
    return inflateRawSync(bytes).toString();
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/** Where a row lies. */
export const addressOf = ({ table, partition, key }: Pick<RawRow, 'table' | 'partition' | 'key'>): string =>
  `${table} ${partition} ${key}`;
