import { type DeviceId, parseDeviceId } from '../../ids';
import { clearPartition } from '../clear-partition';
import { ERASURE, EVERYTHING, GONE, userPartition } from '../keys';
import { inRounds } from '../rounds';
import type { StoredRow } from '../row';
import { type Erasure, erasureColumns, isStillManaged, readErasure } from '../rows/erasure-row';
import type { ErasureProgress, ErasureTerms } from '../stores/persons';
import { allowance } from './allowance';
import { ERASE } from './erase-found';
import type { Looking } from './person-tables';
import { SOURCES } from './sources';

/** Steps of one request: each is one search and what it found. */
const MOST_STEPS = 20;

const ONE_PASS = ['devices', 'roster', 'due', 'visits', 'wiplogs', 'tenants', 'audit'] as const;
// Twice: a message or a change that was under way during the first pass may have written what it had read before.
const PASSES = [...ONE_PASS, ...ONE_PASS];
const PARTS = PASSES.length + 1;

/**
 * Goes on with an erasure from where it stopped. The person's own partition goes last, and of it the row of the erasure:
 * whoever dies before finds the way, and the same pseudonym, again.
 * @throws ServiceError `conflict` / `person.enrolled`, `person.directory`
 */
export async function continueErasure(looking: Looking, terms: ErasureTerms): Promise<ErasureProgress> {
  const mayGoOn = allowance(terms.clock, MOST_STEPS);
  const stillManaged = new Set<DeviceId>();
  let part = 0;
  while (mayGoOn()) {
    // Before each step, because the last one takes the marks away.
    for (const deviceId of await markedDevices(looking)) stillManaged.add(deviceId);
    const reached = await inRounds(() => step(looking, terms));
    if (reached === undefined) return { done: true, part: PARTS, parts: PARTS, stillManaged: [...stillManaged] };
    part = reached;
  }
  return { done: false, part: part + 1, parts: PARTS, stillManaged: [...stillManaged] };
}

async function markedDevices({ tables, person }: Looking): Promise<DeviceId[]> {
  const marks = await tables.people.readRange(userPartition(person.tenantId, person.userId), GONE);
  return marks.filter(isStillManaged).flatMap(({ key }) => parseDeviceId(key.slice(GONE.from.length)) ?? []);
}

// The part that comes next; `undefined` when it is over, perhaps because another request went on as well.
async function step(looking: Looking, terms: ErasureTerms): Promise<number | undefined> {
  const { tables, person } = looking;
  const row = await tables.people.read({ partition: userPartition(person.tenantId, person.userId), key: ERASURE });
  if (row === undefined) return undefined;
  const erasure = readErasure(row);
  const name = PASSES[erasure.part];
  if (name === undefined) return clearOwn(looking, erasure);
  const source = SOURCES[name];
  const { rows, next } = await tables[source.table].search(source.search(person), source.size, erasure.place);
  await ERASE[name](rows, { ...looking, terms, pseudonym: erasure.pseudonym });
  const { place: _, ...before } = erasure;
  const after = next === undefined ? { ...before, part: erasure.part + 1 } : { ...before, place: next };
  await save(looking, row, after);
  return after.part;
}

async function save({ tables }: Looking, { partition, key, etag }: StoredRow, erasure: Erasure): Promise<void> {
  await tables.people.commit([{ kind: 'replace', row: { partition, key, columns: erasureColumns(erasure) }, etag }]);
}

async function clearOwn({ tables, person }: Looking, { part }: Erasure): Promise<number | undefined> {
  const partition = userPartition(person.tenantId, person.userId);
  const before = await clearPartition(tables.people, partition, { ...EVERYTHING, to: ERASURE });
  const behind = await clearPartition(tables.people, partition, { ...EVERYTHING, from: `${ERASURE}!` });
  if (!before || !behind) return part;
  await tables.people.remove({ partition, key: ERASURE });
  return undefined;
}
