import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { addGroup, consent } from '../../../local/directory/directory';
import { ServiceError } from '../../../shared/errors';
import { createDeviceLookup } from '../../../shared/graph/device-lookup';
import { createGraphTokens } from '../../../shared/graph/graph-tokens';
import { NO_PATIENCE, PATIENT, type Patience } from '../../../shared/graph/graph-transport';
import { createGroupSource } from '../../../shared/graph/group-source';
import { createTenantGraph } from '../../../shared/graph/tenant-graph';
import { createServiceCredential } from '../../../shared/identity/service-credential';
import { type DeviceId, parseDeviceId, parseTenantId, type TenantId } from '../../../shared/ids';
import { addCustomer, CLIENT_ID, type Customer, type StandIns, startStandIns } from '../../support/directory';

let standIns: StandIns;
let customer: Customer;
let tenantId: TenantId;

beforeAll(async () => {
  standIns = await startStandIns();
  vi.stubEnv('IDENTITY_ENDPOINT', standIns.entra.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', 'header');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await standIns.stop();
});
beforeEach(() => {
  customer = addCustomer(standIns);
  const id = parseTenantId(customer.tenant.id);
  if (id === undefined) throw new Error('the customer has a tenant id');
  tenantId = id;
});

function parts(clock = () => new Date()) {
  const { entra, graph } = standIns;
  const config = { authority: entra.origin, clientId: CLIENT_ID, cloud: 'public', graphUrl: graph.origin } as const;
  return { config, credential: createServiceCredential({ identityClientId: undefined }), clock };
}

const graphOf = (patience: Patience = NO_PATIENCE) => createTenantGraph({ ...parts(), patience });
const groupsOf = (among: readonly string[], patience?: Patience) =>
  createGroupSource(graphOf(patience)).groupsOf(tenantId, customer.user.id, among);

const tokenRequests = () => standIns.entra.requests.filter((path) => path === `/${tenantId}/oauth2/v2.0/token`).length;

describe('the service’s tokens for Graph', () => {
  it('refuses with an explanation when the tenant has not consented', async () => {
    const refused = createGraphTokens(parts()).tokenFor(tenantId);
    await expect(refused).rejects.toMatchObject({ kind: 'forbidden', code: 'graph.forbidden', tenantId });
    await expect(refused).rejects.toMatchObject({ detail: 'unauthorized_client AADSTS700016' });
  });

  it('reports unavailable when the login service does not answer', async () => {
    const { config, ...rest } = parts();
    const tokens = createGraphTokens({ ...rest, config: { ...config, authority: 'http://127.0.0.1:9' } });
    await expect(tokens.tokenFor(tenantId)).rejects.toMatchObject({ kind: 'unavailable', code: 'graph.unavailable' });
  });

  it('reports the same when nothing vouches for the service there', async () => {
    const getToken = () => Promise.reject(new ServiceError('unavailable', 'identity.credential-unavailable', 'Later.'));
    const tokens = createGraphTokens({ ...parts(), credential: { getToken } });
    const unavailable = { kind: 'unavailable', code: 'graph.unavailable', detail: 'identity.credential-unavailable' };
    await expect(tokens.tokenFor(tenantId)).rejects.toMatchObject(unavailable);
  });

  it('asks once for all who ask at the same time', async () => {
    consent(customer.tenant, standIns.application);
    const tokens = createGraphTokens(parts());
    const [one, two] = await Promise.all([tokens.tokenFor(tenantId), tokens.tokenFor(tenantId)]);
    expect(one).toBe(two);
    expect(tokenRequests()).toBe(1);
  });

  it('keeps a token until five minutes before its end', async () => {
    consent(customer.tenant, standIns.application);
    let now = Date.now();
    const tokens = createGraphTokens(parts(() => new Date(now)));
    await tokens.tokenFor(tenantId);
    now += 54 * 60_000;
    await tokens.tokenFor(tenantId);
    expect(tokenRequests()).toBe(1);
    now += 2 * 60_000;
    await tokens.tokenFor(tenantId);
    expect(tokenRequests()).toBe(2);
  });

  it('asks anew after a refusal', async () => {
    const tokens = createGraphTokens(parts());
    await expect(tokens.tokenFor(tenantId)).rejects.toThrow();
    consent(customer.tenant, standIns.application);
    await expect(tokens.tokenFor(tenantId)).resolves.toBeTypeOf('string');
  });
});

describe('the groups of a user', () => {
  beforeEach(() => {
    consent(customer.tenant, standIns.application);
  });

  it('names the permission that is missing', async () => {
    consent(customer.tenant, { ...standIns.application, graphPermissions: [] });
    await expect(groupsOf([customer.groupId])).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'graph.forbidden',
      message: expect.stringContaining('GroupMember.Read.All'),
    });
  });

  it('reports unavailable at once, with the time that Graph names, when there is no patience', async () => {
    standIns.graph.trouble({ status: 429, headers: { 'retry-after': '7' } });
    await expect(groupsOf([customer.groupId])).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'graph.unavailable',
      retryAfter: 7,
    });
  });

  it('waits as long as Graph asks for where there is patience', async () => {
    customer.user.groups.add(customer.groupId);
    standIns.graph.trouble({ status: 429, headers: { 'retry-after': '0' }, times: 2 });
    await expect(groupsOf([customer.groupId], PATIENT)).resolves.toEqual(new Set([customer.groupId]));
  });

  it('waits no longer than the patience allows', async () => {
    standIns.graph.trouble({ status: 503, headers: { 'retry-after': '3600' } });
    await expect(groupsOf([customer.groupId], PATIENT)).rejects.toMatchObject({ retryAfter: 3600 });
  });

  it('are those that were asked about and no others', async () => {
    const other = addGroup(customer.tenant, 'Others');
    customer.user.groups.add(customer.groupId).add(other);
    await expect(groupsOf([customer.groupId.toUpperCase(), randomUUID()])).resolves.toEqual(
      new Set([customer.groupId]),
    );
  });

  it('are asked for twenty at a time', async () => {
    const among = Array.from({ length: 41 }, () => addGroup(customer.tenant, 'One of many'));
    for (const id of among) customer.user.groups.add(id);
    const before = standIns.graph.requests.length;
    expect((await groupsOf(among)).size).toBe(41);
    expect(standIns.graph.requests.length - before).toBe(3);
  });

  it('are none for a user who has left the directory', async () => {
    customer.tenant.users.delete(customer.user.id);
    await expect(groupsOf([customer.groupId])).resolves.toEqual(new Set());
  });

  it('cost no request when nothing is asked about', async () => {
    const before = standIns.graph.requests.length;
    await groupsOf(['not a group']);
    expect(standIns.graph.requests.length).toBe(before);
  });
});

describe('a consent that comes late', () => {
  it('counts as soon as the token that Graph refused is five minutes old', async () => {
    consent(customer.tenant, { ...standIns.application, graphPermissions: [] });
    let now = Date.now();
    const graph = createTenantGraph({ ...parts(() => new Date(now)), patience: NO_PATIENCE });
    const ask = () => createGroupSource(graph).groupsOf(tenantId, customer.user.id, [customer.groupId]);
    await expect(ask()).rejects.toMatchObject({ code: 'graph.forbidden' });
    consent(customer.tenant, standIns.application);
    await expect(ask()).rejects.toMatchObject({ code: 'graph.forbidden' });
    now += 6 * 60_000;
    await expect(ask()).rejects.toMatchObject({ code: 'graph.forbidden' });
    await expect(ask()).resolves.toEqual(new Set());
    expect(tokenRequests()).toBe(2);
  });
});

describe('a device in the directory', () => {
  const newDevice = (): DeviceId => {
    const id = parseDeviceId(randomUUID());
    if (id === undefined) throw new Error('a UUID is a device id');
    return id;
  };

  beforeEach(() => {
    consent(customer.tenant, standIns.application);
  });

  it('is undefined when the directory does not have it', async () => {
    await expect(createDeviceLookup(graphOf()).find(tenantId, newDevice())).resolves.toBeUndefined();
  });

  it('is told with how it is joined', async () => {
    const deviceId = newDevice();
    const device = { id: randomUUID(), deviceId, displayName: 'PC', trustType: 'Workplace' } as const;
    customer.tenant.devices.set(deviceId, { ...device, isManaged: false, isCompliant: true });
    const found = await createDeviceLookup(graphOf()).find(tenantId, deviceId);
    expect(found).toMatchObject({ trustType: 'Workplace', isManaged: false, isCompliant: true });
  });
});

describe('a collection', () => {
  it('is read to its last page', async () => {
    consent(customer.tenant, standIns.application);
    for (let i = 0; i < 4; i += 1) addGroup(customer.tenant, `Group ${i}`);
    const groups = await graphOf()(tenantId).listJson('/v1.0/groups', z.object({ id: z.guid() }));
    expect(groups).toHaveLength(5);
  });
});
