import { readFileSync } from 'node:fs';
import { TableClient } from '@azure/data-tables';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { addUser, consent } from '../../local/directory/directory';
import type { ComplianceRecord } from '../../shared/compliance/verdict';
import { parseTenantId } from '../../shared/ids';
import { newGuid } from '../../shared/random';
import { tenantSettings } from '../../shared/tenant/tenant';
import { addCustomer, type Customer } from '../support/directory';
import { keyOf, managerOf, pcOf, setTenant, WIP_POLICY } from '../support/managed-pc';
import { type OnboardingWorld, startWorld } from '../support/onboarding';
import { answerTo, commandsOf, inShort, opening, type RawDevice, rawDevice } from '../support/raw-device';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterEach(() => service.tables.reset());
afterAll(() => service.stop());

const KB = 1024;
const LIVE = 'live_';

/** The calls since the last reset: `GET devices`, `POST devices of 2` for a batch. */
const calls = (of = service): string[] =>
  of.tables.calls.map(({ method, table, path, operations }) =>
    path === '$batch' ? `${method} ${table} of ${operations}` : `${method} ${table}`,
  );

const bytes = (): number => service.tables.calls.reduce((sum, call) => sum + call.bytes, 0);

/** A device that has the policy, and of which nothing is to be done. */
async function settled(policy: object = WIP_POLICY): Promise<RawDevice> {
  const device = await rawDevice(service, { policy });
  await device.session('1');
  return device;
}

const liveOf = ({ person }: RawDevice) =>
  service.store.devices.loadLive(keyOf(person).tenantId, keyOf(person).deviceId);

async function auditCount({ person }: RawDevice): Promise<number> {
  const month = new Date().toISOString().slice(0, 7).replace('-', '');
  return (await service.store.audit.list(keyOf(person).tenantId, month, { size: 200 })).entries.length;
}

const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * A PC that was here last at a time, whose report has got too old since it was judged compliant, in a tenant that gives
 * exits and nothing else.
 */
async function unjudged(seenAt: Date): Promise<RawDevice> {
  const device = await rawDevice(service, { policy: { ...WIP_POLICY, compliance: { requireFirewall: true } } });
  await setTenant(device.admin, { writeCompliance: true });
  await device.session('1');
  const live = await liveOf(device);
  const record = live.state?.value.compliance;
  if (live.state === undefined || live.session === undefined || record === undefined) throw new Error('it was judged');
  const at = '2026-01-05T08:00:00.000Z';
  const compliance: ComplianceRecord = {
    ...record,
    findings: [],
    history: [{ state: 'compliant', at, codes: [] }],
    unknownIs: 'notCompliant',
    reportUntil: at,
  };
  const session = { ...live.session.value, at: seenAt.toISOString() };
  await service.store.devices.writeSync(keyOf(device.person), live, {
    session,
    state: { ...live.state.value, compliance },
  });
  const operator = await managerOf(service, service.homeTenant, ['Mam.Operator']);
  const suspended = { displayName: 'Contoso', status: 'suspended' };
  await operator.call('PUT', `operator/tenants/${device.person.tenantId}`, suspended);
  return device;
}

const naming = (name: string) => ({ schemaVersion: 1, name, network: { neutralResources: [`${name}.example`] } });

describe('budget: with nothing to do one HTTP message, one read, one write', () => {
  it('is one message, one GET of the live_ range and one PUT of live_session, and no tenant read within the minute', async () => {
    const device = await settled();
    service.tables.reset();
    expect(await device.session('2')).toHaveLength(1);
    expect(calls()).toEqual(['GET devices', 'PUT devices']);
    expect(service.tables.calls[1]?.path).toContain("RowKey='live_session'");
  });

  it('costs no more where the directory is told how PCs stand, and time has changed nothing', async () => {
    const compliance = { requireFirewall: true, maxSilentDays: 10 };
    const device = await rawDevice(service, { policy: { ...WIP_POLICY, compliance } });
    await setTenant(device.admin, { writeCompliance: true });
    await device.session('1');
    await device.session('2');
    service.tables.reset();
    expect(await device.session('3')).toHaveLength(1);
    expect(calls()).toEqual(['GET devices', 'PUT devices']);
  });

  it('costs no more where a report got too old and nobody judges the PC anew, at every sync', async () => {
    const device = await unjudged(new Date());
    for (const sessionId of ['2', '3']) {
      service.tables.reset();
      expect(await device.session(sessionId)).toHaveLength(1);
      expect(calls()).toEqual(['GET devices', 'PUT devices']);
    }
  });

  it('moves under 8 KB to and from storage, and answers in under 2 KB', async () => {
    const device = await settled();
    service.tables.reset();
    const reply = await device.say(opening('2'));
    expect([bytes(), Buffer.byteLength(reply)].map((size) => size > 0)).toEqual([true, true]);
    expect(bytes()).toBeLessThan(8 * KB);
    expect(Buffer.byteLength(reply)).toBeLessThan(2 * KB);
  });

  it('writes live_session with If-Match: two syncs at once are one write that counts and one that is repeated', async () => {
    const device = await settled();
    service.tables.reset();
    await Promise.all(['2', '3'].map((sessionId) => device.say(opening(sessionId))));
    const writes = service.tables.calls.filter(({ method }) => method === 'PUT').map(({ status }) => status);
    const lost = writes.filter((status) => status === 412).length;
    expect(writes.filter((status) => status === 204)).toHaveLength(2);
    expect(writes).toHaveLength(2 + lost);
    expect((await liveOf(device)).session?.value.epoch).toBe(3);
  });
});

describe('budget: each further message one read, one batch write', () => {
  it('is one GET and one batch for every message of a first session', async () => {
    const device = await rawDevice(service, { policy: WIP_POLICY });
    let reply = await device.say(opening('1'));
    let messages = 0;
    for (let msgId = 2; commandsOf(reply).length > 0; msgId++) {
      service.tables.reset();
      reply = await device.say(answerTo(reply, { sessionId: '1', msgId }));
      const ofDevice = calls().filter((call) => !call.endsWith('roster'));
      expect(ofDevice).toEqual(['GET devices', 'POST devices of 2']);
      messages += 1;
    }
    expect(messages).toBeGreaterThan(1);
  });
});

describe('budget: at most one read of the tenant row per instance, tenant and minute', () => {
  it('is one on an instance that never saw the tenant, and none after it', async () => {
    const [device, other] = [await settled(), await service.startInstance()];
    try {
      service.tables.reset();
      for (const sessionId of ['2', '3', '4']) await device.session(sessionId, other.origin);
      expect(calls().filter((call) => call === 'GET tenants')).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });
});

describe('budget: the policy revision only where something must be rendered (planKey)', () => {
  it('does not load the document on an instance that has nothing cached while planKey stands', async () => {
    const [device, other] = [await settled(), await service.startInstance()];
    try {
      service.tables.reset();
      await device.session('2', other.origin);
      expect(calls()).toEqual(['GET tenants', 'GET devices', 'PUT devices']);
      expect(service.tables.calls[0]?.path).toContain("RowKey='tenant'");
    } finally {
      await other.stop();
    }
  });

  it('loads it there once when the plan has changed', async () => {
    const [device, other] = [await settled(), await service.startInstance()];
    try {
      await device.admin.savePolicy({ ...WIP_POLICY, network: { neutralResources: ['login.contoso.com'] } });
      service.tables.reset();
      const [first = ''] = await device.session('2', other.origin);
      expect(inShort(first)).toEqual(['Replace NeutralResources']);
      expect(calls().filter((call) => call === 'GET tenants')).toHaveLength(2);
    } finally {
      await other.stop();
    }
  });
});

describe('budget: group assignment is resolved for tenants that use groups only, and kept with its time', () => {
  let world: OnboardingWorld;
  let customer: Customer;
  beforeAll(async () => {
    world = await startWorld();
    vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
    vi.stubEnv('IDENTITY_HEADER', 'header');
    customer = addCustomer(world.standIns);
    consent(customer.tenant, world.standIns.application);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await world.stop();
  });

  /** A PC of a member of the customer's group, in its tenant with these assignments, and how to let Graph fail for it. */
  async function memberPc() {
    const { standIns, service: here } = world;
    const id = parseTenantId(customer.tenant.id);
    if (id === undefined) throw new Error('the customer has a tenant id');
    if ((await here.store.tenants.load(id)) === undefined) {
      const settings = tenantSettings.parse({ termsRequired: false });
      await here.store.tenants.create({ id, displayName: 'Contoso', status: 'active', settings });
    }
    const admin = await managerOf({ ...here, entra: standIns.entra }, id);
    await admin.savePolicy(naming('default'));
    await admin.savePolicy(naming('strict'), 'strict');
    await setTenant(admin, { assignments: [{ group: customer.groupId, policy: 'strict', priority: 1 }] });
    const user = addUser(customer.tenant, { name: 'Eve' });
    user.groups.add(customer.groupId);
    const pc = pcOf({ ...here, entra: standIns.entra }, { tenantId: id, userId: user.id, deviceId: newGuid() });
    await pc.enroll(`${here.origin}/mam/enroll`);
    const down = (times: number) => standIns.graph.trouble({ status: 503, times, only: new RegExp(user.id) });
    return { pc, down };
  }

  it('costs no further call within the day, even while Graph is down: the last known one stands', async () => {
    const { pc, down } = await memberPc();
    expect((await pc.sync()).applied).toHaveLength(1);
    down(20);
    world.service.tables.reset();
    expect(await pc.sync()).toMatchObject({ ended: 'normally', applied: [] });
    expect(calls(world.service)).toEqual(['GET devices', 'PUT devices']);
  });

  it('ends politely without a policy while Graph is down and nothing was ever known', async () => {
    const { pc, down } = await memberPc();
    down(50);
    expect(await pc.sync()).toMatchObject({ ended: 'normally', applied: [] });
  });
});

describe('budget: everything that asks the device is bundled into one sync when due, and devices are spread', () => {
  async function driftDue(device: RawDevice): Promise<void> {
    const live = await liveOf(device);
    if (live.state === undefined || live.session === undefined) throw new Error('the device has synced');
    const state = { ...live.state.value, driftCheckAt: new Date(Date.now() - 1000).toISOString() };
    await service.store.devices.writeSync(keyOf(device.person), live, { session: live.session.value, state });
  }

  it('reads everything back in one message of one sync, and asks nothing in the next', async () => {
    const device = await settled();
    await driftDue(device);
    const first = await device.say(opening('2'));
    const { settings = [] } = (await liveOf(device)).state?.value ?? {};
    const reads = commandsOf(first).filter(({ verb }) => verb === 'Get');
    expect(reads.length).toBeGreaterThan(2);
    expect(commandsOf(first)).toHaveLength(reads.length);
    expect(reads.length).toBeGreaterThanOrEqual(settings.length - 4);
    await device.say(answerTo(first, { sessionId: '2', msgId: 2 }, 404));
    await device.session('3');
    expect(inShort(await device.say(opening('4')))).toEqual([]);
  });

  it('gives a device a time of its own, at most a week away', async () => {
    const devices = await Promise.all([settled(), settled(), settled()]);
    const due = await Promise.all(devices.map(async (device) => (await liveOf(device)).state?.value.driftCheckAt));
    const days = due.map((at) => (Date.parse(at ?? '') - Date.now()) / 86_400_000);
    for (const day of days) expect(day > 0.99 && day < 7.01).toBe(true);
    expect(new Set(days.map((day) => Math.round(day * 1440))).size).toBeGreaterThan(1);
  });
});

describe('budget: a sync writes no audit row unless something happened', () => {
  it('writes none for a whole first session, nor for one without change', async () => {
    const device = await rawDevice(service, { policy: WIP_POLICY });
    const before = await auditCount(device);
    service.tables.reset();
    await device.session('1');
    await device.session('2');
    expect(calls().filter((call) => call.includes('audit'))).toEqual([]);
    expect(await auditCount(device)).toBe(before);
  });

  it('writes one when an action goes out', async () => {
    const device = await settled();
    await device.admin.act(device.person.deviceId, { type: 'unenroll' }, 'leave');
    const before = await auditCount(device);
    await device.say(opening('2'));
    expect(await auditCount(device)).toBe(before + 1);
  });
});

describe('budget: roster is moved on change only', () => {
  const rosterWrites = () => calls().filter((call) => call.includes('roster'));

  it('is written once when the policy has arrived, and not by syncs without change', async () => {
    const device = await rawDevice(service, { policy: WIP_POLICY });
    service.tables.reset();
    await device.session('1');
    expect(rosterWrites()).toHaveLength(1);
    service.tables.reset();
    for (const sessionId of ['2', '3']) await device.session(sessionId);
    expect(rosterWrites()).toEqual([]);
  });

  it('is written once more when a newer revision has arrived', async () => {
    const device = await settled();
    await device.admin.savePolicy({ ...WIP_POLICY, network: { neutralResources: ['login.contoso.com'] } });
    service.tables.reset();
    await device.session('2');
    expect(rosterWrites()).toHaveLength(1);
  });
});

describe('what the roster says of a PC that nobody judges anew', () => {
  const verdictOf = async ({ person }: RawDevice) =>
    (await service.store.roster.load(keyOf(person).tenantId, keyOf(person).deviceId))?.compliance?.state;

  it('is how it stands by now, and not how it was judged last', async () => {
    const device = await unjudged(new Date(Date.now() - WEEK_MS));
    service.tables.reset();
    await device.session('2');
    expect(calls().filter((call) => call.endsWith(' due'))).toEqual([]);
    expect(await verdictOf(device)).toBe('notCompliant');
  });
});

describe('budget: caches and other instances', () => {
  let other: Awaited<ReturnType<TestService['startInstance']>>;
  beforeEach(async () => {
    other = await service.startInstance();
  });
  afterEach(() => other.stop());

  it('a stale instance never takes back what the other delivered', async () => {
    const device = await rawDevice(service, { policy: naming('old') });
    await device.session('1', other.origin);
    await device.admin.savePolicy(naming('new'));
    const [delivered = ''] = await device.session('2');
    expect(delivered).toContain('new.example');
    service.tables.reset();
    const [stale = ''] = await device.session('3', other.origin);
    expect(inShort(stale)).toEqual([]);
    expect(stale).not.toContain('old.example');
    expect(calls()).toEqual(['GET devices', 'GET tenants', 'PUT devices']);
  });

  it('a stale instance in the middle of a session goes on with what the other decided', async () => {
    const device = await rawDevice(service, { policy: naming('old') });
    await device.session('1', other.origin);
    await device.admin.savePolicy({ ...WIP_POLICY, ...naming('new') });
    let reply = await device.say(opening('2'));
    for (let msgId = 2; commandsOf(reply).length > 0; msgId++) {
      reply = await device.say(answerTo(reply, { sessionId: '2', msgId }), other.origin);
      expect(reply).not.toContain('old.example');
    }
    expect((await liveOf(device)).state?.value.policy?.revision).toBe(2);
  });

  it('a rollback is a higher revision, which a stale instance follows as well', async () => {
    const device = await rawDevice(service, { policy: naming('one') });
    await device.session('1', other.origin);
    await device.admin.savePolicy(naming('two'));
    await device.session('2');
    const { status } = await device.admin.call('POST', 'policies/pcs/rollback', { revision: 1 });
    expect(status).toBe(200);
    const [back = ''] = await device.session('3');
    expect(back).toContain('one.example');
    expect(inShort((await device.session('4', other.origin))[0] ?? '')).toEqual([]);
    expect((await liveOf(device)).state?.value.policy?.revision).toBe(3);
  });

  it('a suspension reaches the syncs of the instance that saved it at once', async () => {
    const device = await settled();
    await device.admin.savePolicy({ ...WIP_POLICY, network: { neutralResources: ['login.contoso.com'] } });
    const operator = await managerOf(service, service.homeTenant, ['Mam.Operator']);
    const suspended = { displayName: 'Contoso', status: 'suspended' };
    const { status } = await operator.call('PUT', `operator/tenants/${device.person.tenantId}`, suspended);
    expect(status).toBe(200);
    expect(inShort(await device.say(opening('2')))).toEqual([]);
  });

  it('a wipe is immediate on every instance, for it lies in the partition that is always read', async () => {
    const device = await settled();
    await device.session('2', other.origin);
    await device.admin.act(device.person.deviceId, { type: 'wipe' });
    expect(inShort(await device.say(opening('3'), other.origin))).toEqual(['Replace RevokeOnUnenroll']);
  });

  it('enrollment reads the tenant fresh: a suspension that another instance saved refuses it at once', async () => {
    const device = await settled();
    await device.session('2', other.origin);
    const operator = await managerOf(service, service.homeTenant, ['Mam.Operator'], other.origin);
    const suspended = { displayName: 'Contoso', status: 'suspended' };
    await operator.call('PUT', `operator/tenants/${device.person.tenantId}`, suspended);
    await expect(device.enrollAgain()).rejects.toThrow('Authorization');
  });
});

describe('budget: device rows under 32 KB for a policy of 150 settings', () => {
  const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
  const everything = JSON.parse(fixture('policies/every-member.json'));
  const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

  /** A root certificate with a serial number of its own; whose signature holds does not matter to whom it is sent. */
  function root(n: number): string {
    const der = Buffer.from(everything.certificates.roots[0], 'base64');
    const serial = der.indexOf(Buffer.of(0xa0, 0x03, 0x02, 0x01, 0x02, 0x02)) + 7;
    der.writeUInt8(n + 1, serial + 3);
    return der.toString('base64');
  }

  /** Every member that there is, and as many profiles and certificates as a document may have. */
  const large = {
    ...everything,
    certificates: {
      roots: times(50, root),
      scep: times(20, (n) => ({ ...everything.certificates.scep[0], id: `scep-${n}` })),
      pfx: times(20, (n) => ({ ...everything.certificates.pfx[0], id: `pfx-${n}` })),
    },
    vpn: times(20, (n) => ({ ...everything.vpn[1], name: `Partner VPN ${n}` })),
    wifi: times(20, (n) => ({ ...everything.wifi[0], name: `Corp Net ${n}` })),
  };

  /** Bytes of the live_ rows as Table Storage counts them: two a character of names and texts, the rest as it is. */
  async function liveBytes({ person }: RawDevice): Promise<number> {
    const options = { allowInsecureConnection: true };
    const table = TableClient.fromConnectionString(inject('tablesConnection'), 'devices', options);
    const { tenantId, deviceId } = keyOf(person);
    const filter = `PartitionKey eq '${tenantId}_${deviceId}' and RowKey ge '${LIVE}' and RowKey lt 'live\`'`;
    let sum = 0;
    for await (const row of table.listEntities({ queryOptions: { filter } })) {
      sum += Object.entries(row).reduce((size, [name, value]) => size + 2 * name.length + bytesOf(value), 0);
    }
    return sum;
  }

  function bytesOf(value: unknown): number {
    if (value instanceof Uint8Array) return value.length;
    return typeof value === 'string' ? 2 * value.length : 8;
  }

  it('when all of them were saved through the API, were delivered and are acknowledged, and while they are under way', async () => {
    const device = await rawDevice(service, { policy: large });
    let reply = await device.say(opening('1'));
    const sizes = [await liveBytes(device)];
    for (let msgId = 2; commandsOf(reply).length > 0; msgId++) {
      reply = await device.say(answerTo(reply, { sessionId: '1', msgId }));
      sizes.push(await liveBytes(device));
    }
    const { settings = [] } = (await liveOf(device)).state?.value ?? {};
    expect(settings.length).toBeGreaterThanOrEqual(150);
    expect(settings.every(({ acknowledged, tried }) => acknowledged === tried)).toBe(true);
    expect(Math.min(...sizes)).toBeGreaterThan(KB);
    expect(Math.max(...sizes)).toBeLessThan(32 * KB);
  });

  it('when the device refuses them all', async () => {
    const device = await rawDevice(service, { policy: large });
    let reply = await device.say(opening('1'));
    for (let msgId = 2; commandsOf(reply).length > 0 && msgId < 20; msgId++) {
      reply = await device.say(answerTo(reply, { sessionId: '1', msgId }, 500));
    }
    const { settings = [] } = (await liveOf(device)).state?.value ?? {};
    expect(settings.filter(({ code }) => code === 500).length).toBeGreaterThan(100);
    expect(await liveBytes(device)).toBeLessThan(32 * KB);
  });

  it('and a sync without change of such a device still is one GET and one PUT, under 64 KB', async () => {
    const device = await rawDevice(service, { policy: large });
    await device.session('1');
    service.tables.reset();
    expect(await device.session('2')).toHaveLength(1);
    expect(calls()).toEqual(['GET devices', 'PUT devices']);
    expect(bytes()).toBeLessThan(64 * KB);
  });
});
