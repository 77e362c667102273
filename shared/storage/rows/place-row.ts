import { type EnrollmentId, parseEnrollmentId } from '../../ids';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, parsed, present, text } from './columns';

const VERSION = 1;
const RESERVATION_MS = 10 * 60 * 1000;

/** A device's place under its user's cap: reserved when enrollment begins, held by a generation when it succeeded. */
export interface Place {
  /** When it was reserved or confirmed, ISO 8601. */
  readonly at: string;
  readonly generation?: EnrollmentId;
}

/** Columns of a place; the device is the key. */
export const placeColumns = (place: Place): Record<string, ColumnValue> => ({
  v: VERSION,
  at: place.at,
  generation: place.generation,
});

/** The place of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readPlace(row: StoredRow): Place {
  checkVersion(row, VERSION);
  const { generation } = row.columns;
  const held = generation === undefined ? undefined : parsed(row, 'generation', parseEnrollmentId);
  return { at: text(row, 'at'), ...present({ generation: held }) };
}

/** False for a reservation that was not confirmed within ten minutes. */
export function isTaken(place: Place, now: Date): boolean {
  return place.generation !== undefined || now.getTime() - Date.parse(place.at) < RESERVATION_MS;
}
