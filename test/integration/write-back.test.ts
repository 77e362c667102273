import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { composeService } from '../../functions/compose';
import { keepHouse } from '../../functions/housekeeping/keep-house';
import type { Work } from '../../functions/http';
import { consent } from '../../local/directory/directory';
import { type LocalTables, startTables } from '../../local/tables';
import { ServiceError } from '../../shared/errors';
import { createLog } from '../../shared/log';
import { newCorrelationId, newGuid } from '../../shared/random';
import { createTables } from '../../shared/storage/tables';
import { type TenantSettings, tenantSettings } from '../../shared/tenant/tenant';
import { addCustomer, CLIENT_ID, type Customer } from '../support/directory';
import { keyOf, type ManagedPc, managerOf, type PcSetup, pcOf, setTenant, WIP_POLICY } from '../support/managed-pc';
import { type OnboardingWorld, startWorld } from '../support/onboarding';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** When a look at what a sync has announced is due. */
const SOON = 2 * MINUTE;

const FIREWALL = './Vendor/MSFT/DeviceStatus/Firewall/Status';
const POLICY = { ...WIP_POLICY, compliance: { requireFirewall: true, graceHours: 24, maxSilentDays: 10 } };

// A storage of its own: housekeeping looks at everything that is due.
let tables: LocalTables;
let world: OnboardingWorld;
let composed: ReturnType<typeof composeService>;
beforeAll(async () => {
  tables = await startTables({ port: 0 });
  await createTables({ connectionString: tables.connectionString });
  world = await startWorld({ AzureWebJobsStorage: tables.connectionString });
  const { standIns } = world;
  vi.stubEnv('IDENTITY_ENDPOINT', standIns.entra.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', 'header');
  composed = compose();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.stop();
  await tables.stop();
});

const compose = () =>
  composeService({
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    MAM_PUBLIC_URL: world.service.origin,
    MAM_CLIENT_ID: CLIENT_ID,
    MAM_DEV_AUTHORITY_URL: world.standIns.entra.origin,
    MAM_DEV_JWKS_URL: world.standIns.entra.jwksUrl,
    MAM_DEV_GRAPH_URL: world.standIns.graph.origin,
    AzureWebJobsStorage: tables.connectionString,
  });

// The time of housekeeping goes on in every test, and begins anew with the next one.
let passed = 0;
beforeEach(async () => {
  passed = 0;
  const due = TableClient.fromConnectionString(tables.connectionString, 'due', { allowInsecureConnection: true });
  for await (const { partitionKey = '', rowKey = '' } of due.listEntities())
    await due.deleteEntity(partitionKey, rowKey);
});

const logs: string[] = [];
const note = (line: string) => void logs.push(line);

/** Work whose clock has gone on by what has passed. */
function work(service: Partial<typeof composed> = {}): Work {
  const clock = () => new Date(Date.now() + passed);
  return {
    service: () => ({ ...composed, ...service, clock }),
    correlationId: newCorrelationId(),
    log: createLog({ info: note, warn: note, error: note }),
  };
}

/** Work of a process that asks for a token of its own: the other one goes by what it has for five minutes at least. */
const newcomer = () => work({ directory: compose().directory });

/** Lets time pass, and has house kept then. */
function pass(ms: number) {
  passed += ms;
  return keepHouse(work());
}

interface ToldPc extends ManagedPc {
  readonly customer: Customer;
  /** What the PC reads of itself; a test changes it. */
  readonly readings: Map<string, string | undefined>;
  /** What the directory knows of it. */
  readonly known: () => { isManaged: boolean; isCompliant: boolean } | undefined;
  /** How often the directory was told something of it. */
  readonly patches: () => number;
}

interface Setup {
  readonly settings?: Partial<TenantSettings>;
  readonly policy?: object;
  readonly firewall?: string;
  readonly customer?: Customer;
  readonly allowed?: readonly string[];
}

const MAY_WRITE = ['User.Read.All', 'GroupMember.Read.All', 'Device.ReadWrite.All'];

/** A PC that has enrolled and synced, in a tenant whose directory is told. */
async function toldPc(setup: Setup = {}): Promise<ToldPc> {
  const { standIns, service } = world;
  const { settings = { writeCompliance: true }, policy = POLICY, firewall = '0', allowed = MAY_WRITE } = setup;
  const customer = setup.customer ?? addCustomer(standIns);
  consent(customer.tenant, { ...standIns.application, graphPermissions: allowed });
  const person = { tenantId: customer.tenant.id, userId: newGuid(), deviceId: newGuid() };
  customer.tenant.devices.set(person.deviceId, {
    id: newGuid(),
    deviceId: person.deviceId,
    displayName: 'ADA-PC',
    trustType: 'Workplace',
    isManaged: false,
    isCompliant: false,
  });
  const { tenantId } = keyOf(person);
  if (setup.customer === undefined) {
    const created = { id: tenantId, displayName: 'Contoso', status: 'active' } as const;
    await composed.store.tenants.create({ ...created, settings: tenantSettings.parse(settings) });
  }
  const here = { ...service, entra: standIns.entra };
  const admin = await managerOf(here, tenantId);
  if (setup.customer === undefined) {
    await admin.savePolicy(policy);
    await setTenant(admin, settings);
  }
  const readings = new Map<string, string | undefined>([[FIREWALL, firewall]]);
  const pcSetup: PcSetup = { readings };
  const pc = pcOf(here, person, pcSetup);
  await pc.enroll(`${service.origin}/mam/enroll`);
  await pc.sync();
  const isPatch = ({ method, path }: { method: string; path: string }) =>
    method === 'PATCH' && decodeURIComponent(path).includes(person.deviceId);
  const known = () => customer.tenant.devices.get(person.deviceId);
  return {
    person,
    pc,
    admin,
    customer,
    readings,
    known,
    patches: () => standIns.graph.requests.filter(isPatch).length,
  };
}

/** Has housekeeping look at a device once more, whatever happened. */
const look = ({ person }: ManagedPc) => {
  const { tenantId, deviceId } = keyOf(person);
  const at = new Date(Date.now() + passed).toISOString();
  return composed.store.due.put({ at, kind: 'verdict', tenantId, subject: deviceId });
};

/** Lets what is asked of a PC be due now, and it answers. */
async function tell({ person, pc }: ManagedPc): Promise<void> {
  const key = keyOf(person);
  const live = await composed.store.devices.loadLive(key.tenantId, key.deviceId);
  const { state, session } = live;
  const facts = state?.value.inquiries?.facts;
  if (state === undefined || session === undefined || facts === undefined) throw new Error('nothing was asked');
  const dueAt = '2026-01-01T00:00:00.000Z';
  const aged = { dueAt, facts: facts.facts.map((fact) => ({ ...fact, dueAt })) };
  const inquiries = { ...state.value.inquiries, facts: aged };
  const write = { session: session.value, state: { ...state.value, inquiries } };
  await composed.store.devices.writeSync(key, live, write);
  await pc.sync();
}

/** Lets a PC have been silent for so many days. */
async function silentFor({ person }: ManagedPc, days: number): Promise<void> {
  const key = keyOf(person);
  const live = await composed.store.devices.loadLive(key.tenantId, key.deviceId);
  if (live.session === undefined) throw new Error('the PC has synced');
  const at = new Date(Date.now() - days * DAY).toISOString();
  await composed.store.devices.writeSync(key, live, { session: { ...live.session.value, at } });
}

const directoryOf = async ({ admin, person }: ManagedPc) => (await admin.device(person.deviceId)).directory;

describe('writing back, where the tenant does not want it', () => {
  it('makes no call at all, whatever happens', async () => {
    const told = await toldPc({ settings: {} });
    await pass(SOON);
    told.readings.set(FIREWALL, '1');
    await tell(told);
    await tell(told);
    await pass(2 * DAY);
    await told.pc.unenroll();
    await look(told);
    await pass(2 * DAY);
    expect([told.patches(), told.known()]).toMatchObject([0, { isManaged: false, isCompliant: false }]);
    const tokens = world.standIns.entra.requests.filter((path) =>
      path.includes(`${told.person.tenantId}/oauth2/v2.0/token`),
    );
    expect(tokens).toEqual([]);
    expect(await composed.store.writeBacks.load(keyOf(told.person))).toBeUndefined();
  });
});

describe('writing back', () => {
  it('waits until the sync has written what it announced', async () => {
    const told = await toldPc();
    expect(await pass(0)).toMatchObject({ told: 0 });
    expect(told.patches()).toBe(0);
  });

  it('tells the directory once, and not again while nothing changes', async () => {
    const told = await toldPc();
    expect(await pass(SOON)).toMatchObject({ told: 1, refused: 0, failed: 0, isDone: true });
    expect([told.patches(), told.known()]).toMatchObject([1, { isManaged: true, isCompliant: true }]);
    expect(await directoryOf(told)).toMatchObject({ written: { isManaged: true, isCompliant: true } });
    for (let n = 0; n < 3; n += 1) {
      await told.pc.sync();
      await look(told);
      await pass(HOUR);
    }
    expect(told.patches()).toBe(1);
  });

  it('tells each change once', async () => {
    const told = await toldPc({ policy: { ...POLICY, compliance: { requireFirewall: true } } });
    await pass(SOON);
    told.readings.set(FIREWALL, '1');
    await tell(told);
    await tell(told);
    await pass(SOON);
    expect([told.patches(), told.known()]).toMatchObject([2, { isManaged: true, isCompliant: false }]);
    told.readings.set(FIREWALL, '0');
    await tell(told);
    await pass(SOON);
    expect([told.patches(), told.known()]).toMatchObject([3, { isManaged: true, isCompliant: true }]);
  });

  it('claims nothing of a PC whose policy demands nothing, but that it is managed', async () => {
    const told = await toldPc({ policy: WIP_POLICY });
    await pass(SOON);
    expect([told.patches(), told.known()]).toMatchObject([1, { isManaged: true, isCompliant: false }]);
  });

  it('writes once when two keep house at once', async () => {
    const told = await toldPc();
    passed += SOON;
    const done = await Promise.all([keepHouse(work()), keepHouse(work())]);
    expect(done.reduce((sum, { told: count }) => sum + count, 0)).toBe(1);
    await pass(HOUR);
    expect([told.patches(), told.known()]).toMatchObject([1, { isCompliant: true }]);
  });

  it('tells that a grace has ended, though no sync came', async () => {
    const told = await toldPc({ firewall: '1' });
    await tell(told);
    await pass(SOON);
    expect([told.patches(), told.known()]).toMatchObject([1, { isCompliant: true }]);
    await pass(23 * HOUR);
    expect(told.patches()).toBe(1);
    await pass(2 * HOUR);
    expect([told.patches(), told.known()]).toMatchObject([2, { isManaged: true, isCompliant: false }]);
    const { tenantId, deviceId } = keyOf(told.person);
    expect((await composed.store.roster.load(tenantId, deviceId))?.compliance?.state).toBe('notCompliant');
  });

  it('tells that a PC has fallen silent, and that it is back', async () => {
    const told = await toldPc();
    await pass(SOON);
    await silentFor(told, 11);
    await pass(11 * DAY);
    expect([told.patches(), told.known()]).toMatchObject([2, { isManaged: true, isCompliant: false }]);
    await told.pc.sync();
    const { history, state } = (await told.admin.device(told.person.deviceId)).compliance;
    expect([state, history.map((change: { state: string }) => change.state)]).toEqual([
      'compliant',
      ['compliant', 'notCompliant', 'compliant'],
    ]);
    await silentFor(told, -12);
    await look(told);
    await pass(SOON);
    expect([told.patches(), told.known()]).toMatchObject([3, { isCompliant: true }]);
  });

  it('takes back what it claimed when a PC leaves, and forgets it', async () => {
    const told = await toldPc();
    await pass(SOON);
    await told.pc.unenroll();
    await pass(SOON);
    expect([told.patches(), told.known()]).toMatchObject([2, { isManaged: false, isCompliant: false }]);
    expect(await composed.store.writeBacks.load(keyOf(told.person))).toBeUndefined();
    await look(told);
    await pass(HOUR);
    expect(told.patches()).toBe(2);
  });

  it('tells of every PC that is there when it is turned on, and of none when it is turned off', async () => {
    const one = await toldPc({ settings: {} });
    const two = await toldPc({ customer: one.customer });
    await pass(SOON);
    expect([one.patches(), two.patches()]).toEqual([0, 0]);
    await setTenant(one.admin, { writeCompliance: true });
    await pass(2 * SOON);
    expect([one.patches(), two.patches()]).toEqual([1, 1]);
    await setTenant(one.admin, { writeCompliance: false });
    await one.pc.unenroll();
    await look(one);
    await pass(SOON);
    expect(one.patches()).toBe(1);
    await setTenant(one.admin, { writeCompliance: true });
    await pass(2 * SOON);
    expect([one.known(), two.patches()]).toMatchObject([{ isManaged: false }, 1]);
  });
});

describe('a look while a sync comes', () => {
  /** A PC that is listed otherwise than it stands, and how it is listed. */
  async function listedOtherwise() {
    const told = await toldPc();
    const { tenantId, deviceId } = keyOf(told.person);
    const entry = async () => {
      const found = await composed.store.roster.load(tenantId, deviceId);
      if (found === undefined) throw new Error('the PC is listed');
      return found;
    };
    const since = '2026-01-05T08:00:00.000Z';
    const put = async (changedAt: Date) =>
      composed.store.roster.put({
        ...(await entry()),
        compliance: { state: 'notCompliant', since },
        changedAt: changedAt.toISOString(),
      });
    return { told, entry, put };
  }
  const later = () => new Date(Date.now() + passed);
  const long = new Date('2026-01-05T08:00:00.000Z');

  it('does not put an older verdict over that of a sync that wrote behind the reading of the device', async () => {
    const { told, entry, put } = await listedOtherwise();
    await put(long);
    const { devices } = composed.store;
    const loadLive: typeof devices.loadLive = async (...args) => {
      const live = await devices.loadLive(...args);
      await put(long);
      return live;
    };
    passed += SOON;
    await keepHouse(work({ store: { ...composed.store, devices: { ...devices, loadLive } } }));
    expect([(await entry()).compliance?.state, told.patches()]).toEqual(['notCompliant', 0]);
    await pass(SOON);
    expect([(await entry()).compliance?.state, told.patches()]).toEqual(['compliant', 1]);
  });

  it('waits for a sync that has written the lists and not yet the device', async () => {
    const { told, entry, put } = await listedOtherwise();
    passed += SOON;
    await put(later());
    await keepHouse(work());
    expect([(await entry()).compliance?.state, told.patches()]).toEqual(['notCompliant', 0]);
    await pass(SOON);
    expect([(await entry()).compliance?.state, told.patches()]).toEqual(['compliant', 1]);
  });
});

describe('a directory that refuses', () => {
  it('is explained to the administrator, and not asked for every PC, nor every hour', async () => {
    const one = await toldPc({ allowed: ['User.Read.All', 'GroupMember.Read.All'] });
    const two = await toldPc({ customer: one.customer, allowed: ['User.Read.All', 'GroupMember.Read.All'] });
    const patches = () => one.patches() + two.patches();
    expect(await pass(SOON)).toMatchObject({ told: 0, refused: 1, failed: 0 });
    for (let hour = 0; hour < 23; hour += 1) await pass(HOUR);
    expect(patches()).toBe(1);
    const { body } = await one.admin.call('GET', 'tenant');
    expect(body.directory).toMatchObject({
      code: 'graph.forbidden',
      meaning: expect.stringContaining('approved'),
      remedy: expect.stringContaining('writeCompliance'),
    });
    expect(Math.round((Date.parse(body.directory.nextTryAt) - Date.parse(body.directory.at)) / HOUR)).toBe(24);
    const problems = [await directoryOf(one), await directoryOf(two)].flatMap((view) => view?.problem ?? []);
    expect(problems).toMatchObject([{ code: 'graph.forbidden', meaning: expect.stringContaining('approved') }]);
    await pass(2 * HOUR);
    expect(patches()).toBe(2);
    consent(one.customer.tenant, { ...world.standIns.application, graphPermissions: MAY_WRITE });
    passed += 25 * HOUR;
    await keepHouse(newcomer());
    expect([one.known(), two.known()]).toMatchObject([{ isCompliant: true }, { isCompliant: true }]);
    expect((await one.admin.call('GET', 'tenant')).body).not.toHaveProperty('directory');
  });

  it('is asked again at once by who turns the setting off and on', async () => {
    const told = await toldPc({ allowed: ['User.Read.All', 'GroupMember.Read.All'] });
    await pass(SOON);
    expect(told.patches()).toBe(1);
    consent(told.customer.tenant, { ...world.standIns.application, graphPermissions: MAY_WRITE });
    await setTenant(told.admin, { writeCompliance: false });
    await setTenant(told.admin, { writeCompliance: true });
    passed += 2 * SOON;
    await keepHouse(newcomer());
    expect([told.patches(), told.known()]).toMatchObject([2, { isCompliant: true }]);
  });

  it('is left alone for as long as it asks', async () => {
    const told = await toldPc();
    const throttled = { status: 429, headers: { 'retry-after': String((3 * HOUR) / 1000) } };
    world.standIns.graph.trouble({ ...throttled, only: new RegExp(told.person.deviceId) });
    expect(await pass(SOON)).toMatchObject({ told: 0, refused: 1 });
    for (let hour = 0; hour < 2; hour += 1) await pass(HOUR);
    expect(told.patches()).toBe(1);
    await pass(2 * HOUR);
    expect([told.patches(), told.known()]).toMatchObject([2, { isCompliant: true }]);
  });

  it('is tried less and less while it fails', async () => {
    const told = await toldPc();
    world.standIns.graph.trouble({ status: 500, times: 20, only: new RegExp(told.person.deviceId) });
    await pass(SOON);
    for (let hour = 0; hour < 24; hour += 1) await pass(HOUR);
    expect(told.patches()).toBeGreaterThan(3);
    expect(told.patches()).toBeLessThan(9);
  });

  it('is not told again of a PC that it does not know any more, until that enrolls anew', async () => {
    const told = await toldPc();
    const device = told.customer.tenant.devices.get(told.person.deviceId);
    told.customer.tenant.devices.delete(told.person.deviceId);
    expect(await pass(SOON)).toMatchObject({ refused: 1, failed: 0 });
    await look(told);
    await pass(DAY);
    expect(told.patches()).toBe(1);
    const { problem } = await directoryOf(told);
    expect(problem).toMatchObject({ code: 'graph.not-found', meaning: expect.stringContaining('deleted') });
    expect(problem).not.toHaveProperty('nextTryAt');
    expect((await told.admin.call('GET', 'tenant')).body).not.toHaveProperty('directory');
    if (device !== undefined) told.customer.tenant.devices.set(told.person.deviceId, device);
    await told.pc.enroll(`${world.service.origin}/mam/enroll`);
    await told.pc.sync();
    await look(told);
    await pass(SOON);
    expect([told.patches(), told.known()]).toMatchObject([2, { isManaged: true, isCompliant: true }]);
  });

  it('is told again what it refused for good, once the PC has stood otherwise in between', async () => {
    const told = await toldPc({ policy: { ...POLICY, compliance: { requireFirewall: true } } });
    const become = async (firewall: string) => {
      told.readings.set(FIREWALL, firewall);
      await tell(told);
      await tell(told);
      await pass(SOON);
    };
    await pass(SOON);
    world.standIns.graph.trouble({ status: 409, only: new RegExp(`^PATCH .*${told.person.deviceId}`) });
    await become('1');
    expect(await directoryOf(told)).toMatchObject({ problem: { code: 'graph.conflict' } });
    await become('0');
    expect(await directoryOf(told)).toEqual({ written: expect.objectContaining({ isCompliant: true }) });
    expect(told.patches()).toBe(2);
    await become('1');
    expect([told.patches(), told.known()]).toMatchObject([3, { isManaged: true, isCompliant: false }]);
  });

  it('is told once more, after a while, when the instance died before it could remember that it was told', async () => {
    const told = await toldPc();
    const { write } = composed.directory;
    const dying = {
      write: async (...args: Parameters<typeof write>) => {
        await write(...args);
        throw new Error('the process ends here');
      },
    };
    passed += SOON;
    expect(await keepHouse(work({ directory: dying }))).toMatchObject({ told: 0, failed: 1 });
    expect([told.patches(), told.known()]).toMatchObject([1, { isCompliant: true }]);
    await look(told);
    await pass(5 * MINUTE);
    expect(told.patches()).toBe(1);
    await pass(2 * HOUR);
    await pass(DAY);
    expect(told.patches()).toBe(2);
    expect(await directoryOf(told)).toMatchObject({ written: { isCompliant: true } });
  });

  it('keeps nothing else from being looked at, whatever it says', async () => {
    const [one, two] = [await toldPc(), await toldPc()];
    const { write } = composed.directory;
    const broken = {
      write: async (...args: Parameters<typeof write>) => {
        if (args[1] === one.person.deviceId)
          throw new ServiceError('unavailable', 'identity.keys-unavailable', 'Later.');
        return write(...args);
      },
    };
    passed += SOON;
    expect(await keepHouse(work({ directory: broken }))).toMatchObject({ told: 1, failed: 1, isDone: true });
    expect([one.known(), two.known()]).toMatchObject([{ isCompliant: false }, { isCompliant: true }]);
  });

  it('stops the run where storage is down, which the next one does again', async () => {
    const told = await toldPc();
    const down = () => Promise.reject(new ServiceError('unavailable', 'storage.unavailable', 'Later.'));
    passed += SOON;
    await expect(keepHouse(work({ directory: { write: down } }))).rejects.toThrow('Later.');
    await pass(HOUR);
    expect([told.patches(), told.known()]).toMatchObject([1, { isCompliant: true }]);
  });

  it('does not know the service at all: that is explained as well', async () => {
    const told = await toldPc();
    told.customer.tenant.servicePrincipals.clear();
    await pass(SOON);
    expect(told.patches()).toBe(0);
    expect((await told.admin.call('GET', 'tenant')).body.directory).toMatchObject({ code: 'graph.forbidden' });
  });
});
