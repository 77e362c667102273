import type { TableRequest } from './connection';
import type { KeyRange } from './keys';
import type { NewRow, Operation, RowAddress, StoredRow } from './row';

// The requests of the Table service's REST interface, in the subset that the stores need
// (https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api).
const READ = { accept: 'application/json;odata=minimalmetadata' };
const INSERT = { ...READ, 'content-type': 'application/json', prefer: 'return-no-content' };
const UPDATE = { accept: 'application/json', 'content-type': 'application/json' };

function entityJson({ partition, key, columns }: NewRow): string {
  const entity: Record<string, unknown> = { PartitionKey: partition, RowKey: key };
  for (const [name, value] of Object.entries(columns)) {
    if (value instanceof Uint8Array) {
      entity[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
      entity[`${name}@odata.type`] = 'Edm.Binary';
    } else {
      entity[name] = value;
    }
  }
  return JSON.stringify(entity);
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

const rowPath = (table: string, { partition, key }: RowAddress) =>
  `${table}(PartitionKey=${encodeURIComponent(quoted(partition))},RowKey=${encodeURIComponent(quoted(key))})`;

/** Asks for one row. */
export const readRequest = (table: string, row: RowAddress): TableRequest => ({
  method: 'GET',
  path: rowPath(table, row),
  headers: READ,
});

/** A page of a range of keys in one partition: at most `size` rows, after what the service said comes next. */
export interface RangeQuery {
  readonly partition: string;
  readonly range: KeyRange;
  readonly size?: number;
  readonly next?: string;
}

/** Asks for a page of rows in the order of their keys. */
export function queryRequest(table: string, { partition, range, size, next }: RangeQuery): TableRequest {
  const filter = `PartitionKey eq ${quoted(partition)} and RowKey ge ${quoted(range.from)} and RowKey lt ${quoted(range.to)}`;
  const top = size === undefined ? '' : `&$top=${size}`;
  const path = `${table}()?$filter=${encodeURIComponent(filter)}${top}${next ?? ''}`;
  return { method: 'GET', path, headers: READ };
}

/** The write as a request of its own, which may also be a part of a batch. */
export function writeRequest(table: string, operation: Operation): TableRequest {
  const { kind, row } = operation;
  switch (kind) {
    case 'insert':
      return { method: 'POST', path: table, headers: INSERT, body: entityJson(row) };
    case 'upsert':
      return { method: 'PUT', path: rowPath(table, row), headers: UPDATE, body: entityJson(row) };
    case 'replace': {
      const headers = { ...UPDATE, 'if-match': operation.etag };
      return { method: 'PUT', path: rowPath(table, row), headers, body: entityJson(row) };
    }
    case 'delete':
      return { method: 'DELETE', path: rowPath(table, row), headers: { ...READ, 'if-match': operation.etag } };
  }
}

/** An entity of an answer as a row. */
export function storedRow(entity: Record<string, unknown>): StoredRow {
  const { PartitionKey: partition, RowKey: key, 'odata.etag': etag } = entity;
  return { partition: String(partition), key: String(key), etag: String(etag), columns: entity };
}
