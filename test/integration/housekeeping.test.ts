import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalTables, startTables } from '../../local/tables';
import { parseTenantId, parseUserId } from '../../shared/ids';
import { newAcceptanceId, newCorrelationId, newGuid } from '../../shared/random';
import type { DueEntry } from '../../shared/storage/store';
import { createTables } from '../../shared/storage/tables';
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

async function entriesOf(person: TestPerson): Promise<DueEntry[]> {
  const found: DueEntry[] = [];
  for (let day = -3; day < 100; day += 1) {
    const time = new Date(Date.now() + day * DAY_MS);
    const name = time.toISOString().slice(0, 10).replaceAll('-', '');
    found.push(...(await service.store.due.list(name, new Date(Date.now() + 200 * DAY_MS), 100)));
  }
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
    expect((await entriesOf(managed.person)).filter(({ at }) => Date.parse(at) < Date.now() + DAY_MS)).toEqual([]);
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

  it('does no harm when two run at once', async () => {
    const managed = await managedPc(service);
    await silentFor(managed, 91);
    await Promise.all([keepHouse(), keepHouse()]);
    expect(await losses(managed.person)).toHaveLength(1);
    const ahead = (await entriesOf(managed.person)).filter(({ at }) => Date.parse(at) > Date.now() + DAY_MS);
    expect(ahead.length).toBeLessThanOrEqual(3);
  });
});
