import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, flag, integer, optionalText, present, text } from './columns';

const VERSION = 1;

/** An erasure of a person that is under way: how far it has come, and what stands in place of the person's id. */
export interface Erasure {
  /** Random GUID; forgotten together with this row, so that nothing leads from it back to the person. */
  readonly pseudonym: string;
  /** ISO 8601. */
  readonly begunAt: string;
  /** Number of the part that is being gone through, and the place in it; absent place: its beginning. */
  readonly part: number;
  readonly place?: string;
}

/** Columns of an erasure; the person is the partition. */
export const erasureColumns = (erasure: Erasure): Record<string, ColumnValue> => ({ v: VERSION, ...erasure });

/** The erasure of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readErasure(row: StoredRow): Erasure {
  checkVersion(row, VERSION);
  return {
    pseudonym: text(row, 'pseudonym'),
    begunAt: text(row, 'begunAt'),
    part: integer(row, 'part'),
    ...present({ place: optionalText(row, 'place') }),
  };
}

/**
 * Columns of the mark of a device whose rows the erasure took away; the device is the key.
 * @param stillManaged The directory may call it managed for good.
 */
export const goneColumns = (stillManaged: boolean): Record<string, ColumnValue> => ({ v: VERSION, stillManaged });

/** True where such a mark says that. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function isStillManaged(row: StoredRow): boolean {
  checkVersion(row, VERSION);
  return flag(row, 'stillManaged');
}
