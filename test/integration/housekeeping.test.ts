import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAtKept } from '../../functions/housekeeping/first-look';
import { inParts } from '../../functions/in-parts';
import { type LocalTables, startTables } from '../../local/tables';
import { parseTenantId, parseUserId } from '../../shared/ids';
import { newAcceptanceId, newCorrelationId, newGuid } from '../../shared/random';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { KeptWipEvent } from '../../shared/storage/stores/wip-logs';
import { createTables } from '../../shared/storage/tables';
import type { WipEvent } from '../../shared/wip-logs/wip-event';
import { BadLine } from '../support/bad-line';
import { keyOf, type ManagedPc, managedPc } from '../support/managed-pc';
import { startServiceOn } from '../support/running-service';
import { onboard, type TestPerson, type TestService } from '../support/service';

const DAY_MS = 24 * 60 * 60_000;

// A storage of its own: housekeeping looks at everything that is due, also at what other tests left behind.
let tables: LocalTables;
let service: TestService;
beforeAll(async () => {
  tables = await startTables({ port: 0 });
  await createTables({ connectionString: tables.connectionString });
  service = await startServiceOn(tables.connectionString);
});
afterAll(async () => {
  await service.stop();
  await tables.stop();
});

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

/** What the last run wrote into the log. */
async function keepHouse(): Promise<Record<string, unknown>> {
  await service.runTimer('housekeeping');
  const line = service.logs.filter((text) => text.includes('"event":"housekeeping"')).at(-1);
  return JSON.parse(line ?? '{}');
}

/** Moves the last message of a device so many days back, and has housekeeping look at it now. */
async function silentFor({ person }: ManagedPc, days: number): Promise<void> {
  const { devices, due } = service.store;
  const { tenantId, deviceId } = keyOf(person);
  const live = await devices.loadLive(tenantId, deviceId);
  if (live.session === undefined) throw new Error('the PC has synced');
  await devices.writeSync({ tenantId, deviceId }, live, { session: { ...live.session.value, at: daysAgo(days) } });
  await due.put({ at: daysAgo(0), kind: 'device', tenantId, subject: deviceId });
}

/** Audit rows that note a loss; their time is when the days were over. */
async function losses(person: TestPerson): Promise<unknown[]> {
  const months = [0, 1, 2].map((days) => daysAgo(days).slice(0, 7).replace('-', ''));
  const pages = [...new Set(months)].map((month) =>
    service.store.audit.list(keyOf(person).tenantId, month, { size: 100 }),
  );
  return (await Promise.all(pages)).flatMap(({ entries }) => entries.filter(({ action }) => action === 'device.lost'));
}

/** Has the next run begin so many days ago. */
async function lookBack(days: number): Promise<void> {
  const progress = await service.store.due.loadProgress();
  if (progress === undefined) throw new Error('house was kept before');
  const day = daysAgo(days).slice(0, 10).replaceAll('-', '');
  await service.store.due.saveProgress({ ...progress.value, day }, progress);
}

function id<T>(parsed: T | undefined): T {
  if (parsed === undefined) throw new Error('a GUID is an id');
  return parsed;
}

const AN_EVENT = { kind: 'other', rawKind: 'x', way: 'other', rawWay: 'x' } as const;

async function entriesOf(person: TestPerson): Promise<DueEntry[]> {
  const days = Array.from({ length: 103 }, (_, n) =>
    daysAgo(3 - n)
      .slice(0, 10)
      .replaceAll('-', ''),
  );
  const end = new Date(Date.now() + 200 * DAY_MS);
  const found = (await inParts(days, 16, (day) => service.store.due.list(day, end, 100))).flatMap(
    ({ entries }) => entries,
  );
  return found.filter(({ tenantId }) => tenantId === person.tenantId);
}

describe('housekeeping', () => {
  it('does nothing, in two reads, when there is nothing to do', async () => {
    await keepHouse();
    service.tables.reset();
    expect(await keepHouse()).toMatchObject({ looked: 0, ended: 0, isDone: true });
    expect(service.tables.calls.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(service.tables.calls.length).toBeLessThanOrEqual(8);
  });

  it('looks at a device when the days of silence could be over, and puts it off while it is in touch', async () => {
    const managed = await managedPc(service);
    expect(await entriesOf(managed.person)).toMatchObject([{ kind: 'device', subject: managed.person.deviceId }]);
    await silentFor(managed, 30);
    expect(await keepHouse()).toMatchObject({ lost: 0, failed: 0 });
    const [next] = (await entriesOf(managed.person)).sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
    expect(Math.round((Date.parse(next?.at ?? '') - Date.now()) / DAY_MS)).toBe(60);
  });

  it('notes a silent device as lost once, and the next sync takes that back', async () => {
    const managed = await managedPc(service);
    const { pc, admin, person } = managed;
    await silentFor(managed, 91);
    await keepHouse();
    await service.store.due.put({
      at: daysAgo(0),
      kind: 'device',
      tenantId: keyOf(person).tenantId,
      subject: person.deviceId,
    });
    await keepHouse();
    const listed = async () => (await admin.call('GET', `devices?user=${person.userId}`)).body.items[0];
    expect((await listed()).lostSince).toBeDefined();
    expect(await losses(person)).toHaveLength(1);
    await pc.sync();
    expect(await listed()).toMatchObject({ status: 'enrolled', policy: { name: 'pcs' } });
    expect(await listed()).not.toHaveProperty('lostSince');
  });

  it('ends a wipe that went out and was never confirmed, though nobody looks at the device', async () => {
    const line = new BadLine();
    const managed = await managedPc(service, { pc: { transport: line.transport, retries: 0 } });
    await managed.admin.act(managed.person.deviceId, { type: 'wipe' }, 'wipe-1');
    line.loseReply('<Exec>');
    await managed.pc.sync().catch(() => undefined);
    await silentFor(managed, 91);
    await keepHouse();
    const { tenantId, deviceId } = keyOf(managed.person);
    const history = await service.store.devices.loadHistory({ tenantId, deviceId });
    expect(history.actions).toMatchObject([{ id: 'wipe-1', status: 'expired' }]);
  });

  it('drops what is due for a device that has left', async () => {
    const managed = await managedPc(service);
    await managed.pc.unenroll();
    await silentFor(managed, 0);
    await keepHouse();
    // Left are its first look, and the one that the farewell announced: whether all was done that belongs to it.
    expect(await entriesOf(managed.person)).toHaveLength(2);
  });

  it.each([
    ['deletes terms that were shown and led nowhere', undefined, undefined],
    ['keeps an acceptance that a device used', newGuid(), 'accepted'],
  ])('%s', async (_, device, decision) => {
    const person = await onboard(service);
    const [tenantId, userId] = [parseTenantId(person.tenantId), parseUserId(person.userId)];
    if (tenantId === undefined || userId === undefined) throw new Error('GUIDs are ids');
    const id = newAcceptanceId();
    const shown = { id, tenantId, userId, version: '1', locale: 'en', redirectUri: 'ms-app://x', shownAt: daysAgo(2) };
    const bound =
      device === undefined
        ? {}
        : { boundTo: keyOf({ ...person, deviceId: device }).deviceId, decision: 'accepted' as const };
    await service.store.people.saveAcceptance({ ...shown, ...bound });
    await service.store.due.put({ at: daysAgo(1), kind: 'acceptance', tenantId, subject: userId, item: id });
    await keepHouse();
    const left = await service.store.people.loadAcceptance(tenantId, userId, id);
    expect(left?.value.decision).toBe(decision);
  });

  it('closes changes whose outcome nobody wrote, and deletes audit rows after 13 months', async () => {
    const person = await onboard(service);
    const tenantId = parseTenantId(person.tenantId);
    if (tenantId === undefined) throw new Error('a GUID is an id');
    const { audit, due } = service.store;
    const row = (at: string) =>
      ({
        id: newGuid(),
        tenantId,
        at,
        action: 'policy.save',
        outcome: 'intended',
        correlationId: newCorrelationId(),
      }) as const;
    const [orphan, old, young] = [
      row(new Date(Date.now() - 3 * 3_600_000).toISOString()),
      row(daysAgo(440)),
      row(daysAgo(0)),
    ];
    for (const entry of [orphan, old, young]) await audit.put(entry);
    const progress = await due.loadProgress();
    if (progress !== undefined) await due.saveProgress({ ...progress.value, tenantsDay: '20260101' }, progress);
    expect(await keepHouse()).toMatchObject({ isDone: true });
    const month = (at: string) => at.slice(0, 7).replace('-', '');
    const entries = async (at: string) => (await audit.list(tenantId, month(at), { size: 100 })).entries;
    expect((await entries(orphan.at)).find(({ id }) => id === orphan.id)).toMatchObject({
      outcome: 'failed',
      code: 'outcome-unknown',
    });
    expect((await entries(young.at)).find(({ id }) => id === young.id)).toMatchObject({ outcome: 'intended' });
    expect(await entries(old.at)).toEqual([]);
  });

  it('deletes the records of a log on the day after their retention, of a PC that does not sync any more', async () => {
    const managed = await managedPc(service);
    const { wipLogs, due } = service.store;
    const device = keyOf(managed.person);
    const kept = (days: number): KeptWipEvent => {
      const at = daysAgo(days);
      const event: WipEvent = { ...AN_EVENT, at, hash: String(days).padStart(32, '0') };
      return { event, userId: id(parseUserId(managed.person.userId)), until: daysAgo(days - 3) };
    };
    const events = [kept(5), kept(4.5), kept(1)];
    await wipLogs.put(device, events);
    for (const { until } of events) await due.put(lookAtKept(device, until, 3));
    // Runs of the days before have not looked at them: the entry of the oldest is found on its own day.
    await lookBack(5);
    await keepHouse();
    const span = { from: new Date(0), to: new Date() };
    const { events: left } = await wipLogs.list(device, span, { size: 10, now: new Date(0) });
    expect(left.map(({ event }) => event.at)).toEqual([events[2]?.event.at]);
  });

  it.each([
    ['was longer when they came', 3, 9],
    ['has been made longer since', 9, 3],
  ])('keeps the records of a log for the days that were promised, where the retention %s', async (_, over, kept) => {
    const managed = await managedPc(service);
    const { wipLogs, due } = service.store;
    const device = keyOf(managed.person);
    const userId = id(parseUserId(managed.person.userId));
    const record = (age: number, until: string): KeptWipEvent => ({
      event: { ...AN_EVENT, at: daysAgo(age), hash: String(age).padStart(32, '0') },
      userId,
      until,
    });
    const [gone, stays] = [record(over + 2, daysAgo(2)), record(kept + 3, daysAgo(-5))];
    await wipLogs.put(device, [gone, stays]);
    await due.put(lookAtKept(device, gone.until, over));
    await due.put(lookAtKept(device, gone.until, kept));
    await lookBack(5);
    await keepHouse();
    const span = { from: new Date(0), to: new Date() };
    const { events: left } = await wipLogs.list(device, span, { size: 10, now: new Date(0) });
    expect(left.map(({ event }) => event.at)).toEqual([stays.event.at]);
  });

  it.each([
    ['a day after they came', 2, 0],
    ['not while their rest may come', 0.5, 3],
  ])('drops the pieces of an object whose rest never came: %s', async (_, days, left) => {
    const managed = await managedPc(service);
    const { devices, due } = service.store;
    const device = keyOf(managed.person);
    const live = await devices.loadLive(device.tenantId, device.deviceId);
    if (live.session === undefined) throw new Error('the PC has synced');
    const partial = { ref: '1', uri: './x', pieces: 3, bytes: 3 };
    const put = [0, 1, 2].map((index) => ({ index, data: new Uint8Array(1) }));
    const session = { ...live.session.value, at: daysAgo(days), partial };
    await devices.writeSync(device, live, { session, chunks: { put } });
    await due.put({ at: daysAgo(0), kind: 'pieces', tenantId: device.tenantId, subject: device.deviceId });
    await keepHouse();
    const found = await devices.readChunks(device, 3).then(
      (data) => data.length,
      () => 0,
    );
    expect(found).toBe(left);
    expect((await managed.pc.sync()).ended).toBe('normally');
  });

  it.each([
    ['given back', false, []],
    ['confirmed where the PC is enrolled after all', true, ['the device']],
  ])('finds a place whose enrollment came to no end %s', async (_, isEnrolled, expected) => {
    const managed = await managedPc(service);
    const { people, due } = service.store;
    const owner = { ...keyOf(managed.person), userId: id(parseUserId(managed.person.userId)) };
    await people.releaseDevice(owner);
    const other = isEnrolled
      ? owner
      : { ...owner, deviceId: keyOf({ ...managed.person, deviceId: newGuid() }).deviceId };
    await people.reserveDevice(other, 5, new Date(daysAgo(1)));
    const look = { kind: 'place', tenantId: owner.tenantId, subject: owner.userId, item: other.deviceId } as const;
    await due.put({ at: daysAgo(0), ...look });
    await keepHouse();
    const devices = await people.devicesOf(owner.tenantId, owner.userId);
    expect(devices.map((device) => (device === owner.deviceId ? 'the device' : device))).toEqual(expected);
    // A reservation of yesterday has lapsed: only a place that was confirmed keeps another PC out.
    const next = { ...owner, deviceId: keyOf({ ...managed.person, deviceId: newGuid() }).deviceId };
    const outcome = await Promise.allSettled([people.reserveDevice(next, 1, new Date())]);
    expect(outcome).toMatchObject([{ status: isEnrolled ? 'rejected' : 'fulfilled' }]);
  });

  it('leaves nothing to look at of an enrollment that came to its end, but when it may have fallen silent', async () => {
    const managed = await managedPc(service);
    expect((await entriesOf(managed.person)).map(({ kind }) => kind)).toEqual(['device']);
  });

  it('finishes the end of an enrollment whose instance died behind the row of the device', async () => {
    const managed = await managedPc(service);
    const { devices, people, roster, due } = service.store;
    const device = keyOf(managed.person);
    const userId = id(parseUserId(managed.person.userId));
    const live = await devices.loadLive(device.tenantId, device.deviceId);
    if (live.session === undefined || live.enrollment === undefined) throw new Error('the PC has synced');
    const enrollment = { ...live.enrollment.value, ended: { at: daysAgo(0), by: 'user' as const } };
    await devices.writeSync(device, live, { session: live.session.value, enrollment });
    expect(await people.devicesOf(device.tenantId, userId)).toHaveLength(1);
    await due.put({ at: daysAgo(0), kind: 'device', tenantId: device.tenantId, subject: device.deviceId });
    await keepHouse();
    expect(await people.devicesOf(device.tenantId, userId)).toEqual([]);
    expect(await roster.load(device.tenantId, device.deviceId)).toMatchObject({ status: 'unenrolled' });
  });

  it('leaves rows that it cannot read where they are, and goes on behind them to the next day', async () => {
    await keepHouse();
    const managed = await managedPc(service);
    const { tenantId, deviceId } = keyOf(managed.person);
    const due = TableClient.fromConnectionString(tables.connectionString, 'due', { allowInsecureConnection: true });
    const day = daysAgo(2).slice(0, 10).replaceAll('-', '');
    const at = daysAgo(2);
    const rows = Array.from({ length: 60 }, (_, n) => ({
      partitionKey: `${day}_0`,
      rowKey: `${'0'.repeat(16)}_of-tomorrow_${n}`,
    }));
    const row = { v: 1, at, kind: 'of-tomorrow', tenantId, subject: deviceId };
    await due.submitTransaction(rows.map((keys) => ['upsert', { ...row, ...keys }]));
    for (const subject of Array.from({ length: 16 }, newGuid)) {
      await service.store.due.put({ at, kind: 'pieces', tenantId, subject });
    }
    await lookBack(2);
    expect(await keepHouse()).toMatchObject({ looked: 16, failed: 60, isDone: true });
    expect((await service.store.due.loadProgress())?.value.day).toBe(daysAgo(0).slice(0, 10).replaceAll('-', ''));
    expect(await keepHouse()).toMatchObject({ looked: 0, failed: 0, isDone: true });
    expect(await service.store.due.list(day, new Date(), 50)).toEqual({ entries: [], unreadable: 60 });
    for (const { partitionKey, rowKey } of rows) await due.deleteEntity(partitionKey, rowKey);
  });

  it('does no harm when two run at once', async () => {
    const managed = await managedPc(service);
    await silentFor(managed, 91);
    await Promise.all([keepHouse(), keepHouse()]);
    expect(await losses(managed.person)).toHaveLength(1);
    const ahead = (await entriesOf(managed.person)).filter(({ at }) => Date.parse(at) > Date.now() + DAY_MS);
    expect(ahead.length).toBeLessThanOrEqual(3);
  });
});
