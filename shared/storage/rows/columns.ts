import { ServiceError } from '../../errors';
import { unpackColumns } from '../packed';
import type { StoredRow } from '../row';

/** The error for a row that this program cannot have written; names the column, never its value. */
export function invalidRow(column: string, cause?: unknown): ServiceError {
  return new ServiceError('internal', 'storage.row-invalid', 'The service made an error. Try again later.', {
    detail: `column ${column}`,
    ...(cause === undefined ? {} : { cause }),
  });
}

/**
 * Refuses a row of a newer schema than this program knows: deployments overlap, and the newer instance can read it.
 * @throws ServiceError `unavailable` / `storage.newer-row`
 */
export function checkVersion(row: StoredRow, known: number): void {
  const version = integer(row, 'v');
  if (version < 1) throw invalidRow('v');
  if (version <= known) return;
  throw new ServiceError('unavailable', 'storage.newer-row', 'The service is being updated. Try again in a minute.', {
    detail: `row version ${version}, known up to ${known}`,
    retryAfter: 60,
  });
}

/** A column that must be a text. @throws ServiceError `internal` / `storage.row-invalid` */
export function text(row: StoredRow, column: string): string {
  const value = row.columns[column];
  if (typeof value !== 'string') throw invalidRow(column);
  return value;
}

/** A column that may be absent. @throws ServiceError `internal` / `storage.row-invalid` */
export function optionalText(row: StoredRow, column: string): string | undefined {
  return row.columns[column] === undefined ? undefined : text(row, column);
}

/** A column that must be binary. @throws ServiceError `internal` / `storage.row-invalid` */
export function bytes(row: StoredRow, column: string): Uint8Array {
  const value = row.columns[column];
  if (!(value instanceof Uint8Array)) throw invalidRow(column);
  return value;
}

/** A column that must be an integer. @throws ServiceError `internal` / `storage.row-invalid` */
export function integer(row: StoredRow, column: string): number {
  const value = row.columns[column];
  if (!Number.isSafeInteger(value)) throw invalidRow(column);
  return Number(value);
}

/** A column that may be absent. @throws ServiceError `internal` / `storage.row-invalid` */
export function optionalInteger(row: StoredRow, column: string): number | undefined {
  return row.columns[column] === undefined ? undefined : integer(row, column);
}

/** An integer that may exceed 32 bits, kept as a text. @throws ServiceError `internal` / `storage.row-invalid` */
export function wideInteger(row: StoredRow, column: string): number {
  const value = Number(text(row, column));
  if (!Number.isSafeInteger(value)) throw invalidRow(column);
  return value;
}

/** A column that must be true or false. @throws ServiceError `internal` / `storage.row-invalid` */
export function flag(row: StoredRow, column: string): boolean {
  const value = row.columns[column];
  if (typeof value !== 'boolean') throw invalidRow(column);
  return value;
}

/** A column that must be one of these texts. @throws ServiceError `internal` / `storage.row-invalid` */
export function oneOf<T extends string>(row: StoredRow, column: string, allowed: readonly T[]): T {
  const value = allowed.find((candidate) => candidate === row.columns[column]);
  if (value === undefined) throw invalidRow(column);
  return value;
}

/** A column through one of the parsers of `ids.ts`. @throws ServiceError `internal` / `storage.row-invalid` */
export function parsed<T>(row: StoredRow, column: string, parse: (text: unknown) => T | undefined): T {
  const value = parse(row.columns[column]);
  if (value === undefined) throw invalidRow(column);
  return value;
}

/** What `packColumns` wrote; `undefined` when there is nothing. @throws ServiceError `internal` / `storage.row-invalid` */
export function packed(row: StoredRow): unknown {
  try {
    return unpackColumns(row.columns);
  } catch (cause) {
    throw invalidRow('data', cause);
  }
}

/** A column of JSON, not checked for its shape. @throws ServiceError `internal` / `storage.row-invalid` */
export function json(row: StoredRow, column: string): unknown {
  try {
    return JSON.parse(text(row, column));
  } catch (cause) {
    throw invalidRow(column, cause);
  }
}

/** The object without its undefined members. */
export function present<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const name in value) {
    const member = value[name];
    if (member !== undefined) Object.assign(result, { [name]: member });
  }
  return result;
}
