import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadLine } from '../support/bad-line';
import { auditTrail, keyOf, type ManagedPc, managedPc, managerOf, proofsOf, setTenant } from '../support/managed-pc';
import { startTestService, type TestPerson, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const DAY_MS = 24 * 60 * 60_000;

/** Moves the last message of a device so many days back. */
async function silentFor(person: TestPerson, days: number): Promise<string> {
  const { devices } = service.store;
  const { tenantId, deviceId } = keyOf(person);
  const live = await devices.loadLive(tenantId, deviceId);
  if (live.session === undefined) throw new Error('the PC has synced');
  const at = new Date(Date.now() - days * DAY_MS).toISOString();
  await devices.writeSync({ tenantId, deviceId }, live, { session: { ...live.session.value, at } });
  return at;
}

/** A PC to which Unenroll went out, and which was not heard of since. */
async function toldToLeave(request: object): Promise<ManagedPc> {
  const line = new BadLine();
  const managed = await managedPc(service, { pc: { transport: line.transport, retries: 0 } });
  await managed.admin.act(managed.person.deviceId, request, 'exit-1');
  line.loseReply('<Exec>');
  await managed.pc.sync().catch(() => undefined);
  return managed;
}

describe('the days until a PC counts as lost', () => {
  it.each([0, 366, 1.5, -1, '90'])('cannot be %j', async (lostContactDays) => {
    const { admin } = await managedPc(service);
    const { status, body } = await admin.call('PUT', 'tenant', { lostContactDays });
    expect([status, body.errors[0].path]).toEqual([422, 'lostContactDays']);
  });

  it('are 90 where the tenant says nothing', async () => {
    const { admin } = await managedPc(service);
    expect((await admin.call('GET', 'tenant')).body.settings.lostContactDays).toBe(90);
  });
});

describe('a silent PC', () => {
  it('is shown as lost once the days of its tenant are over, and since when it was silent', async () => {
    const { admin, person } = await managedPc(service);
    const since = await silentFor(person, 40);
    expect(await admin.device(person.deviceId)).not.toHaveProperty('lostContact');
    await setTenant(admin, { lostContactDays: 30 });
    expect((await admin.device(person.deviceId)).lostContact).toEqual({
      since,
      meaning: 'no word from this PC for 30 days or more',
    });
  });

  it('leaves what went out to it expired, once, whoever looks', async () => {
    const { admin, person } = await toldToLeave({ type: 'wipe' });
    await silentFor(person, 89);
    expect((await admin.device(person.deviceId)).actions).toMatchObject([{ status: 'sent' }]);
    await silentFor(person, 90);
    const reader = await managerOf(service, person.tenantId, ['Mam.Reader']);
    const [seen] = await Promise.all([reader.device(person.deviceId), admin.device(person.deviceId)]);
    expect(seen).toMatchObject({
      status: 'enrolled',
      actions: [],
      history: { actions: [{ status: 'expired', reason: 'the PC has not been in touch for 90 days' }] },
    });
    expect(await reader.device(person.deviceId)).toEqual(seen);
    expect((await auditTrail(service, person)).filter((row) => row === 'action.expired done')).toHaveLength(1);
  });

  it('keeps waiting for it what never went out', async () => {
    const { admin, person, pc } = await managedPc(service);
    await admin.act(person.deviceId, { type: 'wipe' });
    await silentFor(person, 300);
    expect(await admin.device(person.deviceId)).toMatchObject({ lostContact: {}, actions: [{ status: 'pending' }] });
    expect((await pc.sync()).ended).toBe('unenrolled');
  });

  it('that comes back before anybody looked simply goes on', async () => {
    const { admin, person, pc } = await toldToLeave({ type: 'wipe' });
    await silentFor(person, 120);
    expect((await pc.sync()).ended).toBe('unenrolled');
    expect((await admin.device(person.deviceId)).history.actions).toMatchObject([{ status: 'confirmed' }]);
  });

  it('that comes back after its exit expired is served its policy, and can be asked again', async () => {
    const { admin, person, pc } = await toldToLeave({ type: 'unenroll' });
    await silentFor(person, 120);
    await admin.device(person.deviceId);
    expect((await pc.sync()).ended).toBe('normally');
    expect(await admin.device(person.deviceId)).not.toHaveProperty('lostContact');
    expect((await admin.act(person.deviceId, { type: 'unenroll' }, 'exit-2')).status).toBe(202);
    expect((await pc.sync()).ended).toBe('unenrolled');
  });

  it('that leaves just after its wipe expired leaves a proof all the same', async () => {
    const { admin, person, pc } = await toldToLeave({ type: 'wipe' });
    await silentFor(person, 120);
    expect((await admin.device(person.deviceId)).history.actions).toMatchObject([{ status: 'expired' }]);
    await pc.unenroll();
    expect((await admin.device(person.deviceId)).status).toBe('unenrolled');
    expect(await proofsOf(service, person)).toMatchObject([{ action: 'exit-1', deviceId: person.deviceId }]);
  });

  it('with a wipe that expired in silence may enroll again', async () => {
    const { admin, person, pc } = await toldToLeave({ type: 'wipe' });
    await silentFor(person, 120);
    await pc.enroll(`${service.origin}/mam/enroll`);
    expect((await admin.device(person.deviceId)).history.actions).toMatchObject([{ status: 'expired' }]);
    expect((await pc.sync()).ended).toBe('normally');
  });

  it('with an exit that expired does not stand in the way of the next one', async () => {
    const { admin, person } = await toldToLeave({ type: 'unenroll' });
    await silentFor(person, 120);
    expect((await admin.act(person.deviceId, { type: 'wipe' })).status).toBe(202);
  });
});
