import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newGuid } from '../../shared/random';
import type { TenantQuotas } from '../../shared/tenant/tenant';
import { type Manager, managerOf, pcOf, WIP_POLICY } from '../support/managed-pc';
import { onboard, startTestService, type TestPerson, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

async function tenantWith(quotas: TenantQuotas): Promise<{ admin: Manager; person: TestPerson }> {
  const person = await onboard(service);
  const operator = await managerOf(service, service.homeTenant, ['Mam.Operator']);
  const path = `operator/tenants/${person.tenantId}`;
  const { status } = await operator.call('PUT', path, { displayName: 'Contoso', quotas });
  if (status !== 200) throw new Error(`the quotas were refused: ${status}`);
  return { admin: await managerOf(service, person.tenantId), person };
}

const TERMS = { version: '1', title: 'Terms', text: 'Be kind.' };

describe('a quota refuses', () => {
  it.each<[string, TenantQuotas, readonly [string, object][], object]>([
    [
      'one policy more',
      { policies: 1 },
      [
        ['policies/a', WIP_POLICY],
        ['policies/b', WIP_POLICY],
      ],
      { name: 'policies', needed: 2, allowed: 1 },
    ],
    [
      'one revision more',
      { revisions: 1 },
      [
        ['policies/a', WIP_POLICY],
        ['policies/a', { ...WIP_POLICY, name: 'B' }],
      ],
      { name: 'revisions', needed: 2, allowed: 1 },
    ],
    [
      'one language more',
      { terms: 1 },
      [
        ['terms/en', TERMS],
        ['terms/de', TERMS],
      ],
      { name: 'terms', needed: 2, allowed: 1 },
    ],
  ])('%s than the operator allows, and tells which, how much and the way out', async (_, quotas, writes, quota) => {
    const { admin } = await tenantWith(quotas);
    const replies = [];
    for (const [path, body] of writes) replies.push(await admin.call('PUT', path, body));
    const last = replies.pop();
    expect(replies.map(({ status }) => status)).toEqual([200]);
    expect(last?.status).toBe(403);
    expect(last?.body).toMatchObject({ quota, detail: expect.stringMatching(/or ask the operator of the service/) });
  });

  it('a larger document than the operator allows, also when it is only tried', async () => {
    const { admin } = await tenantWith({ policyBytes: 1024 });
    const names = Array.from({ length: 60 }, (_, n) => `login${n}.contoso.com`);
    const large = { ...WIP_POLICY, network: { neutralResources: names } };
    for (const path of ['policies/a', 'policies/a?dryRun=true']) {
      const { status, body } = await admin.call('PUT', path, large);
      expect([status, body.quota.name, body.quota.allowed]).toEqual([403, 'policyBytes', 1024]);
    }
  });

  it('one device more, of whichever user, and takes one that leaves for a free place', async () => {
    const { admin, person } = await tenantWith({ devices: 1 });
    await admin.savePolicy(WIP_POLICY);
    const enroll = (pc: ReturnType<typeof pcOf>) => pc.enroll(`${service.origin}/mam/enroll`);
    const first = pcOf(service, person);
    await enroll(first);
    await enroll(first);
    const other = pcOf(service, { ...person, userId: newGuid(), deviceId: newGuid() });
    await expect(enroll(other)).rejects.toThrow(/DeviceCapReached/);
    await admin.act(person.deviceId, { type: 'unenroll' }, 'leave');
    await first.sync();
    await enroll(other);
    expect((await admin.call('GET', 'devices?status=enrolled')).body.items).toHaveLength(1);
  });

  it('nothing that is there already', async () => {
    const { admin } = await tenantWith({ policies: 1, terms: 1 });
    const statuses = [];
    for (const name of ['A', 'B']) {
      statuses.push((await admin.call('PUT', 'policies/a', { ...WIP_POLICY, name })).status);
      statuses.push((await admin.call('PUT', 'terms/en', { ...TERMS, version: name })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200]);
  });
});

describe('quotas', () => {
  it.each([{ policies: 0 }, { devices: -1 }, { devices: 1.5 }, { everything: 1 }, { policyBytes: 1 }])(
    'cannot be %j',
    async (quotas) => {
      const operator = await managerOf(service, service.homeTenant, ['Mam.Operator']);
      const path = `operator/tenants/${newGuid()}`;
      expect((await operator.call('PUT', path, { displayName: 'Contoso', quotas })).status).toBe(422);
    },
  );

  it('are shown to the tenant with the standard ones, and stay when the operator changes something else', async () => {
    const { admin, person } = await tenantWith({ devices: 7 });
    const operator = await managerOf(service, service.homeTenant, ['Mam.Operator']);
    await operator.call('PUT', `operator/tenants/${person.tenantId}`, { displayName: 'Contoso 2' });
    const { body } = await admin.call('GET', 'tenant');
    expect([body.displayName, body.quotas]).toEqual([
      'Contoso 2',
      { devices: 7, policies: 50, revisions: 10_000, policyBytes: 524_288, terms: 50, bulkPersons: 20_000 },
    ]);
  });
});
