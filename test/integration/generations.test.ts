import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULT_TEXTS } from '../../shared/enrollment/fault-texts';
import { newGuid } from '../../shared/random';
import { EnrollmentFault, SyncRefused } from '../../simulator/index';
import { BadLine } from '../support/bad-line';
import { auditTrail, keyOf, type ManagedPc, managedPc, pcOf, proofsOf, setTenant } from '../support/managed-pc';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const WIPE = { type: 'wipe' };
const enrollUrl = () => `${service.origin}/mam/enroll`;
const LENIENT = { settings: { blockReenrollmentWithOpenWipe: false } };

async function sentWipe(): Promise<ManagedPc> {
  const line = new BadLine();
  const managed = await managedPc(service, { pc: { transport: line.transport, retries: 0 } });
  await managed.admin.act(managed.person.deviceId, WIPE, 'wipe-1');
  line.loseRequest('<Data>1226</Data>');
  await managed.pc.sync();
  return managed;
}

async function pendingWipe(): Promise<ManagedPc> {
  const managed = await managedPc(service);
  await managed.admin.act(managed.person.deviceId, WIPE, 'wipe-1');
  return managed;
}

describe('a PC with an open wipe', () => {
  it.each([
    ['waits', pendingWipe],
    ['went out, and the farewell was lost', sentWipe],
  ])('that %s may not enroll again, and its user learns why', async (_what, withWipe) => {
    const { pc, admin, person } = await withWipe();
    const before = await admin.device(person.deviceId);
    const fault = await pc.enroll(enrollUrl()).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(EnrollmentFault);
    expect(String(fault)).toContain(FAULT_TEXTS.WipeOpen.de);
    expect(await admin.device(person.deviceId)).toEqual(before);
  });

  it('may not enroll for another user either', async () => {
    const { person } = await pendingWipe();
    const other = pcOf(service, { ...person, userId: newGuid() });
    await expect(other.enroll(enrollUrl())).rejects.toThrow(EnrollmentFault);
  });

  it('may enroll once the wipe was cancelled', async () => {
    const { pc, admin, person } = await pendingWipe();
    await admin.cancel(person.deviceId, 'wipe-1');
    await pc.enroll(enrollUrl());
    expect((await pc.sync()).ended).toBe('normally');
  });

  it('may enroll once the wipe is confirmed', async () => {
    const { pc, admin, person } = await pendingWipe();
    await pc.sync();
    await pc.enroll(enrollUrl());
    await pc.sync();
    expect(await admin.device(person.deviceId)).toMatchObject({
      status: 'enrolled',
      history: { actions: [{ status: 'confirmed' }], enrollments: [{ endedBy: 'server' }] },
    });
    expect(await proofsOf(service, person)).toHaveLength(1);
  });

  it.each([
    ['waits', pendingWipe],
    ['went out, and the farewell was lost', sentWipe],
  ])('that %s may enroll where the tenant lets it; the wipe is superseded and shown', async (_what, withWipe) => {
    const { pc, admin, person } = await withWipe();
    await setTenant(admin, LENIENT.settings);
    await pc.enroll(enrollUrl());
    expect((await pc.sync()).ended).toBe('normally');
    const { actions, history } = await admin.device(person.deviceId);
    expect(actions).toEqual([]);
    expect(history.actions).toMatchObject([
      { id: 'wipe-1', status: 'superseded', reason: 'the PC was enrolled again' },
    ]);
    expect(await proofsOf(service, person)).toEqual([]);
  });
});

describe('after a new enrollment of the same PC', () => {
  it('every other action of the old one is superseded, in the same batch', async () => {
    const { pc, admin, person } = await managedPc(service);
    await admin.act(person.deviceId, { type: 'resync' }, 'resync-1');
    await admin.act(person.deviceId, { type: 'unenroll' }, 'leave-1');
    await pc.enroll(enrollUrl());
    const live = await service.store.devices.loadLive(keyOf(person).tenantId, keyOf(person).deviceId);
    expect(live.actions).toEqual([]);
    const { history } = await admin.device(person.deviceId);
    expect(history.actions.map(({ id, status }: { id: string; status: string }) => `${id} ${status}`).sort()).toEqual([
      'leave-1 superseded',
      'resync-1 superseded',
    ]);
    expect((await pc.sync()).ended).toBe('normally');
  });

  it('nothing of the old one reaches the PC, and everything of the policy does', async () => {
    const { pc, admin, person } = await managedPc(service, LENIENT);
    await admin.act(person.deviceId, WIPE);
    const before = pc.saveState();
    await pc.enroll(enrollUrl());
    const { applied } = await pc.sync();
    expect(applied.filter(({ verb }) => verb === 'Exec')).toEqual([]);
    expect(applied.length).toBeGreaterThan(3);
    const old = pcOf(service, person, { state: before });
    await expect(old.sync()).rejects.toThrow(SyncRefused);
    expect((await pc.sync()).applied).toEqual([]);
  });

  it('a session of the old one is refused in its middle', async () => {
    const line = new BadLine();
    const { pc, admin, person } = await managedPc(service, { pc: { transport: line.transport, retries: 0 } });
    await admin.act(person.deviceId, { type: 'unenroll', keepData: true });
    const again = pcOf(service, person);
    line.pauseBefore('<Cmd>Replace</Cmd>', () => again.enroll(enrollUrl()));
    await expect(pc.sync()).rejects.toThrow(SyncRefused);
    expect((await again.sync()).applied.filter(({ verb }) => verb === 'Exec')).toEqual([]);
  });

  it('an action for the old one cannot be added any more', async () => {
    const { pc, admin, person } = await managedPc(service);
    await pc.enroll(enrollUrl());
    const acted = await admin.act(person.deviceId, { type: 'resync' }, 'resync-1');
    expect(acted.status).toBe(202);
    await pc.sync();
    expect((await admin.device(person.deviceId)).history.actions).toMatchObject([{ status: 'confirmed' }]);
  });

  it('a wipe and a new enrollment at the same moment never leave a wipe that reaches nobody', async () => {
    const rounds = Array.from({ length: 6 }, async () => {
      const { pc, admin, person } = await managedPc(service);
      const [asked, enrolled] = await Promise.all([
        admin.act(person.deviceId, WIPE, 'wipe-1'),
        pc.enroll(enrollUrl()).then(
          () => true,
          () => false,
        ),
      ]);
      const { ended } = await pc.sync();
      return { asked: asked.status, enrolled, ended };
    });
    for (const { asked, enrolled, ended } of await Promise.all(rounds)) {
      // Whoever was told that the wipe waits sees it reach the PC, in whichever enrollment it then is.
      expect(ended).toBe(asked === 202 ? 'unenrolled' : 'normally');
      if (asked !== 202) expect(enrolled).toBe(true);
    }
  });
});

describe('another user on the same PC', () => {
  it('gets an enrollment of its own, and what was asked of the first is over', async () => {
    const { person, pc, admin } = await managedPc(service);
    await admin.act(person.deviceId, { type: 'unenroll' }, 'leave-1');
    const second = { ...person, userId: newGuid() };
    const otherPc = pcOf(service, second);
    await otherPc.enroll(enrollUrl());
    expect((await otherPc.sync()).ended).toBe('normally');
    await expect(pc.sync()).rejects.toThrow(SyncRefused);
    const device = await admin.device(person.deviceId);
    expect(device).toMatchObject({
      userId: second.userId,
      actions: [],
      history: { actions: [{ id: 'leave-1', status: 'superseded' }], enrollments: [{ userId: person.userId }] },
    });
  });
});

describe('the same PC with a new device id', () => {
  it('is another device: the old one keeps its wipe, and the new one is not touched by it', async () => {
    const { person, pc, admin } = await pendingWipe();
    const anew = pcOf(service, { ...person, deviceId: newGuid() }, { state: pc.saveState() });
    await anew.enroll(enrollUrl());
    const { ended, applied } = await anew.sync();
    expect(ended).toBe('normally');
    expect(applied.length).toBeGreaterThan(3);
    expect((await admin.device(person.deviceId)).actions).toMatchObject([{ id: 'wipe-1', status: 'pending' }]);
    expect((await pc.sync()).ended).toBe('unenrolled');
  });
});

describe('the trail of an enrollment', () => {
  it('names the wipe that it superseded', async () => {
    const { person, pc, admin } = await managedPc(service, LENIENT);
    await admin.act(person.deviceId, WIPE, 'wipe-1');
    await pc.enroll(enrollUrl());
    const month = new Date().toISOString().slice(0, 7).replace('-', '');
    const { entries } = await service.store.audit.list(keyOf(person).tenantId, month, { size: 100 });
    expect(entries.find(({ action }) => action === 'enrollment')?.facts).toMatchObject({
      closedActions: 1,
      closedWipe: 'wipe-1',
    });
    expect(await auditTrail(service, person)).toEqual(['action.request done']);
  });
});
