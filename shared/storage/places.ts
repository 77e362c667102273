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

/** Makes a reservation permanent. A place that another user's enrollment on the same device gave back stays given back. */
export async function confirmPlace(
  table: Table,
  { tenantId, userId, deviceId }: Owner,
  { generation, now }: { generation: EnrollmentId; now: Date },
): Promise<void> {
  const address = { partition: userPartition(tenantId, userId), key: placeKey(deviceId) };
  const rows = await table.readRange(address.partition, PLACES);
  const own = rows.find(({ key }) => key === address.key);
  if (own === undefined) return;
  const columns = placeColumns({ at: now.toISOString(), generation });
  const confirmed: Operation = { kind: 'replace', row: { ...address, columns }, etag: own.etag };
  // One that lapsed may be given away at this moment.
  await table.commit(isTaken(readPlace(own), now) ? [confirmed] : [confirmed, guard(address.partition, rows, now)]);
}

/** Ends a reservation that lapsed, for the generation that holds the device, or for good. */
export async function endReservation(
  table: Table,
  { tenantId, userId, deviceId }: Owner,
  { holder, now }: { holder: EnrollmentId | undefined; now: Date },
): Promise<void> {
  const address = { partition: userPartition(tenantId, userId), key: placeKey(deviceId) };
  const row = await table.read(address);
  if (row === undefined || isTaken(readPlace(row), now)) return;
  if (holder === undefined) return table.removeUnchanged(row);
  return confirmPlace(table, { tenantId, userId, deviceId }, { generation: holder, now });
}

function capReached(): ServiceError {
  const text = 'The user has as many devices enrolled as the organization allows.';
  return new ServiceError('forbidden', 'enrollment.device-cap', text);
}

function beingErased(): ServiceError {
  const text = 'What is held on this user is being erased. An administrator must end that first.';
  return new ServiceError('forbidden', 'enrollment.erasure', text);
}
