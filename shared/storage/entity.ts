import type { TableEntity, TableEntityResult } from '@azure/data-tables';
import type { NewRow, StoredRow } from './row';

/** A row as the SDK takes it. */
export function entityOf({ partition, key, columns }: NewRow): TableEntity {
  const entity: TableEntity = { partitionKey: partition, rowKey: key };
  for (const [name, value] of Object.entries(columns)) {
    // Of an array that is a view the SDK would send the whole memory behind it; of a Buffer it sends what it shows.
    const bytes = value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
    if (bytes !== undefined) entity[name] = bytes;
  }
  return entity;
}

/** An entity that the SDK read, as a row; its columns are texts, numbers, booleans and `Uint8Array`. */
export function storedRow(entity: TableEntityResult<Record<string, unknown>>): StoredRow {
  const { partitionKey, rowKey, etag } = entity;
  return { partition: String(partitionKey), key: String(rowKey), etag, columns: entity };
}
