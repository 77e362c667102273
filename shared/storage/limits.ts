import { ServiceError } from '../errors';
import type { ColumnValue, NewRow, Operation, RowAddress } from './row';

// What the service refuses and the emulator mostly lets pass. Sizes are bytes as the service counts them: two a UTF-16
// code unit of a text (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).
const KEY_BYTES = 1024;
const PROPERTY_BYTES = 64 * 1024;
const ENTITY_BYTES = 1024 * 1024;
const BATCH_BYTES = 4 * 1024 * 1024;
const PROPERTIES = 252;
/** Writes that one batch takes. */
export const OPERATIONS = 100;
const INT32 = 2 ** 31;
const FORBIDDEN_IN_KEYS = /[/\\#?\p{Cc}]/u;

const tooLarge = (detail: string) =>
  new ServiceError('too-large', 'storage.too-large', 'That is more than the service can keep.', { detail });
const wrong = (detail: string) =>
  new ServiceError('internal', 'storage.refused', 'The service made an error. Try again later.', { detail });

function columnBytes(name: string, value: Exclude<ColumnValue, undefined>): number {
  if (typeof value === 'string') return value.length * 2;
  if (typeof value === 'boolean') return 1;
  if (typeof value !== 'number') return value.byteLength;
  if (!Number.isInteger(value) || value < -INT32 || value >= INT32) throw wrong(`column ${name} is not an int32`);
  return 4;
}

function faultOf(key: string): string | undefined {
  if (FORBIDDEN_IN_KEYS.test(key)) return 'a key has a forbidden character';
  return key.length * 2 > KEY_BYTES ? 'a key is longer than 1 KB' : undefined;
}

/** False for keys that the service would refuse: such a row cannot exist, whoever asks for it. */
export function canExist({ partition, key }: RowAddress): boolean {
  return faultOf(partition) === undefined && faultOf(key) === undefined;
}

/**
 * Refuses keys that the service would refuse.
 * @throws ServiceError `internal` / `storage.refused`
 */
export function checkAddress({ partition, key }: RowAddress): void {
  const fault = faultOf(partition) ?? faultOf(key);
  if (fault !== undefined) throw wrong(fault);
}

/**
 * Refuses a row that the service would refuse: 64 KB a property, 252 properties and 1 MiB an entity, keys.
 * @throws ServiceError `too-large` / `storage.too-large`, `internal` / `storage.refused`
 */
export function checkRow(row: NewRow): void {
  checkAddress(row);
  let bytes = 4 + (row.partition.length + row.key.length) * 2;
  let count = 0;
  for (const [name, value] of Object.entries(row.columns)) {
    if (value === undefined) continue;
    const size = columnBytes(name, value);
    if (size > PROPERTY_BYTES) throw tooLarge(`column ${name} is larger than 64 KB`);
    bytes += 8 + name.length * 2 + 4 + size;
    count += 1;
  }
  if (count > PROPERTIES) throw tooLarge('more than 252 columns');
  if (bytes > ENTITY_BYTES) throw tooLarge('a row is larger than 1 MiB');
}

// Upper bound of the headers that one write of a batch brings along, besides its keys, which stand in address and body.
const OPERATION_BYTES = 1024;

function columnsOf(operation: Operation): NewRow['columns'] {
  return operation.kind === 'touch' || operation.kind === 'delete' ? {} : operation.row.columns;
}

function wireBytes(operation: Operation): number {
  const { partition, key } = operation.row;
  const bytes = Object.entries(columnsOf(operation)).map(([name, value]) => {
    const valueBytes =
      value instanceof Uint8Array ? value.length * (4 / 3) + 64 : Buffer.byteLength(`${JSON.stringify(value)}`);
    return 2 * name.length + valueBytes;
  });
  return bytes.reduce((sum, each) => sum + each, OPERATION_BYTES + 4 * (partition.length + key.length));
}

/**
 * Refuses writes that the service would refuse: a row as `checkRow` does; none or more than 100 of them, a row twice, two
 * partitions, 4 MiB.
 * @throws ServiceError `too-large` / `storage.too-large`, `internal` / `storage.refused`
 */
export function checkBatch(operations: readonly Operation[]): void {
  if (operations.length === 0) throw wrong('a batch is empty');
  if (operations.length > OPERATIONS) throw tooLarge('more than 100 operations in a batch');
  if (new Set(operations.map(({ row }) => row.partition)).size > 1) throw wrong('a batch spans two partitions');
  if (new Set(operations.map(({ row }) => row.key)).size < operations.length) throw wrong('a batch has a row twice');
  for (const operation of operations) checkRow({ ...operation.row, columns: columnsOf(operation) });
  const bytes = operations.reduce((sum, operation) => sum + wireBytes(operation), 0);
  if (bytes > BATCH_BYTES) throw tooLarge('a batch is larger than 4 MiB');
}
