import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addGroup, addUser, consent } from '../../local/directory/directory';
import { parseTenantId, parseUserId } from '../../shared/ids';
import { newGuid } from '../../shared/random';
import { tenantSettings } from '../../shared/tenant/tenant';
import { addCustomer } from '../support/directory';
import { keyOf, type ManagedPc, Manager, managedPc, managerOf, pcOf, WIP_POLICY } from '../support/managed-pc';
import { type OnboardingWorld, startWorld } from '../support/onboarding';
import { managerToken, type TestPerson, type TestService } from '../support/service';

let world: OnboardingWorld;
let service: TestService;
beforeAll(async () => {
  world = await startWorld();
  // Its tokens come from the stand-in that knows the groups.
  service = { ...world.service, entra: world.standIns.entra };
  vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', 'header');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.stop();
});

const KEY = { 'idempotency-key': 'leaver-1' };

describe('a request for all devices of a person', () => {
  it.each([
    ['without an Idempotency-Key', {}, { type: 'resync' }, 400, 'actions.key-missing'],
    ['of another kind', KEY, { type: 'explode' }, 422, 'document.refused'],
  ])('is refused %s', async (_, headers, body, status, code) => {
    const { admin, person } = await managedPc(service);
    const reply = await admin.call('POST', `people/${person.userId}/actions`, body, headers);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
  });

  it('is refused for somebody who is named by no GUID, and to a reader', async () => {
    const { admin, person } = await managedPc(service);
    expect((await admin.call('POST', 'people/ada/actions', { type: 'wipe' }, KEY)).status).toBe(400);
    const reader = await managerOf(service, person.tenantId, ['Mam.Reader']);
    expect((await reader.call('POST', `people/${person.userId}/actions`, { type: 'wipe' }, KEY)).status).toBe(403);
  });

  it('reaches each of them once, however often it is made', async () => {
    const { admin, person, pc } = await managedPc(service);
    const other: TestPerson = { ...person, deviceId: newGuid() };
    const second = pcOf(service, other);
    await second.enroll(`${service.origin}/mam/enroll`);
    const ask = () => admin.call('POST', `people/${person.userId}/actions`, { type: 'wipe' }, KEY);
    const [first, again] = [await ask(), await ask()];
    expect(first.body.items.map(({ action }: { action: { status: string } }) => action.status)).toEqual([
      'pending',
      'pending',
    ]);
    expect(again.body).toEqual(first.body);
    expect([(await pc.sync()).ended, (await second.sync()).ended]).toEqual(['unenrolled', 'unenrolled']);
    expect((await ask()).body.items).toEqual([]);
    const { items } = (await admin.call('GET', 'audit?action=actions.bulk')).body;
    expect(items[0].facts).toMatchObject({ type: 'wipe', target: person.userId, persons: 1 });
  });

  it('goes on where one device refuses, and says which', async () => {
    const { admin, person } = await managedPc(service);
    await admin.act(person.deviceId, { type: 'unenroll' }, 'other');
    const { status, body } = await admin.call('POST', `people/${person.userId}/actions`, { type: 'wipe' }, KEY);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([{ deviceId: person.deviceId, problem: { code: 'actions.exit-open' } }]);
  });
});

describe('a request for all devices of a person whose enrollments did not go smoothly', () => {
  const ownerOf = (person: TestPerson) => {
    const userId = parseUserId(person.userId);
    if (userId === undefined) throw new Error('the user of a test person is named by a GUID');
    return { ...keyOf(person), userId };
  };
  const wipe = async ({ admin, person }: Pick<ManagedPc, 'admin' | 'person'>) =>
    (await admin.call('POST', `people/${person.userId}/actions`, { type: 'wipe' }, KEY)).body.items;

  it('reaches a PC whose place was never confirmed, because the instance died behind its enrollment', async () => {
    const managed = await managedPc(service);
    const { people } = service.store;
    await people.releaseDevice(ownerOf(managed.person));
    await people.reserveDevice(ownerOf(managed.person), 5, new Date());
    expect(await wipe(managed)).toMatchObject([
      { deviceId: managed.person.deviceId, action: { type: 'wipe', status: 'pending' } },
    ]);
    expect((await managed.pc.sync()).ended).toBe('unenrolled');
  });

  it('leaves out a place that was reserved for a PC which never enrolled', async () => {
    const managed = await managedPc(service);
    const never = { ...managed.person, deviceId: newGuid() };
    await service.store.people.reserveDevice(ownerOf(never), 5, new Date());
    expect(await wipe(managed)).toMatchObject([{ deviceId: managed.person.deviceId }]);
  });

  it('leaves alone a PC that somebody else has enrolled since, although the place under the own name is still there', async () => {
    const managed = await managedPc(service);
    const next: TestPerson = { ...managed.person, userId: newGuid() };
    await pcOf(service, next).enroll(`${service.origin}/mam/enroll`);
    await service.store.people.reserveDevice(ownerOf(managed.person), 5, new Date());
    expect(await wipe(managed)).toEqual([]);
    expect((await managed.admin.device(next.deviceId)).actions).toEqual([]);
  });
});

describe('a request for all devices of a group', () => {
  async function customerWithGroup(members: number): Promise<{ admin: Manager; group: string; people: TestPerson[] }> {
    const customer = addCustomer(world.standIns);
    const { tenant } = customer;
    consent(tenant, world.standIns.application);
    const tenantId = parseTenantId(tenant.id);
    if (tenantId === undefined) throw new Error('the tenant of the stand-in is named by a GUID');
    const settings = tenantSettings.parse({ termsRequired: false });
    await service.store.tenants.create({ id: tenantId, displayName: 'Contoso', status: 'active', settings });
    const admin = await managerOf(service, tenant.id);
    await admin.savePolicy(WIP_POLICY);
    const group = addGroup(tenant, 'Leavers');
    const people: TestPerson[] = [];
    for (let n = 0; n < members; n += 1) {
      const user = addUser(tenant, { name: `User${n}` });
      user.groups.add(group);
      people.push({ tenantId: tenant.id, userId: user.id, deviceId: newGuid() });
    }
    return { admin, group, people };
  }

  it('reaches the members that have a device, in parts that are repeated until nobody remains', async () => {
    const { admin, group, people } = await customerWithGroup(510);
    const owners = [people[0], people[200], people[509]].filter((person) => person !== undefined);
    for (const person of owners) await pcOf(service, person).enroll(`${service.origin}/mam/enroll`);
    const first = await admin.call('POST', `groups/${group}/actions`, { type: 'resync' }, KEY);
    expect([first.status, first.body.remaining]).toEqual([200, 10]);
    const rest = await admin.call('POST', `groups/${group}/actions?after=${first.body.after}`, { type: 'resync' }, KEY);
    expect(rest.body).not.toHaveProperty('remaining');
    const reached = [...first.body.items, ...rest.body.items].map(({ deviceId }: { deviceId: string }) => deviceId);
    expect(reached.sort()).toEqual(owners.map(({ deviceId }) => deviceId).sort());
  });

  it('is written into the audit trail once a request, with its counts', async () => {
    const { admin, group, people } = await customerWithGroup(2);
    for (const person of people) await pcOf(service, person).enroll(`${service.origin}/mam/enroll`);
    await admin.act(people[0]?.deviceId ?? '', { type: 'unenroll' }, 'other');
    await admin.call('POST', `groups/${group}/actions`, { type: 'wipe' }, KEY);
    const { items } = (await admin.call('GET', 'audit?action=actions.bulk')).body;
    expect(items).toHaveLength(1);
    expect(items[0].facts).toEqual({
      action: KEY['idempotency-key'],
      type: 'wipe',
      target: group,
      persons: 2,
      devices: 2,
      asked: 1,
      refused: 1,
    });
  });

  it('is refused where the group is larger than the operator allows', async () => {
    const { admin, group, people } = await customerWithGroup(2);
    const [{ tenantId }] = people as [TestPerson];
    const operator = await managerOf(service, service.homeTenant, ['Mam.Operator']);
    const change = { displayName: 'Contoso', quotas: { bulkPersons: 1 } };
    expect((await operator.call('PUT', `operator/tenants/${tenantId}`, change)).status).toBe(200);
    const { status, body } = await admin.call('POST', `groups/${group}/actions`, { type: 'wipe' }, KEY);
    expect([status, body.code]).toEqual([403, 'quota.bulkPersons']);
    expect(body.quota).toEqual({ name: 'bulkPersons', needed: 2, allowed: 1 });
    expect(body.detail).toContain('ask the operator');
  });

  it('is refused for a group that the directory does not have', async () => {
    const { admin } = await customerWithGroup(0);
    const { status, body } = await admin.call('POST', `groups/${newGuid()}/actions`, { type: 'resync' }, KEY);
    expect([status, body.code]).toEqual([404, 'group.unknown']);
  });

  it('is refused, with the way out, where the tenant has not consented', async () => {
    const person = await managedPc(service);
    const token = await managerToken(service, person.person.tenantId, 'Mam.Admin');
    const manager = new Manager(service.origin, token);
    const { status } = await manager.call('POST', `groups/${newGuid()}/actions`, { type: 'resync' }, KEY);
    expect([403, 503]).toContain(status);
  });
});
