import { createHash } from 'node:crypto';
import { HttpRequest } from '@azure/functions';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { composeService } from '../../functions/compose';
import type { Call } from '../../functions/http';
import { answerMessage } from '../../functions/sync/answer-message';
import { addUser, consent } from '../../local/directory/directory';
import { ServiceError } from '../../shared/errors';
import type { GroupSource } from '../../shared/graph/group-source';
import { parseTenantId } from '../../shared/ids';
import { createLog } from '../../shared/log';
import { newCorrelationId, newGuid } from '../../shared/random';
import { nextRound } from '../../shared/sync/next-round';
import type { ClientMessage, ServerMessage } from '../../shared/syncml/message';
import { type TenantSettings, tenantSettings } from '../../shared/tenant/tenant';
import { message, status } from '../support/conversation';
import { type CountingProxy, startCountingProxy } from '../support/counting-proxy';
import { addCustomer, type Customer } from '../support/directory';
import { type Manager, managerOf, pcOf, setTenant, WIP_POLICY } from '../support/managed-pc';
import { type OnboardingWorld, startWorld } from '../support/onboarding';
import { onboard, startTestService, type TestService } from '../support/service';
import { newOwner, sampleEnrollment } from '../support/storage-samples';

const STAFF = '00000000-0000-4000-8000-00000000000a';
const GUESTS = '00000000-0000-4000-8000-00000000000b';
const BY_GROUP = [
  { group: STAFF, policy: 'strict', priority: 10 },
  { group: GUESTS, policy: 'mild', priority: 20 },
];
const HOUR = 3_600_000;

/** A policy of one leaf that tells which policy it is. */
const naming = (name: string) => ({ schemaVersion: 1, name, network: { neutralResources: [`${name}.example`] } });

/** A directory that counts how often it is asked. */
class CountedGroups implements GroupSource {
  asked: (readonly string[])[] = [];
  answer: readonly string[] | Error = [];

  async groupsOf(_tenantId: string, _userId: string, among: readonly string[]): Promise<ReadonlySet<string>> {
    this.asked.push(among);
    if (this.answer instanceof Error) throw this.answer;
    return new Set(this.answer);
  }

  async membersOf(): Promise<never> {
    throw new Error('no sync asks for the members of a group');
  }
}

const DOWN = new ServiceError('unavailable', 'graph.unavailable', 'Microsoft Graph cannot be reached right now.');
const FORBIDDEN = new ServiceError('forbidden', 'graph.forbidden', 'The tenant has not consented.');

let tables: CountingProxy;
beforeAll(async () => {
  tables = await startCountingProxy(inject('tablesConnection'));
});
afterAll(() => tables.stop());

/** The settings of a PC are read back in its own hour of the week: here not in the days that a test lets pass. */
function ownerReadBackLater(from: Date): ReturnType<typeof newOwner> {
  const owner = newOwner();
  const next = nextRound(sampleEnrollment(owner), 7, from);
  return Date.parse(next) - from.getTime() > 72 * HOUR ? owner : ownerReadBackLater(from);
}

/** A device in a tenant of its own, and the service in this process with a directory that counts. */
async function device(settings: Partial<TenantSettings>) {
  const groups = new CountedGroups();
  const logs: string[] = [];
  let now = new Date('2026-11-24T08:00:00.000Z');
  const service = {
    ...composeService({
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      MAM_PUBLIC_URL: 'https://mam.example.org',
      MAM_CLIENT_ID: '0b7a3c52-9a3f-4c56-8b1e-5f1f6d3e2a10',
      AzureWebJobsStorage: tables.connectionString,
    }),
    groups,
    clock: () => now,
  };
  const owner = ownerReadBackLater(now);
  const groupings = { protected: newGuid(), exempt: `${newGuid()}EdpExempt` };
  const enrollment = { ...sampleEnrollment(owner), groupings };
  const { store } = service;
  let tenant = await store.tenants.create({
    id: owner.tenantId,
    displayName: 'Contoso',
    status: 'active',
    settings: tenantSettings.parse({}),
  });
  for (const name of ['default', 'strict', 'mild']) {
    const policy = { name, document: naming(name), author: owner.userId, savedAt: now.toISOString() };
    tenant = (await store.tenants.savePolicy(tenant, policy)).tenant;
  }
  const change = async (changed: Partial<TenantSettings>) => {
    tenant = await store.tenants.replace(tenant, { settings: tenantSettings.parse(changed) });
  };
  await change(settings);
  await store.devices.enroll(enrollment, await store.devices.loadLive(owner.tenantId, owner.deviceId));

  const sink = { info: () => undefined, warn: (line: string) => void logs.push(line), error: () => undefined };
  const call: Call = {
    request: new HttpRequest({ method: 'POST', url: 'https://mam.example.org/mam/sync/x' }),
    service: () => service,
    correlationId: newCorrelationId(),
    log: createLog(sink),
  };
  const say = (said: Partial<ClientMessage>): Promise<ServerMessage> => {
    const sent = message({ ...said, source: enrollment.omaDeviceId });
    const bodyHash = createHash('sha256')
      .update(JSON.stringify([sent, now]))
      .digest('base64url');
    const principal = { ...owner, userName: undefined, tenant: tenant.value };
    return answerMessage(call, { principal, generation: enrollment.generation, request: { message: sent, bodyHash } });
  };
  let sessions = 0;
  /** A whole sync in which the device takes everything; the data that it was sent. */
  const sync = async (): Promise<string[]> => {
    sessions += 1;
    const sessionId = String(sessions);
    const replies = [await say({ sessionId })];
    for (let msgId = 2; (replies.at(-1)?.commands.length ?? 0) > 0; msgId++) {
      const body = replies.at(-1)?.commands.map(({ id }) => status(id, 200)) ?? [];
      replies.push(await say({ sessionId, msgId, body }));
    }
    const commands = replies.flatMap((reply) => reply.commands);
    return commands.flatMap((command) => (command.kind === 'item' ? [command.node.data ?? command.verb] : []));
  };
  /** A sync and what it cost in table calls, as `GET` and `PUT` with the number of rows. */
  const cost = async (): Promise<string[]> => {
    tables.reset();
    await sync();
    return tables.calls.map(({ method, operations }) => `${method === 'GET' ? 'read' : 'write'} ${operations}`);
  };
  const live = async () => (await store.devices.loadLive(owner.tenantId, owner.deviceId)).state?.value;
  const wait = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  return { groups, logs, change, sync, cost, live, wait };
}

describe('a sync in a tenant without assignments', () => {
  it('asks nobody for groups, and costs one read and one write', async () => {
    const { groups, sync, cost } = await device({ defaultPolicy: 'default' });
    expect(await sync()).toEqual(['default.example']);
    expect([await cost(), groups.asked]).toEqual([['read 1', 'write 1'], []]);
  });
});

describe('a sync in a tenant with assignments', () => {
  it('asks once in the whole first session, for the assigned groups only', async () => {
    const { groups, sync } = await device({ defaultPolicy: 'default', assignments: BY_GROUP });
    groups.answer = [GUESTS];
    expect(await sync()).toEqual(['mild.example']);
    expect(groups.asked).toEqual([[STAFF, GUESTS]]);
  });

  it.each<[string, string[], string]>([
    ['the policy of the lowest number', [GUESTS, STAFF], 'strict.example'],
    ['the default to members of no assigned group', [], 'default.example'],
  ])('brings %s', async (_, answer, expected) => {
    const { groups, sync } = await device({ defaultPolicy: 'default', assignments: BY_GROUP });
    groups.answer = answer;
    expect(await sync()).toEqual([expected]);
  });

  it('costs one read and one write within a day, and asks nobody', async () => {
    const { groups, sync, cost, wait } = await device({ assignments: BY_GROUP });
    groups.answer = [STAFF];
    await sync();
    wait(23 * HOUR);
    expect([await cost(), groups.asked.length]).toEqual([['read 1', 'write 1'], 1]);
  });

  it('asks again after a day, and still costs one read and one write, of one row more', async () => {
    const { groups, sync, cost, wait } = await device({ assignments: BY_GROUP });
    groups.answer = [STAFF];
    await sync();
    wait(24 * HOUR);
    expect([await cost(), groups.asked.length]).toEqual([['read 1', 'write 2'], 2]);
    wait(HOUR);
    expect([await cost(), groups.asked.length]).toEqual([['read 1', 'write 1'], 2]);
  });

  it('takes away the old policy and brings the new one when the groups have changed', async () => {
    const { groups, sync, wait, live } = await device({ assignments: BY_GROUP });
    groups.answer = [STAFF];
    await sync();
    groups.answer = [GUESTS];
    wait(25 * HOUR);
    expect(await sync()).toEqual(['mild.example']);
    expect((await live())?.policy).toEqual({ name: 'mild', revision: 1 });
  });

  it('asks at once when the assignments have changed', async () => {
    const { groups, sync, change } = await device({ assignments: BY_GROUP });
    groups.answer = [STAFF];
    await sync();
    await change({ assignments: [{ group: STAFF, policy: 'mild', priority: 1 }] });
    expect(await sync()).toEqual(['mild.example']);
  });

  it('follows a new default at once, without asking', async () => {
    const { groups, sync, change } = await device({ defaultPolicy: 'default', assignments: BY_GROUP });
    await sync();
    await change({ defaultPolicy: 'mild', assignments: BY_GROUP });
    expect([await sync(), groups.asked.length]).toEqual([['mild.example'], 1]);
  });

  it('ends politely for members of no assigned group without a default, and remembers that', async () => {
    const { groups, sync, live } = await device({ assignments: BY_GROUP });
    expect([await sync(), await sync()]).toEqual([[], []]);
    expect([groups.asked.length, (await live())?.assignment?.policy]).toEqual([1, undefined]);
  });

  it.each([
    ['is down', DOWN],
    ['does not let the service in', FORBIDDEN],
  ])('ends politely while the directory %s and the groups were never known', async (_, error) => {
    const { groups, sync, live, logs } = await device({ defaultPolicy: 'default', assignments: BY_GROUP });
    groups.answer = error;
    expect([await sync(), await live()]).toEqual([[], undefined]);
    expect(logs.join()).toContain(error.code);
    groups.answer = [STAFF];
    expect(await sync()).toEqual(['strict.example']);
  });

  it('keeps to the last known groups while the directory is down, with one question a sync', async () => {
    const { groups, sync, wait, change } = await device({ defaultPolicy: 'default', assignments: BY_GROUP });
    groups.answer = [STAFF];
    await sync();
    groups.answer = DOWN;
    wait(48 * HOUR);
    expect([await sync(), groups.asked.length]).toEqual([[], 2]);
    await change({ defaultPolicy: 'default', assignments: BY_GROUP.slice(0, 1) });
    expect(await sync()).toEqual([]);
  });

  it('leaves a device its policy while the groups of a first assignment cannot be read', async () => {
    const { groups, sync, live, change } = await device({ defaultPolicy: 'default' });
    await sync();
    groups.answer = DOWN;
    await change({ defaultPolicy: 'mild', assignments: BY_GROUP });
    expect(await sync()).toEqual([]);
    expect((await live())?.policy).toEqual({ name: 'default', revision: 1 });
  });

  it('does not hide a mistake of the program behind a directory that is down', async () => {
    const { groups, sync } = await device({ assignments: BY_GROUP });
    groups.answer = new TypeError('a mistake');
    await expect(sync()).rejects.toThrow('a mistake');
  });
});

describe('the setting assignments', () => {
  let service: TestService;
  let admin: Manager;
  beforeAll(async () => {
    service = await startTestService();
    admin = await managerOf(service, (await onboard(service)).tenantId);
    await admin.savePolicy(WIP_POLICY, 'strict');
  });
  afterAll(() => service.stop());

  const strict = { group: STAFF, policy: 'strict', priority: 1 };
  it.each<[string, object[], string]>([
    ['a group that is not named by its object id', [{ ...strict, group: 'Staff' }], 'assignments[0].group'],
    ['a policy that nobody saved', [strict, { ...strict, policy: 'absent', priority: 2 }], 'assignments[1].policy'],
    ['two assignments of one priority', [strict, { ...strict, group: GUESTS }], 'assignments[1].priority'],
    ['a priority that is no whole number', [{ ...strict, priority: 1.5 }], 'assignments[0].priority'],
    ['a priority of 0', [{ ...strict, priority: 0 }], 'assignments[0].priority'],
    ['an unknown member', [{ ...strict, user: 'x' }], 'assignments[0].user'],
    ['more than 100', Array.from({ length: 101 }, (_, n) => ({ ...strict, priority: n + 1 })), 'assignments'],
  ])('refuses %s', async (_, assignments, path) => {
    const { status: code, body } = await admin.call('PUT', 'tenant', { assignments });
    expect([code, body.errors[0].path]).toEqual([422, path]);
  });

  it('is kept with ids in lower case', async () => {
    await admin.call('PUT', 'tenant', { assignments: [{ ...strict, group: STAFF.toUpperCase() }] });
    expect((await admin.call('GET', 'tenant')).body.settings.assignments).toEqual([strict]);
  });

  it('leaves devices in peace where nothing can vouch for the service at Microsoft Graph', async () => {
    const person = await onboard(service);
    const manager = await managerOf(service, person.tenantId);
    await manager.savePolicy(WIP_POLICY);
    await setTenant(manager, { assignments: [{ ...strict, policy: 'pcs' }] });
    const pc = pcOf(service, person);
    await pc.enroll(`${service.origin}/mam/enroll`);
    expect((await pc.sync()).applied).toEqual([]);
  });
});

describe('assignments by the groups of a directory', () => {
  let world: OnboardingWorld;
  let customer: Customer;
  let admin: Manager;
  beforeAll(async () => {
    world = await startWorld();
    const { standIns, service } = world;
    vi.stubEnv('IDENTITY_ENDPOINT', standIns.entra.identityEndpoint);
    vi.stubEnv('IDENTITY_HEADER', 'header');
    customer = addCustomer(standIns);
    const id = parseTenantId(customer.tenant.id);
    if (id === undefined) throw new Error('the customer has a tenant id');
    const settings = tenantSettings.parse({ termsRequired: false });
    await service.store.tenants.create({ id, displayName: 'Contoso', status: 'active', settings });
    const person = { tenantId: id, userId: customer.administrator.id, deviceId: newOwner().deviceId };
    admin = await managerOf({ ...service, entra: standIns.entra }, person.tenantId);
    await admin.savePolicy(naming('default'));
    await admin.savePolicy(naming('strict'), 'strict');
    await setTenant(admin, { assignments: [{ group: customer.groupId, policy: 'strict', priority: 1 }] });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await world.stop();
  });

  /** A PC of one more user of the customer, who is in these groups. */
  async function pcOfMember(...groups: string[]) {
    const { standIns, service } = world;
    const user = addUser(customer.tenant, { name: 'Eve' });
    for (const group of groups) user.groups.add(group);
    const person = { tenantId: customer.tenant.id, userId: user.id, deviceId: newOwner().deviceId };
    const pc = pcOf({ ...service, entra: standIns.entra }, person);
    await pc.enroll(`${service.origin}/mam/enroll`);
    return { pc, person };
  }

  it('wait for the consent of the tenant, and reach members of the group then', async () => {
    const { pc, person } = await pcOfMember(customer.groupId);
    expect((await pc.sync()).applied).toEqual([]);
    consent(customer.tenant, world.standIns.application);
    expect((await pc.sync()).applied).toHaveLength(1);
    const view = await admin.device(person.deviceId);
    expect(view).toMatchObject({ policy: { name: 'strict', revision: 1 }, assignment: { policy: 'strict' } });
  });

  it('leave the default to everybody else', async () => {
    consent(customer.tenant, world.standIns.application);
    const { pc, person } = await pcOfMember();
    await pc.sync();
    expect((await admin.device(person.deviceId)).policy).toEqual({ name: 'pcs', revision: 1 });
  });

  it('are not waited for while Microsoft Graph throttles', async () => {
    consent(customer.tenant, world.standIns.application);
    const { pc } = await pcOfMember(customer.groupId);
    world.standIns.graph.trouble({
      status: 429,
      headers: { 'retry-after': '60' },
      times: 1,
      only: /checkMemberGroups/,
    });
    // A sync that waited would outlast the test.
    expect((await pc.sync()).applied).toEqual([]);
    expect((await pc.sync()).applied).toHaveLength(1);
  });
});
