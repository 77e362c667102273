import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { UNMANAGED } from '../../shared/compliance/directory/directory-standing';
import { newGuid } from '../../shared/random';
import { addressOf, everyRow, type RawRow, textOf } from '../support/every-row';
import { keyOf, type Manager, managerOf } from '../support/managed-pc';
import { managerWith, type PersonLife, personLife, toldOf } from '../support/person-life';
import { onboard, startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const connection = inject('tablesConnection');
const live = () => personLife(service, connection);
/** A whole life is some two hundred messages, all of them real. */
const LIFE_MS = 120_000;

/** What is stored of the two tenants of a life, with those rows that name a tenant in a column alone. */
async function stored({ tenantId, namesake }: PersonLife): Promise<ReadonlyMap<string, RawRow>> {
  const rows = await everyRow(connection);
  const own = rows.filter((row) => [tenantId, namesake.tenantId].some((id) => textOf(row).includes(id)));
  return new Map(own.map((row) => [addressOf(row), row]));
}

/** Rows of the tenant that say anything about somebody. */
async function speakingOf(words: readonly string[], tenantId: string): Promise<string[]> {
  const rows = await everyRow(connection);
  const speaking = rows.filter((row) => words.some((word) => textOf(row).includes(word)));
  return speaking.filter((row) => textOf(row).includes(tenantId)).map(addressOf);
}

interface Held {
  readonly row: string;
  readonly deviceId?: string;
  readonly held: Readonly<Record<string, unknown>>;
}

/** The export of a person, all parts together. */
async function exported(manager: Manager, userId: string): Promise<{ logs: string; items: readonly Held[] }> {
  const items: Held[] = [];
  let query = '';
  for (;;) {
    const { status, body } = await manager.call('GET', `people/${userId}${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    items.push(...body.items);
    if (body.continuation === undefined) return { logs: body.logs, items };
    query = `?continuation=${body.continuation}`;
  }
}

/** Erases a person, as often as it takes; the PCs that Entra may call managed for good. */
async function erased(manager: Manager, userId: string): Promise<string[]> {
  const stillManaged = new Set<string>();
  for (;;) {
    const { status, body } = await manager.call('DELETE', `people/${userId}`);
    expect([200, 202], JSON.stringify(body)).toContain(status);
    expect(body.done).toBe(status === 200);
    for (const deviceId of body.stillManaged) stillManaged.add(deviceId);
    if (body.done) return [...stillManaged];
  }
}

const auditOf = async (manager: Manager, action: string) =>
  (await manager.call('GET', `audit?action=${action}&limit=100`)).body.items;

const someone = newGuid();

describe("one person's data", () => {
  it.each([
    ['GET', 'Mam.Reader'],
    ['GET', 'Mam.LogReader'],
    ['GET', 'Mam.Operator'],
    ['DELETE', 'Mam.Reader'],
    ['DELETE', 'Mam.LogReader'],
    ['DELETE', 'Mam.Operator'],
  ])('%s is refused for %s', async (method, role) => {
    const { tenantId } = await tenant();
    const manager = await managerOf(service, tenantId, [role]);
    expect((await manager.call(method, `people/${someone}`)).status).toBe(403);
  });

  it.each(['GET', 'DELETE'])('%s is refused for what is no object id', async (method) => {
    const { admin } = await tenant();
    expect(await admin.call(method, 'people/ada')).toMatchObject({ status: 400, body: { code: 'person.id' } });
  });

  it.each(['continuation=x', 'continuation=9.', 'user=x'])('is refused with the query %s', async (query) => {
    const { admin } = await tenant();
    expect((await admin.call('GET', `people/${someone}?${query}`)).status).toBe(422);
  });

  it('of somebody of whom nothing is held is empty, and erased at once', async () => {
    const { admin } = await tenant();
    expect((await exported(admin, someone)).items).toEqual([]);
    expect(await admin.call('DELETE', `people/${someone}`)).toMatchObject({ status: 200, body: { done: true } });
  });

  it.each(['suspended', 'offboarding'] as const)('is handed out and erased in a tenant that is %s', async (status) => {
    const { admin, leave } = await tenant();
    await leave(status);
    expect((await exported(admin, someone)).items).toEqual([]);
    expect((await admin.call('DELETE', `people/${someone}`)).status).toBe(200);
  });
});

describe('the export', () => {
  let life: PersonLife;
  beforeAll(async () => {
    life = await live();
  }, LIFE_MS);

  it('contains each piece that is held on the person, and nothing of anybody else', async () => {
    const { logs, items } = await exported(life.logAdmin, life.userId);
    const count = (row: string) => items.filter((item) => item.row === row).length;
    expect(logs).toBe('included');
    expect(
      Object.fromEntries([...new Set(items.map(({ row }) => row))].sort().map((row) => [row, count(row)])),
    ).toEqual({
      'audit month': expect.any(Number),
      'audit proof': 1,
      'devices action': expect.any(Number),
      'devices directory': 1,
      'devices enrollment': 3,
      'devices session': 2,
      'devices state': 2,
      'due entry': 11,
      'people terms': 4,
      'people visit': 1,
      'roster device': 2,
      'tenants policy': 1,
      'wiplogs record': 6,
    });
    const text = JSON.stringify(items);
    for (const word of [
      life.userName,
      'GraceFiles\\\\2.docx',
      life.handedOver,
      life.wiped,
      '"policy.save"',
      '"terms.save"',
    ]) {
      expect(text).toContain(word);
    }
    for (const word of [life.other.userId, 'OtherFiles', life.namesake.tenantId, 'ada@contoso.example', 'replaces']) {
      expect(text).not.toContain(word);
    }
    expect(items.find(({ row }) => row === 'tenants policy')?.held).toMatchObject({ policy: 'pcs', revision: 2 });
  });

  it('speaks of every row that names the person', async () => {
    const before = await speakingOf([life.userId, life.userName], life.tenantId);
    // The guard of the person's places says nothing but when one was taken last.
    const tables = before.filter((address) => !address.endsWith(' devices')).map((address) => address.split(' ')[0]);
    const { items } = await exported(life.logAdmin, life.userId);
    for (const table of new Set(tables)) {
      const naming = tables.filter((one) => one === table).length;
      const told = items.filter(({ row }) => row.startsWith(`${table} `)).length;
      expect(`${table} ${told >= naming ? 'all' : `${told} of ${naming}`}`).toBe(`${table} all`);
    }
  });

  it('leaves the log of the protection out for whoever may not read it, and says so', async () => {
    const { logs, items } = await exported(life.admin, life.userId);
    expect([logs, items.filter(({ row }) => row.startsWith('wiplogs'))]).toEqual(['left-out', []]);
    expect(JSON.stringify(items)).not.toContain('.docx');
  });

  it('is in the audit trail before it is handed out', async () => {
    await exported(life.logAdmin, life.userId);
    const [entry] = await auditOf(life.admin, 'person.export');
    expect(entry).toMatchObject({ outcome: 'done', facts: { person: life.userId, logs: true } });
  });

  it('of the same object id in another tenant is another one', async () => {
    const elsewhere = await managerOf(service, life.namesake.tenantId, ['Mam.Admin', 'Mam.LogReader']);
    const { items } = await exported(elsewhere, life.userId);
    expect(items.filter(({ row }) => row === 'devices enrollment')).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain(life.tenantId);
    expect(JSON.stringify(items)).not.toContain(life.wiped);
  });
});

describe('the erasure is refused', () => {
  it(
    'while a PC is enrolled, naming it and the way out, and changes nothing',
    async () => {
      const life = await live();
      const { deviceId, pc } = await life.enrollAnother();
      const before = await stored(life);
      const { status, body } = await life.admin.call('DELETE', `people/${life.userId}`);
      expect([status, body.code]).toEqual([409, 'person.enrolled']);
      expect(body.detail).toMatch(new RegExp(`${deviceId}.*mam devices wipe --user ${life.userId}.*90 days`));
      expect(body.detail).not.toContain(life.wiped);
      const after = await stored(life);
      expect(changed(before, after)).toEqual([]);
      expect(added(before, after)).toEqual(['audit person.erase failed']);
      const [entry] = await auditOf(life.admin, 'person.erase');
      expect(entry.code).toBe('person.enrolled');
      expect(JSON.stringify(entry)).not.toContain(life.userId);

      const key = { 'idempotency-key': newGuid() };
      await life.admin.call('POST', `people/${life.userId}/actions`, { type: 'unenroll', keepData: true }, key);
      await pc.sync();
      await erased(life.admin, life.userId);
      expect(await speakingOf([life.userId, life.userName], life.tenantId)).toEqual([]);
    },
    LIFE_MS,
  );

  it(
    'while Entra calls a PC managed that has left, naming it and the way out, and goes on once that is taken back',
    async () => {
      const life = await live();
      await tellingEntra(life);
      const { status, body } = await life.admin.call('DELETE', `people/${life.userId}`);
      expect([status, body.code]).toEqual([409, 'person.directory']);
      expect(body.detail).toMatch(new RegExp(`${life.wiped}.*within the hour.*writeCompliance`));
      await takenBack(life);
      expect(await erased(life.admin, life.userId)).toEqual([]);
      expect(await speakingOf([life.userId, life.userName], life.tenantId)).toEqual([]);
    },
    LIFE_MS,
  );

  it(
    'not for a PC that is lost, which is named, because Entra may call it managed for good',
    async () => {
      const life = await live();
      await takenBack(life);
      const { deviceId } = await life.enrollAnother();
      await silentFor(life, deviceId, 91);
      await toldOf(service, { ...life, deviceId });
      await tellingEntra(life);
      expect(await erased(life.admin, life.userId)).toEqual([deviceId]);
    },
    LIFE_MS,
  );

  it(
    'not for a PC of which Entra has refused that for good, which is named',
    async () => {
      const life = await live();
      await tellingEntra(life);
      await refusedForGood(life);
      expect(await erased(life.admin, life.userId)).toEqual([life.wiped]);
    },
    LIFE_MS,
  );

  it('to the person, whose acts would lose their name', async () => {
    const { tenantId } = await tenant();
    const self = await managerWith(service, { tenantId, id: someone, roles: ['Mam.Admin'] });
    expect(await self.call('DELETE', `people/${someone}`)).toMatchObject({
      status: 403,
      body: { code: 'person.self' },
    });
  });

  it(
    'not for a PC that was silent for the days of the tenant',
    async () => {
      const life = await live();
      const { deviceId } = await life.enrollAnother();
      expect((await life.admin.call('DELETE', `people/${life.userId}`)).status).toBe(409);
      await silentFor(life, deviceId, 91);
      await erased(life.admin, life.userId);
      const left = await speakingOf([life.userId, deviceId], life.tenantId);
      expect(left.filter((row) => !row.startsWith('audit '))).toEqual([]);
    },
    LIFE_MS,
  );
});

describe('an erasure', () => {
  let life: PersonLife;
  let before: ReadonlyMap<string, RawRow>;
  let after: ReadonlyMap<string, RawRow>;
  let stillManaged: string[];
  beforeAll(async () => {
    life = await live();
    await exported(life.logAdmin, life.userId);
    before = await stored(life);
    stillManaged = await erased(life.admin, life.userId);
    after = await stored(life);
  }, LIFE_MS);

  it('leaves no row of any table with an id or a name of the person', async () => {
    const words = [life.userId, life.userName, 'GraceFiles'];
    const speaking = (rows: ReadonlyMap<string, RawRow>, word: string) =>
      [...rows.values()]
        .filter((row) => !isOf(life.namesake.tenantId, row) && textOf(row).includes(word))
        .map(addressOf);
    for (const word of words) expect([word, speaking(before, word).length]).not.toEqual([word, 0]);
    for (const word of words) expect([word, speaking(after, word)]).toEqual([word, []]);
    expect((await exported(life.logAdmin, life.userId)).items).toEqual([]);
  });

  it('names the PC that Entra may call managed for good, where nobody tells Entra anything any more', () => {
    expect(stillManaged).toEqual([life.wiped]);
  });

  it("leaves no id of a PC that is nobody's any more, but for the trail and the proofs", () => {
    const speaking = [...after.values()].filter((row) => textOf(row).includes(life.wiped));
    expect(new Set(speaking.map(({ table }) => table))).toEqual(new Set(['audit']));
  });

  it('leaves every row of others as it was, also on the PC that they have now', () => {
    expect(changed(before, after).filter((address) => !isOwn(before, address, life))).toEqual([]);
    expect(added(before, after)).toEqual(['audit person.erase done']);
    expect([...after.keys()]).toContain(`devices ${life.tenantId}_${life.handedOver} live_enrollment`);
  });

  it('leaves what ends the log of whoever had a PC before, and nothing else that was to be looked at there', () => {
    const due = (rows: ReadonlyMap<string, RawRow>) =>
      [...rows.values()].filter(({ table, columns }) => table === 'due' && columns['subject'] === life.inherited);
    expect(due(before).length).toBeGreaterThan(due(after).length);
    expect(new Set(due(after).map(({ columns }) => columns['kind']))).toEqual(new Set(['logs']));
    expect([...after.keys()].join()).toContain(`wiplogs ${life.tenantId}_${life.inherited}`);
  });

  it('puts one random pseudonym in the place of the id, and changes nothing else where a row stays', async () => {
    const [entry] = await auditOf(life.admin, 'person.erase');
    const { person: pseudonym } = entry.facts;
    expect(pseudonym).toMatch(/^[0-9a-f-]{36}$/);
    const renamed = changed(before, after).filter((address) => after.has(address));
    expect(new Set(renamed.map((address) => address.split(' ')[0]))).toEqual(new Set(['tenants', 'devices', 'audit']));
    const text = (rows: ReadonlyMap<string, RawRow>, address: string) =>
      [rows.get(address)].map((row) => row && textOf(row))[0];
    for (const address of renamed) {
      expect(text(after, address)).toBe(text(before, address)?.replaceAll(life.userId, pseudonym));
    }
    const { items } = (await life.admin.call('GET', 'proofs')).body;
    expect(items).toMatchObject([{ deviceId: life.wiped, userId: pseudonym }]);
    const { body } = await life.admin.call('GET', 'policies/pcs/revisions');
    expect(body.items[0].author).toBe(pseudonym);
  });

  it('is audited without the name, and logged without it', async () => {
    const entries = await auditOf(life.admin, 'person.erase');
    const facts = { before: 'held', after: 'erased', stillManaged: life.wiped };
    expect(entries).toMatchObject([{ outcome: 'done', facts }]);
    expect(service.logs.filter((line) => line.includes(life.userId) || line.includes(life.userName))).toEqual([]);
  });

  it('leaves the same object id in another tenant alone', async () => {
    const elsewhere = await managerOf(service, life.namesake.tenantId);
    expect((await elsewhere.device(life.namesake.deviceId)).status).toBe('enrolled');
  });

  it(
    'lets the person come back as somebody new',
    async () => {
      const { deviceId } = await life.enrollAnother();
      expect((await life.admin.device(deviceId)).status).toBe('enrolled');
      const { items } = await exported(life.admin, life.userId);
      expect(items.filter(({ row }) => row === 'devices enrollment')).toHaveLength(1);
    },
    LIFE_MS,
  );
});

describe('an erasure that meets trouble', () => {
  it(
    'is the same for two who ask for it at once',
    async () => {
      const life = await live();
      const replies = await Promise.all([1, 2].map(() => life.admin.call('DELETE', `people/${life.userId}`)));
      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
      const { items: proofs } = (await life.admin.call('GET', 'proofs')).body;
      const named = (await auditOf(life.admin, 'person.erase')).map((entry: { facts: object }) => entry.facts);
      expect(named).toMatchObject([{ person: proofs[0].userId }, { person: proofs[0].userId }]);
      expect(await speakingOf([life.userId, life.userName], life.tenantId)).toEqual([]);
    },
    LIFE_MS,
  );

  it(
    'goes on after storage failed in the middle, wherever that was',
    async () => {
      const life = await live();
      for (const table of ['people', 'devices', 'roster', 'due', 'wiplogs', 'tenants', 'audit']) {
        const isWrite = (call: { table: string; method: string }) => call.table === table && call.method !== 'GET';
        for (let n = 0; n < 3; n += 1) service.tables.injectWhere(isWrite, 503);
        const { status } = await life.admin.call('DELETE', `people/${life.userId}`);
        service.tables.reset();
        expect([table, [200, 503].includes(status)]).toEqual([table, true]);
      }
      await erased(life.admin, life.userId);
      expect(await speakingOf([life.userId, life.userName], life.tenantId)).toEqual([]);
    },
    LIFE_MS,
  );
});

const isOf = (tenantId: string, { partition, columns }: RawRow): boolean =>
  partition.startsWith(tenantId) || columns['tenantId'] === tenantId;

/** Addresses of the rows that are gone or were written. */
const changed = (before: ReadonlyMap<string, RawRow>, after: ReadonlyMap<string, RawRow>): string[] =>
  [...before].filter(([address, { etag }]) => after.get(address)?.etag !== etag).map(([address]) => address);

/** Rows that are new: table, and what is said of them in the audit trail. */
const added = (before: ReadonlyMap<string, RawRow>, after: ReadonlyMap<string, RawRow>): string[] =>
  [...after]
    .filter(([address]) => !before.has(address))
    .map(([, { table, columns }]) => `${table} ${columns['action']} ${columns['outcome']}`);

/**
 * A row that names the person, is of a PC that nobody has any more, or of a generation of the person. A log on such a PC
 * may be somebody else's, and so is what ends it.
 */
function isOwn(before: ReadonlyMap<string, RawRow>, address: string, life: PersonLife): boolean {
  const row = before.get(address);
  if (row === undefined || !isOf(life.tenantId, row)) return false;
  const generations = [...before.values()]
    .filter(({ table, columns }) => table === 'devices' && columns['userId'] === life.userId)
    .map(({ columns }) => columns['generation']);
  const isWiped = row.table !== 'audit' && textOf(row).includes(life.wiped);
  const isInherited = row.columns['subject'] === life.inherited && row.columns['kind'] !== 'logs';
  return isWiped || isInherited || textOf(row).includes(life.userId) || generations.includes(row.columns['generation']);
}

async function tenant() {
  const person = await onboard(service);
  const admin = await managerOf(service, person.tenantId);
  const leave = async (status: 'suspended' | 'offboarding') => {
    const operator = await managerOf(service, service.homeTenant, ['Mam.Operator']);
    await operator.call('PUT', `operator/tenants/${person.tenantId}`, { status });
  };
  return { tenantId: person.tenantId, admin, leave };
}

/** The tenant wants Entra to know how PCs stand. */
async function tellingEntra({ admin }: PersonLife): Promise<void> {
  const { settings } = (await admin.call('GET', 'tenant')).body;
  const { status } = await admin.call('PUT', 'tenant', { ...settings, writeCompliance: true });
  expect(status).toBe(200);
}

/** Entra knows that the wiped PC has left, as housekeeping leaves it. */
async function takenBack(life: PersonLife): Promise<void> {
  const key = keyOf({ ...life, deviceId: life.wiped });
  const told = await service.store.writeBacks.load(key);
  if (told === undefined) throw new Error('Entra was told of the PC');
  await service.store.writeBacks.forget(key, told);
}

/** Entra did not take that the wiped PC has left, as housekeeping leaves it. */
async function refusedForGood(life: PersonLife): Promise<void> {
  const { devices, writeBacks } = service.store;
  const key = keyOf({ ...life, deviceId: life.wiped });
  const told = await writeBacks.load(key);
  const { enrollment } = await devices.loadLive(key.tenantId, key.deviceId);
  if (told?.value.written === undefined || enrollment === undefined) throw new Error('Entra was told of the PC');
  const { generation } = enrollment.value;
  const at = new Date().toISOString();
  const attempt = { standing: UNMANAGED, generation, at, tries: 1, retryAt: at, failure: 'graph.refused' } as const;
  await writeBacks.save(key, told, { written: told.value.written, attempt });
}

async function silentFor({ tenantId }: PersonLife, deviceId: string, days: number): Promise<void> {
  const key = keyOf({ tenantId, userId: '', deviceId });
  const loaded = await service.store.devices.loadLive(key.tenantId, key.deviceId);
  if (loaded.session === undefined) throw new Error('the PC has synced');
  const at = new Date(Date.now() - days * 86_400_000).toISOString();
  await service.store.devices.writeSync(key, loaded, { session: { ...loaded.session.value, at } });
}
