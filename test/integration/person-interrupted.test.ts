import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { systemClock } from '../../shared/clock';
import { ServiceError } from '../../shared/errors';
import { newGuid } from '../../shared/random';
import { storeOver } from '../../shared/storage/open-store';
import type { Person } from '../../shared/storage/stores/persons';
import { Delivery, STORAGE_TROUBLES } from '../chaos/delivery';
import { Random } from '../chaos/random';
import { contentOf, eraseIn, type MemoryTables, tablesWith } from '../support/erase-in-memory';
import { type RawRow, textOf } from '../support/every-row';
import { rowsOfLife } from '../support/person-life';
import { startTestService, type TestService } from '../support/service';
import { NOTHING, newOwner, sampleEnrollment } from '../support/storage-samples';

const LIFE_MS = 120_000;
const FIRST = newGuid();
const SECOND = newGuid();

// The rows of a life that was lived over HTTP; each case erases the person in tables of its own that hold them.
let service: TestService;
let rows: readonly RawRow[];
let person: Person;
let whole: string;
beforeAll(async () => {
  service = await startTestService();
  ({ rows, person } = await rowsOfLife(service, inject('tablesConnection')));
  const tables = await tablesWith(rows);
  await eraseIn(tables, { person, pseudonym: FIRST }, new Delivery());
  whole = await contentOf(tables, [FIRST]);
}, LIFE_MS);
afterAll(() => service.stop());

/** Tables that hold the rows of the life, and an erasure in them. */
async function begun(delivery: Delivery) {
  const tables = await tablesWith(rows);
  const outcome = await eraseIn(tables, { person, pseudonym: FIRST }, delivery).then(
    () => 'erased',
    (thrown: { readonly code?: string }) => thrown.code,
  );
  return { tables, outcome };
}

/** What is left once an erasure ran through that may have begun before. */
async function ended(tables: MemoryTables): Promise<string> {
  await eraseIn(tables, { person, pseudonym: SECOND }, new Delivery());
  return contentOf(tables, [FIRST, SECOND]);
}

describe('an erasure', () => {
  it('leaves nothing of the person', () => {
    expect(rows.some((row) => textOf(row).includes(person.userId))).toBe(true);
    const left = whole.split('\n').filter((line) => line.includes(person.tenantId) && line.includes(person.userId));
    expect(left).toEqual([]);
  });

  it.each(STORAGE_TROUBLES)(
    'ends the same when it is repeated after any of its calls was %s',
    async (kind) => {
      let at = 1;
      for (; ; at += 1) {
        const delivery = new Delivery({ at, kind });
        const { tables } = await begun(delivery);
        if (!delivery.struck) break;
        if ((await ended(tables)) !== whole) expect(`${kind} at call ${at}`).toBe('the same end');
      }
      expect(at).toBeGreaterThan(80);
    },
    LIFE_MS,
  );

  it(
    'ends the same when several go on at once, in any order',
    async () => {
      for (let seed = 1; seed <= 60; seed += 1) {
        const tables = await tablesWith(rows);
        const random = new Random(seed);
        const pseudonyms = [FIRST, SECOND, FIRST];
        await Promise.all(
          pseudonyms.map((pseudonym) => eraseIn(tables, { person, pseudonym }, new Delivery(undefined, random))),
        );
        if ((await contentOf(tables, [FIRST, SECOND])) !== whole) expect(`seed ${seed}`).toBe('the same end');
      }
    },
    LIFE_MS,
  );
});

/** Has somebody else come in between before a call, counted from 1. */
class Interrupted extends Delivery {
  readonly #at: number;
  readonly #meanwhile: () => Promise<void>;
  #count = 0;

  constructor(at: number, meanwhile: () => Promise<void>) {
    super();
    this.#at = at;
    this.#meanwhile = meanwhile;
  }

  override async pass<T>(call: () => Promise<T>, isConditional: boolean): Promise<T> {
    this.#count += 1;
    if (this.#count === this.#at) {
      this.struck = true;
      await this.#meanwhile();
    }
    return super.pass(call, isConditional);
  }
}

/** A new PC of the person enrolls, past all trouble. */
async function enrollIn(tables: MemoryTables): Promise<string> {
  const { people, devices } = storeOver((name) => tables[name]);
  const owner = { ...person, deviceId: newOwner().deviceId };
  const enrollment = { ...sampleEnrollment(owner), enrolledAt: new Date().toISOString() };
  try {
    await people.reserveDevice(owner, 10, new Date());
  } catch (thrown) {
    return thrown instanceof ServiceError ? thrown.code : 'failed';
  }
  await devices.enroll(enrollment, NOTHING);
  await people.confirmDevice(owner, enrollment.generation, new Date());
  return 'enrolled';
}

describe('an erasure that has begun', () => {
  it('keeps its pseudonym, and tells it to whoever begins as well', async () => {
    const tables = await tablesWith(rows);
    const { persons } = storeOver((name) => tables[name]);
    const terms = { clock: systemClock, lostContactDays: 90, writesDirectory: false };
    const told = await Promise.all([FIRST, SECOND].map((one) => persons.beginErasure(person, one, terms)));
    expect(new Set([...told, await persons.pseudonymOf(person)]).size).toBe(1);
  });
});

describe('an erasure and a PC of the person that enrolls at the same moment', () => {
  it(
    'keep each other out, whichever comes first',
    async () => {
      const seen = new Set<string>();
      for (let at = 1; ; at += 1) {
        const tables = await tablesWith(rows);
        let enrolling = '';
        const delivery = new Interrupted(at, async () => {
          enrolling = await enrollIn(tables);
        });
        const outcome = await eraseIn(tables, { person, pseudonym: FIRST }, delivery).then(
          () => 'erased',
          (thrown: { readonly code?: string }) => `${thrown.code}`,
        );
        if (!delivery.struck) break;
        seen.add(`${enrolling}, ${outcome}`);
        if (outcome === 'erased') expect(await contentOf(tables, [FIRST])).toBe(whole);
      }
      expect([...seen].sort()).toEqual(['enrolled, person.enrolled', 'enrollment.erasure, erased']);
    },
    LIFE_MS,
  );
});
