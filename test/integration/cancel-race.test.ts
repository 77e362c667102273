import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadLine } from '../support/bad-line';
import { auditTrail, managedPc, managerOf } from '../support/managed-pc';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
let other: { origin: string; stop(): Promise<void> };
beforeAll(async () => {
  service = await startTestService();
  other = await service.startInstance();
});
afterAll(async () => {
  await other.stop();
  await service.stop();
});

const ROUNDS = 12;

// The cancellations reach another instance while the message that would send Unenroll is on its way to the first.
async function race(request: object, decisive: string) {
  const line = new BadLine();
  const { person, pc, admin } = await managedPc(service, { pc: { transport: line.transport } });
  const there = await managerOf(service, person.tenantId, ['Mam.Admin'], other.origin);
  await admin.act(person.deviceId, request, 'exit-1');
  const cancelled: ReturnType<typeof there.cancel>[] = [];
  line.meanwhile(decisive, () => {
    cancelled.push(there.cancel(person.deviceId, 'exit-1'), there.cancel(person.deviceId, 'exit-1'));
  });
  const { ended } = await pc.sync();
  const device = await admin.device(person.deviceId);
  const trail = await auditTrail(service, person);
  return { ended, answers: await Promise.all(cancelled), action: device.history.actions[0], trail };
}

describe('a cancellation against a sync on another instance', () => {
  it.each([
    ['a plain unenrollment', { type: 'unenroll' }, '<Data>1201</Data>'],
    ['a wipe whose switch was just acknowledged', { type: 'wipe' }, '<Cmd>Replace</Cmd>'],
  ])('of %s: exactly one of "cancelled" and "sent" wins', async (_what, request, decisive) => {
    const rounds = await Promise.all(Array.from({ length: ROUNDS }, () => race(request, decisive)));
    for (const { ended, answers, action, trail } of rounds) {
      const isCancelled = action.status === 'cancelled';
      const codes = answers.map(({ status, body }) => (status === 200 ? 'cancelled' : body.code));
      const verdict = isCancelled ? 'cancelled' : 'actions.sent';
      expect(codes).toEqual([verdict, verdict]);
      expect(ended).toBe(isCancelled ? 'normally' : 'unenrolled');
      expect(trail.includes('action.sent done')).toBe(!isCancelled);
      expect(trail.includes('action.cancel done')).toBe(isCancelled);
      expect(action.status).toBe(isCancelled ? 'cancelled' : 'confirmed');
    }
  });

  it('that comes first wins, and one that comes after Unenroll went out is too late', async () => {
    const line = new BadLine();
    const { person, pc, admin } = await managedPc(service, { pc: { transport: line.transport, retries: 0 } });
    await admin.act(person.deviceId, { type: 'unenroll' }, 'first');
    await admin.cancel(person.deviceId, 'first');
    expect((await pc.sync()).ended).toBe('normally');
    await admin.act(person.deviceId, { type: 'unenroll' }, 'second');
    line.loseReply('<Exec>');
    await expect(pc.sync()).rejects.toThrow('lost');
    const { status, body } = await admin.cancel(person.deviceId, 'second');
    expect([status, body.code, body.detail]).toEqual([
      409,
      'actions.sent',
      expect.stringContaining('This one is sent'),
    ]);
  });
});
