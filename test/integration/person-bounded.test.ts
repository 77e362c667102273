import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Clock, systemClock } from '../../shared/clock';
import { newGuid } from '../../shared/random';
import { storeOver } from '../../shared/storage/open-store';
import type { HeldRow, Person, PersonStore } from '../../shared/storage/stores/persons';
import type { Table } from '../../shared/storage/table';
import { Delivery, deliveries, troubledTable } from '../chaos/delivery';
import { contentOf, type MemoryTables, tablesWith } from '../support/erase-in-memory';
import type { RawRow } from '../support/every-row';
import { rowsOfLife } from '../support/person-life';
import { startTestService, type TestService } from '../support/service';
import { inSmallPages } from '../support/small-pages';

const LIFE_MS = 120_000;
const PSEUDONYM = newGuid();

// The rows of a life that was lived over HTTP, in tables of memory.
let service: TestService;
let rows: readonly RawRow[];
let person: Person;
beforeAll(async () => {
  service = await startTestService();
  ({ rows, person } = await rowsOfLife(service, inject('tablesConnection')));
}, LIFE_MS);
afterAll(() => service.stop());

/** A clock by which whatever is done between two looks at it takes a minute. */
function slowClock(): Clock {
  let now = Date.now();
  return () => {
    now += 61_000;
    return new Date(now);
  };
}

/** A store over tables in memory that counts its searches. */
async function counting(pages: (table: Table) => Table = (table) => table) {
  const tables: MemoryTables = await tablesWith(rows);
  const searches: string[] = [];
  const { persons } = storeOver((name) => {
    const table = pages(troubledTable(tables[name]));
    return {
      ...table,
      search: (...args) => {
        searches.push(name);
        return table.search(...args);
      },
    };
  });
  return { tables, persons, searches };
}

/** The whole export, and how many searches each of its requests made. */
async function exported(
  { persons, searches }: { readonly persons: PersonStore; readonly searches: readonly string[] },
  clock: Clock,
) {
  const items: HeldRow[] = [];
  const counts: number[] = [];
  let place: { continuation?: string } = {};
  for (;;) {
    const before = searches.length;
    const { rows: part, continuation } = await persons.listHeld(person, { logs: true, clock, ...place });
    items.push(...part);
    counts.push(searches.length - before);
    if (continuation === undefined) return { texts: items.map((item) => JSON.stringify(item)).sort(), counts };
    place = { continuation };
  }
}

describe('a request for the export', () => {
  it('ends after one step where that takes a minute, and the next one goes on', async () => {
    const quick = await exported(await counting(), systemClock);
    const slow = await exported(await counting(), slowClock());
    expect(slow.texts).toEqual(quick.texts);
    expect(slow.counts.length).toBeGreaterThan(quick.counts.length);
    expect(Math.max(...slow.counts)).toBeLessThanOrEqual(2);
  });

  it('finds the same where the PCs of the person come one by one, and never goes through all PCs at once', async () => {
    const whole = await exported(await counting(), systemClock);
    const inParts = await exported(await counting(inSmallPages), slowClock());
    expect(inParts.texts).toEqual(whole.texts);
    expect(Math.max(...inParts.counts)).toBeLessThanOrEqual(2);
  });
});

describe('a request for the erasure', () => {
  async function erased({ tables, persons, searches }: Awaited<ReturnType<typeof counting>>, clock: Clock) {
    const terms = { clock, lostContactDays: 90, writesDirectory: false };
    const counts: number[] = [];
    return deliveries.run(new Delivery(), async () => {
      await persons.beginErasure(person, PSEUDONYM, terms);
      for (;;) {
        const before = searches.length;
        const { done } = await persons.continueErasure(person, terms);
        counts.push(searches.length - before);
        if (done) return { content: await contentOf(tables, [PSEUDONYM]), counts };
      }
    });
  }

  it('ends after one step where that takes a minute, and the next one goes on', async () => {
    const quick = await erased(await counting(), systemClock);
    const slow = await erased(await counting(inSmallPages), slowClock());
    expect(slow.content).toBe(quick.content);
    expect(Math.max(...slow.counts)).toBe(1);
  });
});
