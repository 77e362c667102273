import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addGroup, addMobilityPolicy, consent } from '../../../local/directory/directory';
import { parseTenantId } from '../../../shared/ids';
import { tenantSettings } from '../../../shared/tenant/tenant';
import { addCustomer, CLIENT_ID, type Customer } from '../../support/directory';
import {
  consenting,
  ONBOARD,
  type OnboardingWorld,
  type Person,
  runAs,
  type ScriptRun,
  startWorld,
} from '../../support/onboarding';

let world: OnboardingWorld;
let customer: Customer;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  customer = addCustomer(world.standIns);
  world.standIns.entra.withheld.clear();
});

const onboard = (person: Person, ...args: string[]): Promise<ScriptRun> =>
  runAs(world, { script: ONBOARD, customer, person }, ...args);
const asAdministrator = (...args: string[]) => onboard(consenting(customer), ...args);

async function storedTenant(of: Customer = customer) {
  const id = parseTenantId(of.tenant.id);
  return id === undefined ? undefined : (await world.service.store.tenants.load(id))?.value;
}

const policy = () => {
  const found = customer.tenant.appPolicies.get(CLIENT_ID);
  if (found === undefined) throw new Error('the customer has a mobility policy');
  return found;
};

const changesSince = (start: number) =>
  world.standIns.graph.requests.slice(start).filter(({ method, path }) => method !== 'GET' && !path.includes('check'));

describe('onboarding that cannot go on', () => {
  it('changes nothing when the administrator refuses to sign in', async () => {
    const run = await onboard({ userId: undefined });
    expect(run.exitCode).toBe(1);
    expect(run.err).toContain('authorization_declined');
    expect(await storedTenant()).toBeUndefined();
  });

  it('refuses an account of another tenant', async () => {
    const other = addCustomer(world.standIns);
    const run = await onboard({ userId: other.administrator.id });
    expect(run.exitCode).toBe(1);
    expect(run.err).toContain('an account of the tenant that --tenant names');
  });

  it('says that it waits for the consent when that is refused', async () => {
    const run = await onboard(
      {
        userId: customer.administrator.id,
        onConsentAddress: (url) => fetch(`${url}&decision=cancel`, { redirect: 'manual' }),
      },
      '--wait',
      '0',
    );
    expect(run.exitCode).toBe(3);
    expect(run.err).toContain('Nobody has consented yet, or the consent was refused');
    expect(await storedTenant()).toBeUndefined();
  });

  it('asks for consent again when a permission is missing', async () => {
    consent(customer.tenant, { ...world.standIns.application, graphPermissions: [] });
    const run = await onboard({ userId: customer.administrator.id }, '--wait', '0');
    expect(run.exitCode).toBe(3);
    expect(run.out).toContain('lacks GroupMember.Read.All');
  });

  it.each([
    ['Organization.Read.All', 'an administrator must consent to Organization.Read.All'],
    ['Application.Read.All', 'an administrator must consent to Application.Read.All'],
    ['AppRoleAssignment.ReadWrite.All', 'an administrator must consent to AppRoleAssignment.ReadWrite.All'],
    ['Policy.ReadWrite.MobilityManagement', 'an administrator must consent to Policy.ReadWrite.MobilityManagement'],
  ])('names the delegated permission %s when the sign-in did not bring it', async (permission, sentence) => {
    world.standIns.entra.withheld.add(permission);
    const run = await asAdministrator();
    expect(run.exitCode).toBe(1);
    expect(run.err).toContain(sentence);
    expect(policy().discoveryUrl).toBe('');
  });

  it('explains an application that is not listed under Mobility, with the way out', async () => {
    customer.tenant.appPolicies.clear();
    const run = await asAdministrator();
    expect(run.exitCode).toBe(3);
    expect(run.err).toContain('not listed under the tenant’s mobility policies');
    expect(run.err).toContain('--own-app <its client id> --own-host');
  });

  it('leaves addresses alone that lead to another service', async () => {
    policy().discoveryUrl = 'https://other.example/enroll';
    const run = await asAdministrator('--scope', 'all');
    expect(run.exitCode).toBe(4);
    expect(run.err).toContain('https://other.example/enroll');
    expect(policy()).toMatchObject({ discoveryUrl: 'https://other.example/enroll', appliesTo: 'none' });
  });

  it('does not narrow the users without being told twice', async () => {
    policy().appliesTo = 'all';
    const run = await asAdministrator('--scope', 'none');
    expect(run.exitCode).toBe(4);
    expect(policy().appliesTo).toBe('all');
  });

  it('names the language in which there are no terms', async () => {
    const run = await asAdministrator('--language', 'tlh');
    expect(run.exitCode).toBe(2);
    expect(run.err).toContain('tlh.txt');
  });

  it('gives up with a sentence when Graph stays down', async () => {
    world.standIns.graph.trouble({ status: 500, only: /^POST .*appRoleAssignedTo/ });
    const run = await asAdministrator();
    expect(run.exitCode).toBe(1);
    expect(run.err).toContain('goes on where it stopped');
  });

  it('does not wait an hour because Graph asks for one', async () => {
    world.standIns.graph.trouble({ status: 429, headers: { 'retry-after': '3600' }, times: 1 });
    const run = await asAdministrator();
    expect(run.exitCode).toBe(1);
    expect(run.err).toContain('goes on where it stopped');
    expect(await storedTenant()).toBeUndefined();
  });

  it('stops with Ctrl+C while it waits for the consent, and says that nothing is lost', async () => {
    const stopping = new AbortController();
    const person = { userId: customer.administrator.id, signal: stopping.signal };
    const run = await onboard({ ...person, onConsentAddress: async () => stopping.abort() });
    expect(run.exitCode).toBe(130);
    expect(run.err).toContain('what was done stays');
  });
});

describe('onboarding with --dry-run', () => {
  it('prints every call and changes nothing', async () => {
    const start = world.standIns.graph.requests.length;
    const run = await onboard({ userId: customer.administrator.id }, '--dry-run', '--scope', 'all');
    expect(run.exitCode).toBe(0);
    expect(changesSince(start)).toEqual([]);
    expect(await storedTenant()).toBeUndefined();
    expect(run.out).toContain('PUT /api/v1/onboarding {"displayName":"Contoso"}');
    expect(run.out).toContain('PUT /api/v1/policies/personal-pcs {');
    expect(run.out).toContain(`PATCH ${world.standIns.graph.origin}/beta/policies/mobileAppManagementPolicies/`);
    expect(run.out).toContain('{"appliesTo":"all"}');
  });

  it('prints exactly the changes that a run without it makes', async () => {
    const changesIn = ({ out }: ScriptRun) =>
      [...out.matchAll(/^ {4}((?:POST|PUT|PATCH|DELETE) \S+(?: after the consent\}\S*)?)/gm)].map(([, change = '']) =>
        change.replace(/servicePrincipals\/[^/]+/, 'servicePrincipals/{id}'),
      );
    const told = changesIn(await asAdministrator('--dry-run', '--group', customer.groupId));
    const made = changesIn(await asAdministrator('--verbose', '--group', customer.groupId));
    expect(made).toHaveLength(8);
    expect(told).toEqual(made);
  });

  it('tells what would follow where the application is not listed under Mobility yet', async () => {
    customer.tenant.appPolicies.clear();
    const run = await asAdministrator('--dry-run', '--scope', 'all');
    expect(run.exitCode).toBe(0);
    expect(run.out).toContain('The application is not listed under Mobility now');
    expect(run.out).toContain(`/mobileAppManagementPolicies/${CLIENT_ID} {"discoveryUrl":`);
    expect(run.out).toContain(`/mobileAppManagementPolicies/${CLIENT_ID} {"appliesTo":"all"}`);
  });
});

describe('onboarding', () => {
  it('sets up everything in one go', async () => {
    const run = await asAdministrator('--scope', 'all');
    expect(run).toMatchObject({ exitCode: 0, err: '' });
    const tenant = await storedTenant();
    expect(tenant).toMatchObject({ displayName: 'Contoso', status: 'active' });
    expect(tenant?.settings.defaultPolicy).toBe('personal-pcs');
    expect([...(tenant?.terms.keys() ?? [])].sort()).toEqual(['de', 'en']);
    const { origin } = world.service;
    expect(policy()).toMatchObject({
      appliesTo: 'all',
      discoveryUrl: `${origin}/mam/enroll`,
      termsOfUseUrl: `${origin}/mam/terms`,
      complianceUrl: `${origin}/mam/compliance`,
    });
    const [assignment] = [...customer.tenant.roleAssignments.values()];
    expect(assignment?.principalId).toBe(customer.administrator.id);
  });

  it('begins in Silent mode', async () => {
    await asAdministrator();
    const id = parseTenantId(customer.tenant.id);
    const saved = id && (await world.service.store.tenants.loadPolicy(id, 'personal-pcs', 1));
    expect(saved).toMatchObject({ document: { wip: { mode: 'silent' } } });
  });

  it('changes nothing when it is repeated', async () => {
    await asAdministrator('--scope', 'all');
    const before = await storedTenant();
    const start = world.standIns.graph.requests.length;
    const run = await asAdministrator('--scope', 'all', '--json');
    expect(JSON.parse(run.out)).toMatchObject({ ok: true, tenant: customer.tenant.id });
    const { steps } = JSON.parse(run.out);
    expect(new Set(steps.map(({ state }: { state: string }) => state))).toEqual(new Set(['already']));
    expect(changesSince(start)).toEqual([]);
    expect(await storedTenant()).toEqual(before);
  });

  it.each([
    ['the role', /^POST .*appRoleAssignedTo/],
    ['the addresses', /^PATCH .*mobileAppManagementPolicies/],
    ['the list of policies', /^GET .*mobileAppManagementPolicies/],
  ])('goes on where it stopped when %s failed half-way', async (_, only) => {
    world.standIns.graph.trouble({ status: 500, only });
    expect((await asAdministrator('--scope', 'all')).exitCode).toBe(1);
    expect((await asAdministrator('--scope', 'all')).exitCode).toBe(0);
    expect(policy().appliesTo).toBe('all');
    expect(customer.tenant.roleAssignments.size).toBe(1);
  });

  it('waits while Graph throttles', async () => {
    world.standIns.graph.trouble({ status: 429, headers: { 'retry-after': '0' }, times: 3 });
    expect((await asAdministrator()).exitCode).toBe(0);
  });

  it('lets in the members of groups, and further ones later', async () => {
    const second = addGroup(customer.tenant, 'Second');
    await asAdministrator('--group', customer.groupId);
    expect(policy()).toMatchObject({ appliesTo: 'selected', includedGroups: new Set([customer.groupId]) });
    await asAdministrator('--group', customer.groupId, '--group', second);
    expect(policy().includedGroups).toEqual(new Set([customer.groupId, second]));
  });

  it('overwrites the addresses of another service with --force', async () => {
    policy().discoveryUrl = 'https://other.example/enroll';
    const run = await asAdministrator('--force');
    expect(run.exitCode).toBe(0);
    expect(policy().discoveryUrl).toBe(`${world.service.origin}/mam/enroll`);
  });

  it('takes an application of the tenant’s own', async () => {
    const own = '7d0f0a4e-6c0e-4d8e-9e51-1f1c5d9d1a20';
    customer.tenant.appPolicies.clear();
    addMobilityPolicy(customer.tenant.appPolicies, { id: own, displayName: 'Own' });
    const run = await asAdministrator('--own-app', own, '--own-host', 'mam.contoso.example');
    expect(run).toMatchObject({ exitCode: 0, err: '' });
    expect(customer.tenant.appPolicies.get(own)?.discoveryUrl).toBe('https://mam.contoso.example/mam/enroll');
    expect((await storedTenant())?.settings).toMatchObject({ clientIds: [own], publicHosts: ['mam.contoso.example'] });
  });

  it('takes the terms from the folder that is named, in the languages that are named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'terms-'));
    await writeFile(join(folder, 'it.txt'), 'Version: 7\nTitle: Dati di {organization}\n\nTesto.\n');
    await asAdministrator('--terms', folder, '--language', 'it');
    expect((await storedTenant())?.terms).toEqual(new Map([['it', '7']]));
  });

  it('leaves terms, policy and settings alone that the administrator has changed since', async () => {
    await asAdministrator();
    const id = parseTenantId(customer.tenant.id);
    const stored = id && (await world.service.store.tenants.load(id));
    if (!stored) throw new Error('the tenant was onboarded');
    const settings = { ...stored.value.settings, deviceCapPerUser: 9 };
    await world.service.store.tenants.replace(stored, { settings });
    await asAdministrator();
    expect((await storedTenant())?.settings.deviceCapPerUser).toBe(9);
  });

  it('gives every tenant what is its own', async () => {
    await asAdministrator('--name', 'First');
    const first = customer;
    customer = addCustomer(world.standIns);
    await asAdministrator('--name', 'Second');
    expect((await storedTenant(first))?.displayName).toBe('First');
    expect((await storedTenant())?.displayName).toBe('Second');
  });
});

describe('onboarding where the operator lists tenants', () => {
  it('says whom to ask, and goes on once that is done', async () => {
    const listed = await startWorld({ MAM_TENANT_ADMISSION: 'listed' });
    try {
      customer = addCustomer(listed.standIns);
      const run = () => runAs(listed, { script: ONBOARD, customer, person: consenting(customer) });
      const first = await run();
      expect(first.exitCode).toBe(3);
      expect(first.err).toContain(`/api/v1/operator/tenants/${customer.tenant.id}`);
      const id = parseTenantId(customer.tenant.id);
      if (id === undefined) throw new Error('a tenant id');
      const settings = tenantSettings.parse({});
      await listed.service.store.tenants.create({ id, displayName: 'Contoso', status: 'active', settings });
      expect((await run()).exitCode).toBe(0);
    } finally {
      await listed.stop();
    }
  });
});
