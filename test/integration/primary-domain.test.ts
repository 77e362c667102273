import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Manager, managedPc, WIP_POLICY } from '../support/managed-pc';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const OFF = { ...WIP_POLICY, wip: { mode: 'off' } };
const OTHER = { ...WIP_POLICY, wip: { ...WIP_POLICY.wip, primaryDomain: 'fabrikam.com' } };
const DOMAINS = 'EnterpriseProtectedDomainNames';

async function domainsOn(admin: Manager, deviceId: string) {
  const { settings } = await admin.device(deviceId);
  return settings.find(({ setting }: { setting: string }) => setting.endsWith(DOMAINS));
}

describe('a PC that slept while the primary domain changed', () => {
  it('keeps its own, and the administrator sees rule and way out', async () => {
    const { admin, pc, person } = await managedPc(service);
    await admin.savePolicy(OFF);
    await admin.savePolicy(OTHER);
    const { applied } = await pc.sync();
    expect(applied.map(({ uri }) => uri).filter((uri) => uri.endsWith(DOMAINS))).toEqual([]);
    expect(await domainsOn(admin, person.deviceId)).toMatchObject({
      inForce: true,
      rule: 'WIP-4',
      meaning: expect.stringContaining('mode off'),
    });
    const { items } = (await admin.call('GET', 'devices')).body;
    expect(items).toMatchObject([{ policy: { name: 'pcs', revision: 3 }, failedSettings: 1 }]);
  });

  it('takes the new one after the way out: mode off, and the new domain only then', async () => {
    const { admin, pc, person } = await managedPc(service);
    for (const document of [OFF, OTHER]) await admin.savePolicy(document);
    await pc.sync();
    await admin.savePolicy(OFF);
    await pc.sync();
    await admin.savePolicy(OTHER);
    await pc.sync();
    const domains = await domainsOn(admin, person.deviceId);
    expect([domains.inForce, domains.rule]).toEqual([true, undefined]);
  });
});
