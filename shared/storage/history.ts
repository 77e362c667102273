import type { Action } from '../actions/action';
import type { Enrollment } from '../enrollment/enrollment';
import { changedMeanwhile } from './failure';
import { devicePartition, isPastAction, isPastEnrollment, PAST, pastAction, pastEnrollment } from './keys';
import type { NewRow, Operation, StoredRow } from './row';
import { actionColumns, readAction } from './rows/action-row';
import { optionalText, text } from './rows/columns';
import { enrollmentColumns, readEnrollment } from './rows/enrollment-row';
import type { DeviceHistory } from './stores/devices';
import type { DeviceKey } from './stores/stored';
import type { Table } from './table';

const MOST_PAST_ROWS = 20;

/** The row of an action that is over. */
export const pastActionRow = (partition: string, action: Action): NewRow => ({
  partition,
  key: pastAction(action.generation, action.id),
  columns: { ...actionColumns(action), overAt: action.changedAt },
});

/** The row of an enrollment that another one replaced at a time. */
export const pastEnrollmentRow = (partition: string, enrollment: Enrollment, replacedAt: string): NewRow => ({
  partition,
  key: pastEnrollment(enrollment.generation),
  columns: { ...enrollmentColumns(enrollment), overAt: enrollment.ended?.at ?? replacedAt },
});

// Rows of older deployments are enrollments without `overAt`.
const overAt = (row: StoredRow) =>
  optionalText(row, 'overAt') ?? optionalText(row, 'endedAt') ?? text(row, 'enrolledAt');

function newestFirst(rows: readonly StoredRow[]): StoredRow[] {
  const dated = rows.map((row) => ({ row, at: overAt(row) }));
  return dated.sort((a, b) => Number(a.at < b.at) - Number(a.at > b.at)).map(({ row }) => row);
}

/**
 * The writes that put these rows of one device into its history, and take the oldest away. A row is inserted, never
 * replaced: of two that end the same action, only one can.
 * @throws ServiceError `precondition` / `storage.changed` when one of them is there already
 */
export async function archive(table: Table, added: readonly NewRow[]): Promise<Operation[]> {
  const [first] = added;
  if (first === undefined) return [];
  const past = await table.readRange(first.partition, PAST);
  const keys = new Set(added.map(({ key }) => key));
  if (past.some(({ key }) => keys.has(key))) throw changedMeanwhile();
  // Rows of the past never change, so they are deleted without an ETag.
  const surplus = newestFirst(past).slice(Math.max(0, MOST_PAST_ROWS - added.length));
  return [
    ...surplus.map((row): Operation => ({ kind: 'delete', row })),
    ...added.map((row): Operation => ({ kind: 'insert', row })),
  ];
}

/** Reads the history of a device. */
export async function readHistory(table: Table, device: DeviceKey): Promise<DeviceHistory> {
  const past = await table.readRange(devicePartition(device.tenantId, device.deviceId), PAST);
  const rows = newestFirst(past).slice(0, MOST_PAST_ROWS);
  return {
    enrollments: rows.filter(({ key }) => isPastEnrollment(key)).map((row) => readEnrollment(row, device)),
    actions: rows.filter(({ key }) => isPastAction(key)).map(readAction),
  };
}
