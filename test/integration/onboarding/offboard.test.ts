import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consent } from '../../../local/directory/directory';
import type { DeviceId, TenantId } from '../../../shared/ids';
import { parseTenantId } from '../../../shared/ids';
import { addCustomer, CLIENT_ID, type Customer, PUBLIC_CLIENT_ID } from '../../support/directory';
import { consenting, OFFBOARD, ONBOARD, type OnboardingWorld, runAs, startWorld } from '../../support/onboarding';
import { newOwner, sampleEnrollment } from '../../support/storage-samples';

let world: OnboardingWorld;
let customer: Customer;
let tenantId: TenantId;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.standIns.entra.withheld.clear();
  customer = addCustomer(world.standIns);
  const id = parseTenantId(customer.tenant.id);
  if (id === undefined) throw new Error('the customer has a tenant id');
  tenantId = id;
  await runAs(world, { script: ONBOARD, customer, person: consenting(customer) }, '--scope', 'all');
});

const offboard = (...args: string[]) =>
  runAs(world, { script: OFFBOARD, customer, person: { userId: customer.administrator.id } }, ...args);
const remove = (...args: string[]) => offboard('--work-data', 'remove', '--yes', ...args);

const policy = () => customer.tenant.appPolicies.get(CLIENT_ID);
const status = async () => (await world.service.store.tenants.load(tenantId))?.value.status;

async function enrollPc(): Promise<DeviceId> {
  const enrollment = sampleEnrollment({ ...newOwner(), tenantId });
  const { deviceId, userId, generation, enrolledAt } = enrollment;
  const { devices, roster } = world.service.store;
  await devices.enroll(enrollment, { actions: [] });
  const entry = {
    tenantId,
    deviceId,
    userId,
    generation,
    status: 'enrolled',
    enrolledAt,
    changedAt: enrolledAt,
  } as const;
  await roster.put({ ...entry, deviceName: 'SAM-PC' });
  return deviceId;
}

async function pcLeaves(deviceId: DeviceId): Promise<void> {
  const { roster } = world.service.store;
  const { entries } = await roster.list(tenantId, { size: 100 });
  const entry = entries.find((one) => one.deviceId === deviceId);
  if (entry === undefined) throw new Error('the PC was enrolled');
  await roster.put({ ...entry, status: 'unenrolled' });
}

/** Has the service have told Entra of a PC that it is managed; resolves to what takes that back. */
async function tellEntra(deviceId: DeviceId): Promise<() => Promise<void>> {
  const { tenants, writeBacks } = world.service.store;
  const tenant = await tenants.load(tenantId);
  if (tenant === undefined) throw new Error('the tenant was onboarded');
  await tenants.replace(tenant, { settings: { ...tenant.value.settings, writeCompliance: true } });
  const written = { isManaged: true, isCompliant: true, at: '2026-11-24T08:00:00.000Z' };
  const told = await writeBacks.save({ tenantId, deviceId }, undefined, { written });
  return () => writeBacks.forget({ tenantId, deviceId }, told);
}

const askedOf = async (deviceId: DeviceId) =>
  (await world.service.store.devices.loadLive(tenantId, deviceId)).actions.map(({ value }) => value.request);

describe('offboarding that does not begin', () => {
  it.each([
    ['nobody can be asked', undefined],
    ['the answer is no', false],
  ])('changes nothing when %s', async (_, answer) => {
    const person = { userId: customer.administrator.id, ...(answer === undefined ? {} : { answer }) };
    const run = await runAs(world, { script: OFFBOARD, customer, person }, '--work-data', 'remove');
    expect(run.exitCode).toBe(4);
    expect(await status()).toBe('active');
    expect(policy()?.appliesTo).toBe('all');
  });

  it('changes nothing with --dry-run, and prints every call', async () => {
    const pc = await enrollPc();
    const run = await offboard('--work-data', 'remove', '--dry-run');
    expect(run).toMatchObject({ exitCode: 0, err: '' });
    expect(run.out).toContain(`POST /api/v1/devices/${pc}/actions {"type":"wipe"}`);
    expect(run.out).toContain('DELETE /api/v1/onboarding');
    expect(run.out).toMatch(/DELETE \S+\/v1\.0\/servicePrincipals\//);
    expect(await status()).toBe('active');
    expect(await askedOf(pc)).toEqual([]);
  });

  it('refuses a user who has no role in the service', async () => {
    const run = await runAs(
      world,
      { script: OFFBOARD, customer, person: { userId: customer.user.id } },
      '--work-data',
      'keep',
      '--yes',
    );
    expect(run.exitCode).toBe(1);
    expect(run.err).toContain('Only an administrator of the service');
    expect(await status()).toBe('active');
  });
});

describe('offboarding', () => {
  it('asks the PCs first, keeps the way for them open, and says what it waits for', async () => {
    const pc = await enrollPc();
    const run = await remove();
    expect(run.exitCode).toBe(3);
    expect(run.err).toContain('1 PC must still come to hear that they leave: SAM-PC');
    expect(await askedOf(pc)).toEqual([{ type: 'wipe' }]);
    expect(await status()).toBe('offboarding');
    expect(policy()).toMatchObject({ appliesTo: 'none', discoveryUrl: `${world.service.origin}/mam/enroll` });
    expect(customer.tenant.servicePrincipals.has(CLIENT_ID)).toBe(true);
  });

  it('asks each PC once, however often it is repeated, and ends when the last has come', async () => {
    const pc = await enrollPc();
    await remove();
    await remove();
    expect(await askedOf(pc)).toHaveLength(1);
    await pcLeaves(pc);
    expect((await remove()).exitCode).toBe(0);
    expect(policy()?.discoveryUrl).toBe('');
    expect(customer.tenant.servicePrincipals.has(CLIENT_ID)).toBe(false);
  });

  it('keeps the consent until Entra has heard that the PCs have left, where it was told how they stand', async () => {
    const pc = await enrollPc();
    const takeBack = await tellEntra(pc);
    await pcLeaves(pc);
    const run = await remove();
    expect(run.exitCode).toBe(3);
    expect(run.err).toContain('Entra may still say that 1 PC is managed and compliant: SAM-PC');
    expect(customer.tenant.servicePrincipals.has(CLIENT_ID)).toBe(true);
    await takeBack();
    expect((await remove()).exitCode).toBe(0);
    expect(customer.tenant.servicePrincipals.has(CLIENT_ID)).toBe(false);
  });

  it('says what stays in Entra when it is told to go on before Entra has heard', async () => {
    const pc = await enrollPc();
    await tellEntra(pc);
    const run = await remove('--abandon-devices');
    expect(run.exitCode).toBe(0);
    expect(run.out).toContain('Entra may still say that 1 PC is managed and compliant: SAM-PC');
    expect(run.out).toContain('Delete such devices in Entra');
    expect(customer.tenant.servicePrincipals.has(CLIENT_ID)).toBe(false);
  });

  it('says with --dry-run that it waits for Entra, and what would stay there otherwise', async () => {
    await tellEntra(await enrollPc());
    const run = await remove('--dry-run');
    expect(run.exitCode).toBe(0);
    expect(run.out).toContain('waits until Entra has heard of every PC');
    expect(run.out).toContain('isManaged and isCompliant as false');
  });

  it('lets the PCs keep their work files where the tenant wants that', async () => {
    const pc = await enrollPc();
    await offboard('--work-data', 'keep', '--yes');
    expect(await askedOf(pc)).toEqual([{ type: 'unenroll', keepData: true }]);
  });

  it('goes on without lost PCs when it is told to', async () => {
    await enrollPc();
    const run = await remove('--abandon-devices');
    expect(run.exitCode).toBe(0);
    expect(run.out).toContain('1 PC did not come: SAM-PC');
    expect(customer.tenant.servicePrincipals.has(CLIENT_ID)).toBe(false);
  });

  it('finds nothing left to do when it is repeated after the end', async () => {
    await remove();
    const run = await remove('--json');
    expect(run.exitCode).toBe(0);
    const { steps }: { steps: { step: string; state: string }[] } = JSON.parse(run.out);
    // The sign-in itself has brought the application of the command line in again.
    const done = steps.filter(({ state }) => state === 'done').map(({ step }) => step);
    expect(done).toEqual(['Command line']);
  });

  it('takes out the application of the command line as well, with all that it was allowed', async () => {
    expect(customer.tenant.servicePrincipals.has(PUBLIC_CLIENT_ID)).toBe(true);
    expect((await remove()).exitCode).toBe(0);
    expect(customer.tenant.servicePrincipals.size).toBe(0);
  });

  it('does not claim that PCs have left where the consent was withdrawn before', async () => {
    const pc = await enrollPc();
    customer.tenant.servicePrincipals.delete(CLIENT_ID);
    const run = await remove();
    expect(run.exitCode).toBe(0);
    expect(run.out).toContain('PCs that have not left stay as they are');
    expect(run.out).not.toContain('every PC has left');
    expect(await askedOf(pc)).toEqual([]);
    expect(policy()?.discoveryUrl).toBe('');
  });

  it('leaves the applications alone in the tenant that registered them', async () => {
    for (const clientId of [CLIENT_ID, PUBLIC_CLIENT_ID]) {
      const application = customer.tenant.servicePrincipals.get(clientId)?.application;
      if (application === undefined) throw new Error('the tenant was onboarded');
      consent(customer.tenant, { ...application, ownerTenantId: customer.tenant.id });
    }
    const run = await remove();
    expect(run).toMatchObject({ exitCode: 0, err: '' });
    expect([...customer.tenant.servicePrincipals.keys()].sort()).toEqual([CLIENT_ID, PUBLIC_CLIENT_ID].sort());
  });

  it('goes on where it stopped when Graph failed half-way', async () => {
    world.standIns.graph.trouble({ status: 500, only: /^DELETE .*servicePrincipals/ });
    expect((await remove()).exitCode).toBe(1);
    expect((await remove()).exitCode).toBe(0);
    expect(customer.tenant.servicePrincipals.has(CLIENT_ID)).toBe(false);
  });

  it('names the permission that is missing', async () => {
    world.standIns.entra.withheld.add('Application.ReadWrite.All').add('Application.Read.All');
    const run = await remove();
    expect(run.exitCode).toBe(1);
    expect(run.err).toContain('Application.Read.All');
  });

  it('leaves the addresses of another service alone', async () => {
    const other = { discoveryUrl: 'https://other.example/e', termsOfUseUrl: '', complianceUrl: '' };
    Object.assign(policy() ?? {}, other);
    await remove();
    expect(policy()).toMatchObject({ discoveryUrl: 'https://other.example/e', appliesTo: 'all' });
  });

  it('leaves the consent in place with --keep-application', async () => {
    expect((await remove('--keep-application')).exitCode).toBe(0);
    expect(customer.tenant.servicePrincipals.has(CLIENT_ID)).toBe(true);
    expect(customer.tenant.servicePrincipals.has(PUBLIC_CLIENT_ID)).toBe(true);
  });

  it('can be taken back by onboarding again', async () => {
    await remove();
    const run = await runAs(world, { script: ONBOARD, customer, person: consenting(customer) }, '--scope', 'all');
    expect(run.exitCode).toBe(0);
    expect(await status()).toBe('active');
  });
});
