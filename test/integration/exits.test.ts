import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NodeBehavior } from '../../simulator/tree/behavior';
import { BadLine } from '../support/bad-line';
import {
  auditTrail,
  keyOf,
  type ManagedPc,
  managedPc,
  managerOf,
  proofsOf,
  type Setup,
  WIP_POLICY,
} from '../support/managed-pc';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const WIPE = { type: 'wipe' };
const UNENROLL = './Vendor/MSFT/DMClient/Provider/{ProviderID}/Unenroll';
const REVOKE = './Vendor/MSFT/EnterpriseDataProtection/Settings/RevokeOnUnenroll';
const KEEPING = { ...WIP_POLICY, wip: { ...WIP_POLICY.wip, revokeOnUnenroll: false } };

/** A PC on a bad line that tries nothing twice, and counts how often it was told to leave. */
async function pcOnBadLine(setup: Setup = {}): Promise<ManagedPc & { line: BadLine; told: () => number }> {
  const line = new BadLine();
  let told = 0;
  const leave: NodeBehavior = {
    exec: () => {
      told += 1;
      return 'unenroll';
    },
  };
  const behaviors = new Map([[UNENROLL, leave]]);
  const pc = { transport: line.transport, retries: 0, behaviors, ...setup.pc };
  return { ...(await managedPc(service, { ...setup, pc })), line, told: () => told };
}

const verbs = (applied: readonly { verb: string; uri: string }[]) =>
  applied.map(({ verb, uri }) => `${verb} ${uri.split('/').at(-1)}`);

describe('a wipe, end to end', () => {
  it('withdraws the work data first, ends the enrollment, and its proof is kept', async () => {
    const { admin, person, pc } = await managedPc(service, { policy: KEEPING });
    const asked = await admin.act(person.deviceId, WIPE, 'wipe-1');
    expect([asked.status, asked.body.workData]).toEqual([202, expect.stringContaining('goes with it')]);
    const report = await pc.sync();
    expect([report.ended, report.farewell]).toEqual(['unenrolled', 'answered']);
    expect(verbs(report.applied)).toEqual(['Replace RevokeOnUnenroll', 'Exec Unenroll']);
    expect(pc.ending).toEqual({ by: 'server', workData: 'revoked' });

    const device = await admin.device(person.deviceId);
    expect(device).toMatchObject({ status: 'unenrolled', endedBy: 'server', actions: [] });
    expect(device.history.actions).toMatchObject([
      { id: 'wipe-1', status: 'confirmed', meaning: 'the PC confirmed it' },
    ]);
    const [proof, ...others] = await proofsOf(service, person);
    expect(others).toEqual([]);
    expect(proof).toMatchObject({
      ...keyOf(person),
      action: 'wipe-1',
      userId: person.userId,
      requestedBy: asked.body.requestedBy,
      requestedAt: asked.body.requestedAt,
      confirmedAt: device.history.actions[0].changedAt,
    });
    const times = [proof?.requestedAt, proof?.revokedAt, proof?.confirmedAt];
    expect(times).toEqual(times.toSorted());
    expect(await auditTrail(service, person)).toEqual([
      'action.request done',
      'action.sent done',
      'device.unenrolled done',
      'action.confirmed done',
    ]);
  });

  it('names nobody in its proof', async () => {
    const { admin, person, pc } = await managedPc(service);
    await admin.act(person.deviceId, WIPE);
    await pc.sync();
    expect(JSON.stringify(await proofsOf(service, person))).not.toMatch(/ada|contoso|ADA-PC/i);
  });

  it('is told apart from everything that is asked afterwards', async () => {
    const { admin, person, pc } = await managedPc(service);
    await admin.act(person.deviceId, WIPE, 'wipe-1');
    await pc.sync();
    expect((await admin.act(person.deviceId, WIPE, 'wipe-1')).body).toMatchObject({
      id: 'wipe-1',
      status: 'confirmed',
    });
    expect((await admin.act(person.deviceId, WIPE, 'wipe-2')).body.code).toBe('device.unenrolled');
    expect(await proofsOf(service, person)).toHaveLength(1);
  });

  it('that the PC cannot carry out fails with the reason, and the policy goes on', async () => {
    const { admin, person, pc } = await managedPc(service, {
      policy: KEEPING,
      pc: {
        fault: ({ verb, data, uri }) =>
          verb !== 'Get' && uri.endsWith('/RevokeOnUnenroll') && data === '1' ? 405 : undefined,
      },
    });
    await admin.act(person.deviceId, WIPE, 'wipe-1');
    expect((await pc.sync()).ended).toBe('normally');
    const { history, status } = await admin.device(person.deviceId);
    expect(history.actions).toMatchObject([{ status: 'failed', reason: expect.stringContaining('status 405') }]);
    expect(status).toBe('enrolled');
    expect(await proofsOf(service, person)).toEqual([]);
    expect(await auditTrail(service, person)).toEqual(['action.request done', 'action.failed done']);
  });

  it.each(['suspended', 'offboarding'])('works while the tenant is %s', async (status) => {
    const { admin, person, pc } = await managedPc(service);
    const operator = await managerOf(service, service.homeTenant, ['Mam.Operator']);
    await operator.call('PUT', `operator/tenants/${person.tenantId}`, { displayName: 'Contoso', status });
    expect((await admin.act(person.deviceId, WIPE)).status).toBe(202);
    expect((await pc.sync()).ended).toBe('unenrolled');
    expect(await proofsOf(service, person)).toHaveLength(1);
  });
});

describe('an unenrollment', () => {
  it.each([
    [true, 'kept', WIP_POLICY],
    [false, 'revoked', KEEPING],
  ])('with keepData %s leaves the work data %s, whatever the policy says', async (keepData, workData, policy) => {
    const { admin, person, pc } = await managedPc(service, { policy });
    await admin.act(person.deviceId, { type: 'unenroll', keepData });
    const { applied } = await pc.sync();
    expect(verbs(applied)).toEqual(['Replace RevokeOnUnenroll', 'Exec Unenroll']);
    expect(pc.ending).toEqual({ by: 'server', workData });
    expect((await admin.device(person.deviceId)).history.actions).toMatchObject([
      { type: 'unenroll', status: 'confirmed', keepData },
    ]);
    expect(await proofsOf(service, person)).toEqual([]);
  });

  it.each([
    ['revoked', WIP_POLICY],
    ['kept', KEEPING],
  ])('that says nothing of the work data leaves it %s, as the PC is set', async (workData, policy) => {
    const { admin, person, pc } = await managedPc(service, { policy });
    await admin.act(person.deviceId, { type: 'unenroll' });
    expect(verbs((await pc.sync()).applied)).toEqual(['Exec Unenroll']);
    expect(pc.ending).toEqual({ by: 'server', workData });
  });

  it('by the user ends what was asked of the PC, and proves nothing', async () => {
    const { admin, person, pc } = await managedPc(service);
    await admin.act(person.deviceId, WIPE, 'wipe-1');
    expect((await pc.unenroll()).farewell).toBe('answered');
    const device = await admin.device(person.deviceId);
    expect(device).toMatchObject({ status: 'unenrolled', endedBy: 'user' });
    expect(device.history.actions).toMatchObject([{ status: 'superseded', reason: 'the device has left' }]);
    expect(await proofsOf(service, person)).toEqual([]);
    // Both ends happen in one moment, in no order.
    expect((await auditTrail(service, person)).sort()).toEqual([
      'action.request done',
      'action.superseded done',
      'device.unenrolled done',
    ]);
  });

  it('while the PC is offline is left to the PC, which was told after how many days', async () => {
    const { pc } = await managedPc(service, {
      policy: { ...WIP_POLICY, sync: { unenrollAfterDaysWithoutContact: 30 } },
    });
    const provider = `./Vendor/MSFT/DMClient/Provider/${pc.enrollment?.providerId}`;
    expect(pc.tree.valueOf(`${provider}/NumberOfDaysAfterLostContactToUnenroll`)).toBe('30');
    expect(pc.tree.valueOf(REVOKE)).toBe('1');
  });
});

describe('rule 5, over a bad line: Exec is sent once per epoch and never lost', () => {
  it.each([
    ['the request that acknowledges the switch', (line: BadLine) => line.loseRequest('<Cmd>Replace</Cmd>')],
    ['the reply that carries the switch', (line: BadLine) => line.loseReply('RevokeOnUnenroll')],
    ['the reply that carries Unenroll', (line: BadLine) => line.loseReply('<Exec>')],
  ])('when %s is lost, the next session begins with the switch again', async (_what, lose) => {
    const { admin, person, pc, line, told } = await pcOnBadLine();
    await admin.act(person.deviceId, WIPE, 'wipe-1');
    lose(line);
    await expect(pc.sync()).rejects.toThrow('lost');
    expect([line.lost, told()]).toEqual([1, 0]);
    expect(verbs((await pc.sync()).applied)).toEqual(['Replace RevokeOnUnenroll', 'Exec Unenroll']);
    expect(told()).toBe(1);
    expect((await admin.device(person.deviceId)).history.actions).toMatchObject([{ status: 'confirmed' }]);
    expect(await proofsOf(service, person)).toHaveLength(1);
  });

  it('a repeated message brings the same Unenroll again, and the PC leaves once', async () => {
    const { admin, person, pc, line, told } = await pcOnBadLine({ pc: { retries: 2 } });
    await admin.act(person.deviceId, WIPE);
    line.loseReply('<Exec>');
    expect((await pc.sync()).ended).toBe('unenrolled');
    expect([line.lost, told()]).toEqual([1, 1]);
    expect((await auditTrail(service, person)).filter((row) => row === 'action.sent done')).toHaveLength(1);
  });

  it('a PC that does not leave is told again in each session, once', async () => {
    let told = 0;
    const stay: NodeBehavior = {
      exec: () => {
        told += 1;
        return 200;
      },
    };
    const { admin, person, pc } = await managedPc(service, { pc: { behaviors: new Map([[UNENROLL, stay]]) } });
    await admin.act(person.deviceId, WIPE);
    for (let session = 1; session <= 3; session++) {
      await pc.sync();
      expect(told).toBe(session);
    }
    expect((await admin.device(person.deviceId)).actions).toMatchObject([{ status: 'sent' }]);
    expect((await auditTrail(service, person)).filter((row) => row === 'action.sent done')).toHaveLength(1);
  });

  it('a farewell that is lost leaves the wipe on its way, and proves nothing', async () => {
    const { admin, person, pc, line } = await pcOnBadLine();
    await admin.act(person.deviceId, WIPE);
    line.loseRequest('<Data>1226</Data>');
    expect(await pc.sync()).toMatchObject({ ended: 'unenrolled', farewell: 'lost' });
    expect(await admin.device(person.deviceId)).toMatchObject({ status: 'enrolled', actions: [{ status: 'sent' }] });
    expect(await proofsOf(service, person)).toEqual([]);
  });

  it('an answer to the farewell that is lost changes nothing: the PC has said goodbye', async () => {
    const { admin, person, pc, line } = await pcOnBadLine();
    await admin.act(person.deviceId, WIPE);
    line.meanwhile('<Data>1226</Data>', () => line.loseReply('<Final'));
    expect(await pc.sync()).toMatchObject({ ended: 'unenrolled', farewell: 'lost' });
    expect((await admin.device(person.deviceId)).history.actions).toMatchObject([{ status: 'confirmed' }]);
    expect(await proofsOf(service, person)).toHaveLength(1);
  });
});

describe('the proof of a wipe', () => {
  it('tells when the switch was acknowledged, also when it was under way once more', async () => {
    const stay: NodeBehavior = { exec: () => 200 };
    const behaviors = new Map([[UNENROLL, stay]]);
    const { admin, person, pc, line } = await pcOnBadLine({ pc: { behaviors } });
    await admin.act(person.deviceId, WIPE);
    await pc.sync();
    const [{ changedAt }] = (await admin.device(person.deviceId)).actions;
    line.loseRequest('<Cmd>Replace</Cmd>');
    await expect(pc.sync()).rejects.toThrow('lost');
    await pc.unenroll();
    expect(await proofsOf(service, person)).toMatchObject([{ revokedAt: changedAt }]);
  });
});

describe('storage that fails at the farewell', () => {
  const failing = (table: string) => {
    for (let n = 0; n < 20; n++)
      service.tables.injectWhere((call) => call.table === table && call.method !== 'GET', 503);
  };
  afterEach(() => service.tables.reset());

  it('before the proof is written confirms nothing', async () => {
    const { admin, person, pc, line } = await pcOnBadLine();
    await admin.act(person.deviceId, WIPE);
    line.meanwhile('<Data>1226</Data>', () => failing('audit'));
    expect(await pc.sync()).toMatchObject({ ended: 'unenrolled', farewell: 'lost' });
    service.tables.reset();
    expect(await admin.device(person.deviceId)).toMatchObject({ status: 'enrolled', actions: [{ status: 'sent' }] });
    expect(await proofsOf(service, person)).toEqual([]);
  });

  it('after the proof was written keeps it, for the PC did say goodbye', async () => {
    const { admin, person, pc, line } = await pcOnBadLine();
    await admin.act(person.deviceId, WIPE);
    line.meanwhile('<Data>1226</Data>', () => failing('devices'));
    expect(await pc.sync()).toMatchObject({ ended: 'unenrolled', farewell: 'lost' });
    service.tables.reset();
    expect(await admin.device(person.deviceId)).toMatchObject({ status: 'enrolled', actions: [{ status: 'sent' }] });
    expect(await proofsOf(service, person)).toHaveLength(1);
  });
});
