import { ServiceError } from '../errors';
import type { DeviceId, EnrollmentId, TenantId, UserId } from '../ids';
import { ERASURE, PLACES, PLACES_GUARD, placeKey, userPartition } from './keys';
import { put } from './put';
import { inRounds } from './rounds';
import type { Operation, StoredRow } from './row';
import { isTaken, placeColumns, readPlace } from './rows/place-row';
import type { Table } from './table';

/** A device of a user. */
export interface Owner {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly deviceId: DeviceId;
}

/**
 * Replaces the guard of a user's places: of two that saw the last one free, or of a reservation and an erasure, only one
 * can commit.
 */
export function guard(partition: string, rows: readonly StoredRow[], now: Date): Operation {
  const columns = { v: 1, at: now.toISOString() };
  return put(
    { partition, key: PLACES_GUARD, columns },
    rows.find(({ key }) => key === PLACES_GUARD),
  );
}

async function tryToReserve(table: Table, owner: Owner, { cap, now }: { cap: number; now: Date }): Promise<void> {
  const partition = userPartition(owner.tenantId, owner.userId);
  const key = placeKey(owner.deviceId);
  const rows = await table.readRange(partition, PLACES);
  if (rows.some((row) => row.key === ERASURE)) throw beingErased();
  const own = rows.find((row) => row.key === key);
  const ownPlace = own === undefined ? undefined : readPlace(own);
  if (ownPlace?.generation !== undefined) return;

  const others = rows.filter((row) => row.key !== key && row.key !== PLACES_GUARD);
  // What lapsed counts no more, but stays: whoever keeps house looks whether its device was enrolled after all.
  const taken = others.filter((row) => isTaken(readPlace(row), now));
  const hasPlace = ownPlace !== undefined && isTaken(ownPlace, now);
  if (!hasPlace && taken.length >= cap) throw capReached();

  const columns = placeColumns({ at: now.toISOString() });
  await table.commit([put({ partition, key, columns }, own), guard(partition, rows, now)]);
}

/**
 * Reserves a place for the device among those of its user, or keeps the one that it has. Repeats when another enrollment
 * of the same user was faster.
 * @throws ServiceError `forbidden` / `enrollment.device-cap`, `enrollment.erasure`, `unavailable` / `storage.unavailable` after too many rounds
 */
export function reservePlace(table: Table, owner: Owner, limit: { cap: number; now: Date }): Promise<void> {
  return inRounds(() => tryToReserve(table, owner, limit));
}

/** The place of a device, among all of its user as they were read. */
async function readOwn(table: Table, { tenantId, userId, deviceId }: Owner) {
  const partition = userPartition(tenantId, userId);
  const rows = await table.readRange(partition, PLACES);
  return { rows, own: rows.find(({ key }) => key === placeKey(deviceId)) };
}

/** What a place is confirmed with. */
interface Confirmation {
  readonly generation: EnrollmentId;
  readonly now: Date;
}

function confirm(table: Table, own: StoredRow, rows: readonly StoredRow[], { generation, now }: Confirmation) {
  const { partition, key, etag } = own;
  const columns = placeColumns({ at: now.toISOString(), generation });
  const confirmed: Operation = { kind: 'replace', row: { partition, key, columns }, etag };
  // One that lapsed may be given away at this moment.
  return table.commit(isTaken(readPlace(own), now) ? [confirmed] : [confirmed, guard(partition, rows, now)]);
}

/** Makes a reservation permanent. A place that another user's enrollment on the same device gave back stays given back. */
export async function confirmPlace(table: Table, owner: Owner, confirmation: Confirmation): Promise<void> {
  const { rows, own } = await readOwn(table, owner);
  if (own !== undefined) await confirm(table, own, rows, confirmation);
}

/** Ends a reservation that lapsed, for the generation that holds the device, or for good. */
export async function endReservation(
  table: Table,
  owner: Owner,
  { holder, now }: { holder: EnrollmentId | undefined; now: Date },
): Promise<void> {
  const { rows, own } = await readOwn(table, owner);
  if (own === undefined || isTaken(readPlace(own), now)) return;
  if (holder === undefined) await table.removeUnchanged(own);
  else await confirm(table, own, rows, { generation: holder, now });
}

function capReached(): ServiceError {
  const text = 'The user has as many devices enrolled as the organization allows.';
  return new ServiceError('forbidden', 'enrollment.device-cap', text);
}

function beingErased(): ServiceError {
  const text = 'What is held on this user is being erased. An administrator must end that first.';
  return new ServiceError('forbidden', 'enrollment.erasure', text);
}
