import type { Action } from '../actions/action';
import { isOpen } from '../actions/transition';
import { ServiceError } from '../errors';
import { ACTIONS_AND_ENROLLMENT, devicePartition, isPastAction, LIVE, PAST } from './keys';
import { liveActionRow, openActions } from './live-actions';
import { inRounds } from './rounds';
import type { Operation, StoredRow } from './row';
import { readAction } from './rows/action-row';
import { readEnrollment } from './rows/enrollment-row';
import { MAX_LIVE_ACTIONS } from './stores/devices';
import type { DeviceKey } from './stores/stored';
import type { Table } from './table';

/**
 * Adds an action, or finds the one with its id. The enrollment is touched under its ETag: of two that want the last
 * place one reads again, and so does whoever replaces or ends the enrollment at the same moment, which is how no action
 * is left to a generation that is gone.
 * @throws ServiceError `conflict` / `actions.too-many`, `actions.not-enrolled`; what `admit` throws;
 * `storage.unavailable` after too many rounds
 */
export function addAction(table: Table, device: DeviceKey, adding: Adding): Promise<Action> {
  return inRounds(() => tryToAdd(table, device, adding));
}

/** An action that is wanted, and what may keep it out. */
export interface Adding {
  readonly action: Action;
  /** Throws when the actions that are open, oldest first, forbid the new one. */
  readonly admit: ((open: readonly Action[]) => void) | undefined;
}

async function tryToAdd(table: Table, device: DeviceKey, { action, admit }: Adding): Promise<Action> {
  const partition = devicePartition(device.tenantId, device.deviceId);
  const [live, past] = await Promise.all([
    table.readRange(partition, ACTIONS_AND_ENROLLMENT),
    table.readRange(partition, PAST),
  ]);
  const enrollment = live.find(({ key }) => key === LIVE.enrollment);
  const rows = live.filter((row) => row !== enrollment);
  const known = [...rows, ...past.filter(({ key }) => isPastAction(key))].map(readAction);
  const same = known.find(({ id }) => id === action.id);
  if (same !== undefined) return same;
  if (enrollment === undefined || !isEnrolled(enrollment, device, action)) throw notEnrolled();
  const open = openActions(rows);
  admit?.(open.map(({ value }) => value));
  if (open.length >= MAX_LIVE_ACTIONS) throw tooMany();
  const over = rows.filter((row) => !isOpen(readAction(row)));
  await table.commit([
    { kind: 'touch', row: enrollment, etag: enrollment.etag },
    { kind: 'insert', row: liveActionRow(partition, action) },
    // What was left behind by whoever died between ending an action and deleting its row.
    ...over.map((row): Operation => ({ kind: 'delete', row })),
  ]);
  return action;
}

function isEnrolled(row: StoredRow, device: DeviceKey, action: Action): boolean {
  const { generation, ended } = readEnrollment(row, device);
  return generation === action.generation && ended === undefined;
}

function notEnrolled(): ServiceError {
  const text = 'The device is not enrolled any more, or enrolled anew in the meantime.';
  return new ServiceError('conflict', 'actions.not-enrolled', text);
}

function tooMany(): ServiceError {
  const text = `${MAX_LIVE_ACTIONS} actions are waiting for this device already.`;
  return new ServiceError('conflict', 'actions.too-many', text);
}
