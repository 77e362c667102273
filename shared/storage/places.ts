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

// The next reservation takes away what is left.
const MOST_LAPSED = 20;

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
  const lapsed = others.filter((row) => !isTaken(readPlace(row), now));
  const hasPlace = ownPlace !== undefined && isTaken(ownPlace, now);
  if (!hasPlace && others.length - lapsed.length >= cap) throw capReached();

  // Before the batch and under their ETags, for which a batch has no delete: what was confirmed meanwhile is counted.
  await Promise.all(lapsed.slice(0, MOST_LAPSED).map((row) => table.removeUnchanged(row)));
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
  const columns = placeColumns({ at: now.toISOString(), generation: holder });
  await table.commit([{ kind: 'replace', row: { ...address, columns }, etag: row.etag }]);
}

function capReached(): ServiceError {
  const text = 'The user has as many devices enrolled as the organization allows.';
  return new ServiceError('forbidden', 'enrollment.device-cap', text);
}

function beingErased(): ServiceError {
  const text = 'What is held on this user is being erased. An administrator must end that first.';
  return new ServiceError('forbidden', 'enrollment.erasure', text);
}
