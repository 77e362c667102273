import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCorrelationId, newEnrollmentId, newGuid } from '../../shared/random';
import type { RosterEntry } from '../../shared/storage/stores/roster';
import { keyOf, type Manager, managedPc, managerOf } from '../support/managed-pc';
import { managerToken, onboard, startTestService, type TestPerson, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const ADA = 'aaaaaaaa-0000-4000-8000-000000000001';
const BO = 'aaaaaaaa-0000-4000-8000-000000000002';

const DEVICES = [
  {
    userId: ADA,
    userName: 'ada@contoso.example',
    deviceName: 'ADA-PC',
    policy: { name: 'pcs', revision: 1 },
    failedSettings: 0,
  },
  {
    userId: ADA,
    userName: 'ada@contoso.example',
    deviceName: 'Ada-Laptop',
    policy: { name: 'strict', revision: 2 },
    failedSettings: 3,
  },
  { userId: BO, userName: 'bo@contoso.example', deviceName: 'BO-PC', status: 'unenrolled' },
  { userId: BO, deviceName: 'SPARE' },
] as const;

async function tenantWithDevices(): Promise<{ admin: Manager; person: TestPerson }> {
  const person = await onboard(service);
  const { tenantId } = keyOf(person);
  for (const device of DEVICES) {
    const { deviceId } = keyOf({ ...person, deviceId: newGuid() });
    const times = { enrolledAt: '2026-11-01T08:00:00.000Z', changedAt: '2026-11-02T08:00:00.000Z' };
    const entry = { tenantId, deviceId, generation: newEnrollmentId(), status: 'enrolled', ...times, ...device };
    await service.store.roster.put(entry as RosterEntry);
  }
  return { person, admin: await managerOf(service, person.tenantId) };
}

const names = (body: { items: readonly { deviceName: string }[] }) =>
  body.items.map(({ deviceName }) => deviceName).sort();

describe('the list of devices refuses', () => {
  it.each([
    ['color=red', 'color'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['user=ada', 'user'],
    ['status=gone', 'status'],
    ['failing=1', 'failing'],
    ['compliance=yes', 'compliance'],
    ['wip=on', 'wip'],
    ['action=explode', 'action'],
    ['lost=perhaps', 'lost'],
    ['notSeenSince=yesterday', 'notSeenSince'],
    ['enrolledBefore=1', 'enrolledBefore'],
    ['policy=A%20B', 'policy'],
    ['name=', 'name'],
  ])('the filter %s, and says what is allowed', async (query, path) => {
    const { admin } = await tenantWithDevices();
    const { status, body } = await admin.call('GET', `devices?${query}`);
    expect([status, body.errors[0].path]).toEqual([422, path]);
    expect(body.errors[0].allowed).not.toBe('');
  });

  it.each([
    ['statsu=enrolled', 'QUERY-1', '"statsu"', 'write `status`'],
    ['constructor=x', 'QUERY-1', '"constructor"', 'leave it out, or use one that is allowed'],
    ['status=gone', 'QUERY-2', '"gone"', 'see what `status` allows'],
    ['status=enrolled&status=unenrolled', 'QUERY-2', '"enrolled,unenrolled"', 'see what `status` allows'],
  ])('the query %s with all that helps to mend it', async (query, rule, found, suggestion) => {
    const { admin } = await tenantWithDevices();
    const { status, body } = await admin.call('GET', `devices?${query}`);
    expect([status, body.errors.length]).toEqual([422, 1]);
    expect(body.errors[0]).toMatchObject({ rule, found, suggestion });
  });

  it('a continuation that it did not give out', async () => {
    const { admin } = await tenantWithDevices();
    expect((await admin.call('GET', 'devices?continuation=Li4vLi4')).status).toBe(422);
  });

  it('a continuation that it gave out to other filters, or to another tenant', async () => {
    const [{ admin }, other] = [await tenantWithDevices(), await tenantWithDevices()];
    const { continuation } = (await admin.call('GET', 'devices?limit=1')).body;
    expect((await admin.call('GET', `devices?limit=2&continuation=${continuation}`)).status).toBe(200);
    for (const refused of [
      await admin.call('GET', `devices?status=enrolled&continuation=${continuation}`),
      await other.admin.call('GET', `devices?continuation=${continuation}`),
    ]) {
      expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'continuation']);
    }
  });
});

describe('the list of devices knows', () => {
  const found = async (admin: Manager, query: string) =>
    (await admin.call('GET', `devices?${query}`)).body.items.length;

  it('which devices have something to do, until it is done or taken back', async () => {
    const { admin, person, pc } = await managedPc(service);
    await admin.act(person.deviceId, { type: 'resync' }, 'one');
    await admin.act(
      person.deviceId,
      { type: 'handoff', discoveryUrl: 'https://mdm.contoso.com', mdmEnterpriseId: 'contoso.com' },
      'two',
    );
    expect([await found(admin, 'action=resync'), await found(admin, 'action=wipe')]).toEqual([1, 0]);
    await admin.cancel(person.deviceId, 'two');
    expect([await found(admin, 'action=handoff'), await found(admin, 'action=any')]).toEqual([0, 1]);
    await pc.sync();
    expect(await found(admin, 'action=any')).toBe(0);
  });

  it('where the protection is in force', async () => {
    const { admin } = await managedPc(service);
    expect([await found(admin, 'wip=inForce'), await found(admin, 'wip=none')]).toEqual([1, 0]);
  });

  it('who was not here since, to the second', async () => {
    const { admin } = await managedPc(service);
    const [device] = (await admin.call('GET', 'devices')).body.items;
    const { lastSyncAt } = await admin.device(device.deviceId);
    const at = (ms: number) => new Date(Date.parse(lastSyncAt) + ms).toISOString();
    expect(await found(admin, `notSeenSince=${at(0)}`)).toBe(0);
    expect(await found(admin, `notSeenSince=${at(1)}`)).toBe(1);
  });
});

describe('the list of devices', () => {
  it.each([
    ['', ['ADA-PC', 'Ada-Laptop', 'BO-PC', 'SPARE']],
    [`user=${ADA}`, ['ADA-PC', 'Ada-Laptop']],
    [`user=${ADA.toUpperCase()}`, ['ADA-PC', 'Ada-Laptop']],
    ['status=unenrolled', ['BO-PC']],
    ['policy=strict', ['Ada-Laptop']],
    ['name=ada', ['ADA-PC', 'Ada-Laptop']],
    ['name=BO@', ['BO-PC']],
    ['failing=true', ['Ada-Laptop']],
    ['failing=false&status=enrolled', ['ADA-PC', 'SPARE']],
    [`user=${BO}&policy=pcs`, []],
  ])('with %j names %j', async (query, expected) => {
    const { admin } = await tenantWithDevices();
    expect(names((await admin.call('GET', `devices?${query}`)).body)).toEqual([...expected].sort());
  });

  it.each(['', '&status=enrolled'])('leads through every page once%s', async (filter) => {
    const { admin } = await tenantWithDevices();
    const seen: string[] = [];
    let next = '';
    do {
      const { body } = await admin.call('GET', `devices?limit=1${filter}${next}`);
      expect(body.items.length).toBeLessThanOrEqual(1);
      seen.push(...names(body));
      next = body.continuation === undefined ? '' : `&continuation=${body.continuation}`;
    } while (next !== '');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(filter === '' ? 4 : 3);
  });
});

describe('the audit trail', () => {
  it.each(['from=yesterday', 'outcome=perhaps', 'actor=me', 'continuation=x.y.z', 'month=202611'])(
    'refuses %s',
    async (query) => {
      const { admin } = await managedPc(service);
      expect((await admin.call('GET', `audit?${query}`)).status).toBe(422);
    },
  );

  it('tells who did what, before and after, newest first, and filters', async () => {
    const { admin, person } = await managedPc(service);
    await admin.act(person.deviceId, { type: 'resync' }, 'again');
    const { body } = await admin.call('GET', 'audit');
    const times = body.items.map(({ at }: { at: string }) => at);
    expect(times).toEqual([...times].sort().reverse());
    const of = async (query: string) =>
      (await admin.call('GET', `audit?${query}`)).body.items.map(({ action }: { action: string }) => action);
    expect(new Set(await of('action=policy.'))).toEqual(new Set(['policy.save']));
    expect(await of(`device=${person.deviceId}&action=action.request`)).toEqual(['action.request']);
    expect(await of('to=2026-01-01T00:00:00Z')).toEqual([]);
    const [{ actor }] = (await admin.call('GET', 'audit?action=policy.save')).body.items;
    expect(new Set(await of(`actor=${actor}&outcome=done`))).toEqual(
      new Set(['policy.save', 'tenant.settings', 'action.request']),
    );
    expect(await of(`actor=${newGuid()}`)).toEqual([]);
    const [settings] = (await admin.call('GET', 'audit?action=tenant.settings')).body.items;
    expect(JSON.parse(settings.facts.after)).toMatchObject({ defaultPolicy: 'pcs' });
    expect(JSON.parse(settings.facts.before)).not.toHaveProperty('defaultPolicy', 'pcs');
  });

  it('comes as JSON lines with a link to the next page', async () => {
    const { person } = await managedPc(service);
    const token = await managerToken(service, person.tenantId, 'Mam.Reader');
    const rows: unknown[] = [];
    let path: string | undefined = '/api/v1/audit?limit=2&format=jsonl';
    for (let page = 0; path !== undefined && page < 50; page += 1) {
      const reply = await fetch(`${service.origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
      expect([path, reply.status, reply.headers.get('content-type')]).toEqual([path, 200, 'application/x-ndjson']);
      rows.push(
        ...(await reply.text())
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line)),
      );
      path = /^<([^>]+)>; rel="next"$/.exec(reply.headers.get('link') ?? '')?.[1];
    }
    const { body } = await (await managerOf(service, person.tenantId)).call('GET', 'audit?limit=1000');
    expect(rows).toEqual(body.items);
    expect(rows.length).toBeGreaterThan(2);
  });
});

describe('the audit trail as JSON lines', () => {
  const read = async (tenantId: string, query: string, accept: string) => {
    const authorization = `Bearer ${await managerToken(service, tenantId, 'Mam.Reader')}`;
    const reply = await fetch(`${service.origin}/api/v1/audit${query}`, { headers: { authorization, accept } });
    return { status: reply.status, type: reply.headers.get('content-type'), link: reply.headers.get('link') };
  };

  it.each([
    ['', 'application/x-ndjson', 'application/x-ndjson'],
    ['', 'application/json, application/x-ndjson;q=0.5', 'application/x-ndjson'],
    ['?format=jsonl', '*/*', 'application/x-ndjson'],
    ['', '*/*', 'application/json'],
    ['?format=json', 'application/x-ndjson', 'application/json'],
    ['?format=csv', 'application/x-ndjson', 'application/problem+json'],
  ])('for the query %j and Accept %j come as %s', async (query, accept, type) => {
    const { tenantId } = await onboard(service);
    expect((await read(tenantId, query, accept)).type).toBe(type);
  });

  it('are refused to a reader of logs, as the trail is', async () => {
    const { tenantId } = await onboard(service);
    const reader = await managerOf(service, tenantId, ['Mam.LogReader']);
    expect((await reader.call('GET', 'audit?format=jsonl')).status).toBe(403);
    expect((await reader.call('GET', 'proofs')).status).toBe(403);
  });

  it('have no link on the last page', async () => {
    const { tenantId } = await onboard(service);
    expect((await read(tenantId, '?format=jsonl', '*/*')).link).toBeNull();
  });
});

describe('the audit trail over months', () => {
  const DAY_MS = 86_400_000;

  async function trailOf(...daysAgo: readonly number[]): Promise<{ admin: Manager; times: readonly string[] }> {
    const person = await onboard(service);
    const { tenantId } = keyOf(person);
    const times = daysAgo.map((days) => new Date(Date.now() - days * DAY_MS).toISOString());
    for (const at of times) {
      const row = { id: newGuid(), tenantId, at, action: 'policy.save', outcome: 'done' } as const;
      await service.store.audit.put({ ...row, correlationId: newCorrelationId() });
    }
    return { admin: await managerOf(service, person.tenantId), times };
  }

  async function walk(admin: Manager, query: string): Promise<{ seen: string[]; pages: number }> {
    const seen: string[] = [];
    let next = '';
    let pages = 0;
    do {
      const { body } = await admin.call('GET', `audit?${query}${next}`);
      seen.push(...body.items.map(({ at }: { at: string }) => at));
      next = body.continuation === undefined ? '' : `&continuation=${body.continuation}`;
      pages += 1;
    } while (next !== '' && pages < 100);
    return { seen, pages };
  }

  it('leads through every row of a span once, newest first, over months without any', async () => {
    const { admin, times } = await trailOf(1, 2, 40, 41, 200, 399, 401);
    const from = new Date(Date.now() - 400 * DAY_MS).toISOString();
    for (const limit of [1, 2, 1000]) {
      expect((await walk(admin, `limit=${limit}&from=${from}`)).seen).toEqual(times.slice(0, 6));
    }
  });

  it('begins at the end of the span, and ends at its beginning, both inclusive', async () => {
    const { admin, times } = await trailOf(1, 2, 3, 4);
    const [, second = '', third = ''] = times;
    expect((await walk(admin, `from=${third}&to=${second}`)).seen).toEqual([second, third]);
    expect((await walk(admin, `from=${second}&to=${third}`)).seen).toEqual([]);
  });

  it.each([
    'from=0001-01-01T00:00:00Z',
    'to=9999-12-31T00:00:00Z',
    'from=0001-01-01T00:00:00Z&to=0002-01-01T00:00:00Z',
  ])('is through after few pages, however large the span: %s', async (query) => {
    const { admin } = await trailOf();
    expect((await walk(admin, query)).pages).toBeLessThan(5);
  });
});

describe('the proofs', () => {
  it('name each wipe that a device confirmed', async () => {
    const { admin, person, pc } = await managedPc(service);
    await admin.act(person.deviceId, { type: 'wipe' }, 'wipe-1');
    await pc.sync();
    expect((await admin.call('GET', 'proofs')).body.items).toMatchObject([
      { action: 'wipe-1', deviceId: person.deviceId },
    ]);
  });
});
