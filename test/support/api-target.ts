import { vi } from 'vitest';
import { addGroup, consent } from '../../local/directory/directory';
import type { Entra } from '../../local/entra/start-entra';
import { parseTenantId, parseUserId } from '../../shared/ids';
import { newGuid } from '../../shared/random';
import { tenantSettings } from '../../shared/tenant/tenant';
import type { Target } from './api-calls';
import { startStranger } from './api-tokens';
import { addCustomer } from './directory';
import { keyOf, managerOf, pcOf, WIP_POLICY } from './managed-pc';
import { type OnboardingWorld, startWorld } from './onboarding';
import type { TestPerson, TestService } from './service';

const DAY_MS = 24 * 60 * 60_000;

/** The service with stand-ins around it, an issuer that it does not know, and a tenant that nobody else may see or touch. */
export interface TargetWorld {
  readonly world: OnboardingWorld;
  /** Its tokens come from the stand-in that knows the groups. */
  readonly service: TestService;
  readonly stranger: Entra;
  readonly target: Target;
  stop(): Promise<void>;
}

/** Starts everything, with the target `fabrikam`. */
export async function startTargetWorld(): Promise<TargetWorld> {
  const world = await startWorld();
  const service = { ...world.service, entra: world.standIns.entra };
  const stranger = await startStranger();
  vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', 'header');
  const stop = async () => {
    vi.unstubAllEnvs();
    await stranger.stop();
    await world.stop();
  };
  return { world, service, stranger, target: await newTarget(world, service, 'fabrikam'), stop };
}

/** A tenant that uses everything, so that there is something to see and to touch by every route. */
export async function newTarget(world: OnboardingWorld, service: TestService, name: string): Promise<Target> {
  const customer = addCustomer(world.standIns);
  consent(customer.tenant, world.standIns.application);
  const groupId = addGroup(customer.tenant, `${name} group`);
  customer.user.groups.add(groupId);
  const person: TestPerson = { tenantId: customer.tenant.id, userId: customer.user.id, deviceId: newGuid() };
  const id = parseTenantId(person.tenantId);
  if (id === undefined) throw new Error('the tenant of the stand-in is named by a GUID');
  const policy = `${name}-policy`;
  const host = `${name}.example`;
  const settings = tenantSettings.parse({ termsRequired: false });
  await service.store.tenants.create({ id, displayName: `${name} Ltd`, status: 'active', settings });
  const admin = await managerOf(service, person.tenantId);
  await admin.savePolicy({ ...WIP_POLICY, network: { neutralResources: [host] } }, policy);
  await admin.savePolicy({ ...WIP_POLICY, network: { neutralResources: [host, `2.${host}`] } }, policy);
  await admin.call('PUT', 'tenant', { termsRequired: false, defaultPolicy: policy });
  await admin.call('PUT', 'terms/nl', { version: '1', title: `${name} terms`, text: 'Wees aardig.' });
  const pc = pcOf(service, person);
  await pc.enroll(`${service.origin}/mam/enroll`);
  await pc.sync();
  const actionId = `${name}-action`;
  await admin.act(person.deviceId, { type: 'resync' }, actionId);
  await keepRecord(service, person, `${name}-budget.xlsx`);
  const leaverId = newGuid();
  await keepRecord(service, { ...person, userId: leaverId }, `${name}-leaver.xlsx`);
  return { ...person, leaverId, groupId, actionId, policy, host, locale: 'nl' };
}

async function keepRecord({ store }: TestService, person: TestPerson, object: string): Promise<void> {
  const userId = parseUserId(person.userId);
  if (userId === undefined) throw new Error('the user of the stand-in is named by a GUID');
  const now = Date.now();
  const event = { hash: newGuid().replaceAll('-', ''), at: new Date(now).toISOString(), kind: 'data-copied' } as const;
  const until = new Date(now + DAY_MS).toISOString();
  await store.wipLogs.put(keyOf(person), [{ event: { ...event, object }, userId, until }]);
}

/** Everything that is stored of a tenant. */
export async function everythingOf({ store }: TestService, target: Target) {
  const key = keyOf(target);
  const { tenantId, deviceId } = key;
  const month = new Date().toISOString().slice(0, 7).replace('-', '');
  const page = { size: 1000 };
  return {
    tenant: await store.tenants.load(tenantId),
    policies: await Promise.all(
      [1, 2, 3].map((revision) => store.tenants.loadPolicy(tenantId, target.policy, revision)),
    ),
    terms: await store.tenants.loadTerms(tenantId, '1', target.locale),
    live: await store.devices.loadLive(tenantId, deviceId),
    history: await store.devices.loadHistory(key),
    roster: await store.roster.list(tenantId, page),
    audit: await store.audit.list(tenantId, month, page),
    wipLogs: await store.wipLogs.list(key, { from: new Date(0), to: new Date() }, { ...page, now: new Date() }),
    proofs: await store.audit.listProofs(tenantId, page),
  };
}
