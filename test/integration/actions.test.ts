import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newGuid } from '../../shared/random';
import { BadLine } from '../support/bad-line';
import { auditTrail, type ManagedPc, Manager, managedPc, managerOf, WIP_POLICY } from '../support/managed-pc';
import { deviceToken, onboard, startTestService, type TestService } from '../support/service';

let service: TestService;
let home: ManagedPc;
beforeAll(async () => {
  service = await startTestService();
  home = await managedPc(service);
});
afterAll(() => service.stop());

const RESYNC = { type: 'resync' };
const WIPE = { type: 'wipe' };
const HANDOFF = {
  type: 'handoff',
  discoveryUrl: 'https://mdm.contoso.com/Discovery.svc',
  mdmEnterpriseId: 'contoso.com',
};

async function setStatus(tenantId: string, status: string): Promise<void> {
  const operator = await managerOf(service, service.homeTenant, ['Mam.Operator']);
  await operator.call('PUT', `operator/tenants/${tenantId}`, { displayName: 'Contoso', status });
}

describe('asking something of a device is refused', () => {
  const open = (action: string) => [
    ['to ask', `devices/${home.person.deviceId}/actions`],
    ['to cancel', `devices/${home.person.deviceId}/actions/${action}/cancel`],
  ];

  it.each([['Mam.Reader'], ['Mam.LogReader'], ['Mam.Operator'], []])('to the role %j', async (...roles) => {
    const caller = await managerOf(service, home.person.tenantId, roles);
    for (const [, path] of open('a')) expect((await caller.call('POST', path ?? '', WIPE)).status).toBe(403);
  });

  it('to the operator of the home tenant, who has no device there', async () => {
    const operator = await managerOf(service, service.homeTenant, ['Mam.Operator', 'Mam.Admin']);
    expect((await operator.act(home.person.deviceId, WIPE)).status).toBe(403);
  });

  it('to an administrator of another tenant, who does not even learn that the device exists', async () => {
    const other = await managerOf(service, (await onboard(service)).tenantId);
    const { status, body } = await other.act(home.person.deviceId, WIPE);
    expect([status, body.code]).toEqual([404, 'device.unknown']);
    expect((await other.cancel(home.person.deviceId, 'a')).body.code).toBe('device.unknown');
  });

  it('to a device token, even of an administrator', async () => {
    const token = await deviceToken(service, home.person, { roles: ['Mam.Admin'] });
    const device = new Manager(service.origin, token);
    expect((await device.act(home.person.deviceId, WIPE)).status).toBe(403);
  });

  it('to nobody in particular', async () => {
    const reply = await fetch(`${service.origin}/api/v1/devices/${home.person.deviceId}/actions`, { method: 'POST' });
    expect(reply.status).toBe(401);
  });

  it.each<[string, unknown, string]>([
    ['an unknown type', { type: 'format' }, 'type'],
    ['no type', {}, 'type'],
    ['a member that nobody knows', { type: 'wipe', force: true }, 'force'],
    ['keepData at a wipe', { type: 'wipe', keepData: true }, 'keepData'],
    ['keepData that is no boolean', { type: 'unenroll', keepData: 'yes' }, 'keepData'],
    ['a discovery address without TLS', { ...HANDOFF, discoveryUrl: 'http://mdm.contoso.com' }, 'discoveryUrl'],
    ['a handoff without enterprise id', { ...HANDOFF, mdmEnterpriseId: '' }, 'mdmEnterpriseId'],
    ['an array', [WIPE], ''],
  ])('with %s', async (_what, request, path) => {
    const { status, body } = await home.admin.act(home.person.deviceId, request);
    expect([status, body.errors[0].path]).toEqual([422, path]);
  });

  it.each(['a b', 'a_b', 'ä'.normalize('NFD'), 'a'.repeat(65), 'one, two', '../x'])(
    'with the Idempotency-Key %j',
    async (key) => {
      const encoded = /^[\x20-\x7e]*$/.test(key) ? key : 'a%CC%88';
      const { status, body } = await home.admin.act(home.person.deviceId, RESYNC, encoded);
      expect([status, body.code]).toEqual([400, 'actions.key']);
    },
  );

  it.each<[string, string, number, string]>([
    ['that never enrolled', newGuid(), 404, 'device.unknown'],
    ['whose id is no GUID', 'PC-1', 400, 'device.id'],
  ])('for a device %s', async (_what, deviceId, status, code) => {
    const refused = await home.admin.act(deviceId, WIPE);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it('for a device that has left', async () => {
    const { pc, admin, person } = await managedPc(service);
    await pc.unenroll();
    const { status, body } = await admin.act(person.deviceId, WIPE);
    expect([status, body.code]).toEqual([409, 'device.unenrolled']);
    expect(await auditTrail(service, person)).toEqual(['device.unenrolled done']);
  });

  it.each(['suspended', 'offboarding'])('while the tenant is %s, but for exits', async (status) => {
    const { admin, person } = await managedPc(service);
    const waiting = (await admin.act(person.deviceId, RESYNC, 'resync-1')).body;
    await setStatus(person.tenantId, status);
    for (const request of [RESYNC, HANDOFF, { type: 'withdraw-handoff' }])
      expect((await admin.act(person.deviceId, request)).body.code).toBe(`tenant.${status}`);
    expect((await admin.cancel(person.deviceId, waiting.id)).body.code).toBe(`tenant.${status}`);
    expect((await admin.act(person.deviceId, { type: 'unenroll' }, 'leave')).status).toBe(202);
    expect((await admin.cancel(person.deviceId, 'leave')).status).toBe(200);
    expect((await admin.act(person.deviceId, WIPE)).status).toBe(202);
  });

  it('with other methods than POST', async () => {
    expect((await home.admin.call('GET', `devices/${home.person.deviceId}/actions`)).status).toBe(405);
    expect((await home.admin.call('DELETE', `devices/${home.person.deviceId}/actions/a/cancel`)).status).toBe(405);
  });

  it('with more than 16 that wait', async () => {
    const { admin, person } = await managedPc(service);
    for (let n = 0; n < 16; n++) expect((await admin.act(person.deviceId, RESYNC)).status).toBe(202);
    const { status, body } = await admin.act(person.deviceId, RESYNC);
    expect([status, body.code]).toEqual([409, 'actions.too-many']);
  });
});

describe('an action', () => {
  let managed: ManagedPc;
  beforeAll(async () => {
    managed = await managedPc(service);
  });

  it('is accepted, shown in words and audited', async () => {
    const { admin, person } = managed;
    const { status, body } = await admin.act(person.deviceId, RESYNC, 'again-1');
    expect([status, body]).toEqual([
      202,
      expect.objectContaining({ id: 'again-1', type: 'resync', status: 'pending' }),
    ]);
    expect(body.meaning).toContain('waits for the next sync');
    expect(body).not.toHaveProperty('workData');
    expect((await admin.device(person.deviceId)).actions).toEqual([body]);
    expect(await auditTrail(service, person)).toEqual(['action.request done']);
  });

  it('without a key gets an id of its own', async () => {
    const { admin, person } = managed;
    const ids = [await admin.act(person.deviceId, RESYNC), await admin.act(person.deviceId, RESYNC)];
    expect(new Set(ids.map(({ body }) => body.id)).size).toBe(2);
  });

  it('asked for twice under one key is one action, also when it is over', async () => {
    const { admin, person, pc } = await managedPc(service);
    const first = await admin.act(person.deviceId, RESYNC, 'once');
    expect((await admin.act(person.deviceId, RESYNC, 'once')).body).toEqual(first.body);
    await pc.sync();
    const repeated = await admin.act(person.deviceId, RESYNC, 'once');
    expect([repeated.status, repeated.body.status]).toEqual([202, 'confirmed']);
    expect((await admin.device(person.deviceId)).actions).toEqual([]);
  });

  it.each(['open', 'over'])('that is %s keeps its key for itself', async (stage) => {
    const { admin, person, pc } = await managedPc(service);
    await admin.act(person.deviceId, RESYNC, 'taken');
    if (stage === 'over') await pc.sync();
    const { status, body } = await admin.act(person.deviceId, WIPE, 'taken');
    expect([status, body.code]).toEqual([409, 'actions.key-taken']);
  });

  it('asked for many times at once under one key is one action', async () => {
    const { admin, person } = await managedPc(service);
    const asked = await Promise.all(Array.from({ length: 8 }, () => admin.act(person.deviceId, WIPE, 'same')));
    expect(asked.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 202));
    expect((await admin.device(person.deviceId)).actions).toHaveLength(1);
  });

  it('resync has every setting sent again', async () => {
    const { admin, person, pc } = await managedPc(service);
    expect((await pc.sync()).applied).toEqual([]);
    await admin.act(person.deviceId, RESYNC);
    expect((await pc.sync()).applied.length).toBeGreaterThan(3);
    expect((await pc.sync()).applied).toEqual([]);
    expect((await admin.device(person.deviceId)).history.actions).toMatchObject([
      { type: 'resync', status: 'confirmed' },
    ]);
    expect(await auditTrail(service, person)).toEqual([
      'action.request done',
      'action.sent done',
      'action.confirmed done',
    ]);
  });
});

describe('of two exits', () => {
  const EXITS = [WIPE, { type: 'unenroll' }, { type: 'unenroll', keepData: true }];

  it.each(EXITS)('the second is refused, with the way out: %j', async (second) => {
    const { admin, person } = await managedPc(service);
    await admin.act(person.deviceId, { type: 'unenroll', keepData: true }, 'first');
    const { status, body } = await admin.act(person.deviceId, second, 'second');
    expect([status, body.code]).toEqual([409, 'actions.exit-open']);
    expect(body.detail).toContain(`devices/${person.deviceId}/actions/first/cancel`);
    await admin.cancel(person.deviceId, 'first');
    expect((await admin.act(person.deviceId, second, 'second')).status).toBe(202);
  });

  it('one that went out cannot be cancelled, and that is what the refusal says', async () => {
    const { admin, person, pc } = await managedPc(service, {
      pc: { behaviors: new Map([['./Vendor/MSFT/DMClient/Provider/{ProviderID}/Unenroll', { exec: () => 200 }]]) },
    });
    await admin.act(person.deviceId, WIPE, 'first');
    await pc.sync();
    const { body } = await admin.act(person.deviceId, WIPE, 'second');
    expect([body.code, body.detail]).toEqual(['actions.exit-open', expect.stringContaining('silent for 90 days')]);
  });

  it('asked for at the same moment exactly one is accepted', async () => {
    const { admin, person } = await managedPc(service);
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, n) => admin.act(person.deviceId, EXITS[n % EXITS.length], `exit-${n}`)),
    );
    expect(asked.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(asked.filter(({ body }) => body.code === 'actions.exit-open')).toHaveLength(7);
    expect((await admin.device(person.deviceId)).actions).toHaveLength(1);
  });
});

describe('what becomes of the work data is said beforehand', () => {
  it.each([
    [WIPE, {}, /^The work data goes with it/],
    [{ type: 'unenroll', keepData: true }, {}, /^The work data stays/],
    [{ type: 'unenroll', keepData: false }, {}, /^The work data goes with it/],
    [{ type: 'unenroll' }, { revokeOnUnenroll: true }, /^The work data goes with it: this PC is set/],
    [{ type: 'unenroll' }, { revokeOnUnenroll: false }, /^The work data stays: this PC is set/],
  ])('for %j under %j', async (request, wip, expected) => {
    const policy = { ...WIP_POLICY, wip: { ...WIP_POLICY.wip, ...wip } };
    const { admin, person } = await managedPc(service, { policy });
    expect((await admin.act(person.deviceId, request)).body.workData).toMatch(expected);
  });

  it('honestly while the PC has not confirmed its switch', async () => {
    const line = new BadLine();
    const { admin, person, pc } = await managedPc(service, { pc: { transport: line.transport, retries: 0 } });
    const wip = { ...WIP_POLICY.wip, revokeOnUnenroll: false };
    await admin.savePolicy({ ...WIP_POLICY, wip });
    line.loseRequest('<Cmd>Replace</Cmd>');
    await expect(pc.sync()).rejects.toThrow('lost');
    expect((await admin.act(person.deviceId, { type: 'unenroll' })).body.workData).toMatch(/^It is not known/);
  });
});

describe('cancelling', () => {
  it.each(['nothing', '__proto__', 'a'.repeat(300)])('of %j is unknown', async (id) => {
    const { status, body } = await home.admin.cancel(home.person.deviceId, id);
    expect([status, body.code]).toEqual([404, 'actions.unknown']);
  });

  it('takes a pending action back, and repeating it changes nothing', async () => {
    const { admin, person, pc } = await managedPc(service);
    await admin.act(person.deviceId, WIPE, 'wipe-1');
    const cancelled = await admin.cancel(person.deviceId, 'wipe-1');
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled']);
    expect(await admin.cancel(person.deviceId, 'wipe-1')).toEqual(cancelled);
    expect(await pc.sync()).toMatchObject({ ended: 'normally', applied: [] });
    expect(await auditTrail(service, person)).toEqual(['action.request done', 'action.cancel done']);
  });

  it('comes too late for what is over, and says how it stands', async () => {
    const { admin, person, pc } = await managedPc(service);
    await admin.act(person.deviceId, WIPE, 'wipe-1');
    await pc.sync();
    const { status, body } = await admin.cancel(person.deviceId, 'wipe-1');
    expect([status, body.code]).toEqual([409, 'actions.sent']);
    expect(body.detail).toContain('confirmed');
  });

  it('of a wipe whose switch is already on the PC puts the switch back', async () => {
    const line = new BadLine();
    const policy = { ...WIP_POLICY, wip: { ...WIP_POLICY.wip, revokeOnUnenroll: false } };
    const { admin, person, pc } = await managedPc(service, { policy, pc: { transport: line.transport, retries: 0 } });
    const revoke = './Vendor/MSFT/EnterpriseDataProtection/Settings/RevokeOnUnenroll';
    expect(pc.tree.valueOf(revoke)).toBe('0');
    await admin.act(person.deviceId, WIPE, 'wipe-1');
    line.loseRequest('<Cmd>Replace</Cmd>');
    await expect(pc.sync()).rejects.toThrow('lost');
    expect(pc.tree.valueOf(revoke)).toBe('1');
    expect((await admin.cancel(person.deviceId, 'wipe-1')).status).toBe(200);
    await pc.sync();
    expect(pc.tree.valueOf(revoke)).toBe('0');
  });
});
