import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditTrail, type ManagedPc, type Manager, managedPc, setTenant, WIP_POLICY } from '../support/managed-pc';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const OFFER = {
  type: 'handoff',
  discoveryUrl: 'https://mdm.contoso.com/Discovery.svc',
  mdmEnterpriseId: 'Contoso.com',
};
const KEEP = './Vendor/MSFT/EnterpriseDataProtection/Settings/RevokeOnMDMHandoff';

async function assignBarePolicy(admin: Manager): Promise<void> {
  await admin.savePolicy({ schemaVersion: 1, name: 'Bare' }, 'bare');
  await setTenant(admin, { defaultPolicy: 'bare' });
}

const offerOn = ({ pc }: ManagedPc) =>
  pc.tree.valueOf(`./Vendor/MSFT/DMClient/Provider/${pc.enrollment?.providerId}/ManagementServerToUpgradeTo`);

describe('the offer to change to MDM', () => {
  it('is refused to Windows Home before it is ever asked of the PC', async () => {
    const { admin, person } = await managedPc(service, { pc: { osEdition: 101 } });
    const { status, body } = await admin.act(person.deviceId, OFFER);
    expect([status, body.errors[0].rule]).toEqual([422, 'HAND-3']);
    expect(body.errors[0].message).toContain('Windows Home');
    expect((await admin.device(person.deviceId)).actions).toEqual([]);
  });

  it.each([
    ['the enterprise ids differ', WIP_POLICY, { ...OFFER, mdmEnterpriseId: 'fabrikam.com' }, 'differs'],
    ['the policy has no WIP', { schemaVersion: 1, name: 'PCs' }, OFFER, 'no WIP'],
  ])('is refused where %s', async (_what, policy, offer, words) => {
    const { admin, person } = await managedPc(service, { policy });
    const { status, body } = await admin.act(person.deviceId, offer);
    expect([status, body.errors[0].rule, body.errors[0].path]).toEqual([422, 'HAND-2', 'mdmEnterpriseId']);
    expect(body.errors[0].message).toContain(words);
  });

  it('is refused by the policy of now, not by that which the PC still has', async () => {
    const { admin, person } = await managedPc(service);
    await assignBarePolicy(admin);
    expect((await admin.act(person.deviceId, OFFER)).status).toBe(422);
  });

  it('is made when the work data is safe, and taken back again', async () => {
    const managed = await managedPc(service);
    const { admin, person, pc } = managed;
    expect((await admin.act(person.deviceId, OFFER)).status).toBe(202);
    await pc.sync();
    expect([pc.tree.valueOf(KEEP), offerOn(managed)]).toEqual(['0', OFFER.discoveryUrl]);
    expect((await pc.sync()).applied).toEqual([]);
    await admin.act(person.deviceId, { type: 'withdraw-handoff' });
    await pc.sync();
    expect(offerOn(managed)).toBeUndefined();
    expect((await pc.sync()).applied).toEqual([]);
    const { history } = await admin.device(person.deviceId);
    expect(history.actions).toMatchObject([
      { type: 'withdraw-handoff', status: 'confirmed' },
      { type: 'handoff', status: 'confirmed', discoveryUrl: OFFER.discoveryUrl },
    ]);
    expect((await auditTrail(service, person)).filter((row) => row.startsWith('action.confirmed'))).toHaveLength(2);
  });

  it('fails when the PC was assigned a policy without WIP between the request and the sync', async () => {
    const managed = await managedPc(service);
    const { admin, person, pc } = managed;
    await admin.act(person.deviceId, OFFER);
    await assignBarePolicy(admin);
    await pc.sync();
    expect(offerOn(managed)).toBeUndefined();
    expect((await admin.device(person.deviceId)).history.actions).toMatchObject([
      { type: 'handoff', status: 'failed' },
    ]);
  });

  it('does not survive a new enrollment', async () => {
    const managed = await managedPc(service);
    const { admin, person, pc } = managed;
    await admin.act(person.deviceId, OFFER);
    await pc.sync();
    await pc.enroll(`${service.origin}/mam/enroll`);
    await pc.sync();
    expect(offerOn(managed)).toBeUndefined();
  });
});
