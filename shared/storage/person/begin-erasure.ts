import { ServiceError } from '../../errors';
import { type DeviceId, parseDeviceId } from '../../ids';
import { devicePartition, ERASURE, LIVE, PLACES, userPartition } from '../keys';
import { guard } from '../places';
import { inRounds } from '../rounds';
import type { StoredRow } from '../row';
import { erasureColumns, readErasure } from '../rows/erasure-row';
import { isTaken, readPlace } from '../rows/place-row';
import type { ErasureTerms } from '../stores/persons';
import type { Looking } from './person-tables';
import { isEnrolled, requireLeft } from './require-left';

/** Random GUID, and what an erasure is judged by. */
export interface Beginning extends ErasureTerms {
  readonly pseudonym: string;
}

/**
 * Begins an erasure, unless one has begun. Its row and the guard of the person's places are written in one batch: of an
 * enrollment that reserves a place and an erasure that saw none taken, only one can commit. Tells the pseudonym that counts, perhaps that of another request.
 * @throws ServiceError `conflict` / `person.enrolled`, `person.enrolling`
 */
export function beginErasure(looking: Looking, beginning: Beginning): Promise<string> {
  return inRounds(() => tryToBegin(looking, beginning));
}

async function tryToBegin({ tables, person }: Looking, beginning: Beginning): Promise<string> {
  const partition = userPartition(person.tenantId, person.userId);
  const rows = await tables.people.readRange(partition, PLACES);
  const begun = rows.find(({ key }) => key === ERASURE);
  if (begun !== undefined) return readErasure(begun).pseudonym;
  const places = rows.flatMap((row): HeldPlace[] => {
    const deviceId = parseDeviceId(row.key.slice(PLACES.from.length));
    return deviceId === undefined ? [] : [{ row, deviceId }];
  });
  await requireAllLeft({ tables, person }, places, beginning);
  const { pseudonym, clock } = beginning;
  const now = clock();
  const columns = erasureColumns({ pseudonym, begunAt: now.toISOString(), part: 0 });
  await tables.people.commit([
    guard(partition, rows, now),
    { kind: 'insert', row: { partition, key: ERASURE, columns } },
  ]);
  return pseudonym;
}

interface HeldPlace {
  readonly row: StoredRow;
  readonly deviceId: DeviceId;
}

// Every device that is enrolled has a place, which is taken before and given back after.
async function requireAllLeft(
  { tables, person }: Looking,
  places: readonly HeldPlace[],
  terms: ErasureTerms,
): Promise<void> {
  const enrolled: DeviceId[] = [];
  for (const { deviceId } of places) {
    const rows = await tables.devices.readRange(devicePartition(person.tenantId, deviceId), LIVE.range);
    if (isEnrolled(rows, person, terms)) enrolled.push(deviceId);
  }
  requireLeft(enrolled, person, terms);
  const reserved = places.map(({ row }) => readPlace(row)).filter(({ generation }) => generation === undefined);
  if (reserved.some((place) => isTaken(place, terms.clock()))) throw enrolling();
}

function enrolling(): ServiceError {
  const text = 'A device of this person is enrolling, or tried to a moment ago. Repeat this in ten minutes.';
  return new ServiceError('conflict', 'person.enrolling', text);
}
