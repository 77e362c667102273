import { describe, expect, inject, it } from 'vitest';
import { newEnrollmentId } from '../../../shared/random';
import { openStore } from '../../../shared/storage/open-store';
import { NOTHING, newOwner, sampleEnrollment, sampleSession, sampleState } from '../../support/storage-samples';

const { devices } = openStore({ connectionString: inject('tablesConnection') });
const changed = { kind: 'precondition', code: 'storage.changed' };

async function enrolled() {
  const enrollment = sampleEnrollment();
  await devices.enroll(enrollment, NOTHING);
  const load = () => devices.loadLive(enrollment.tenantId, enrollment.deviceId);
  return { enrollment, load, before: await load() };
}

describe('the live rows of a device', () => {
  it('are none for a device that never enrolled', async () => {
    const { tenantId, deviceId } = newOwner();
    expect(await devices.loadLive(tenantId, deviceId)).toEqual(NOTHING);
  });

  it('refuse a second first enrollment, because both saw none', async () => {
    const { enrollment } = await enrolled();
    await expect(devices.enroll({ ...enrollment, generation: newEnrollmentId() }, NOTHING)).rejects.toMatchObject(
      changed,
    );
  });

  it('refuse an enrollment on top of one that was replaced in the meantime', async () => {
    const { enrollment, before } = await enrolled();
    await devices.enroll({ ...enrollment, generation: newEnrollmentId() }, before);
    await expect(devices.enroll({ ...enrollment, generation: newEnrollmentId() }, before)).rejects.toMatchObject(
      changed,
    );
  });

  it('refuse an enrollment whose session went on in the meantime, and keep that session', async () => {
    const { enrollment, load } = await enrolled();
    const session = sampleSession(enrollment.generation);
    await devices.writeSync(enrollment, NOTHING, { session });
    const before = await load();
    await devices.writeSync(enrollment, before, { session: { ...session, msgId: 2 } });
    await expect(devices.enroll({ ...enrollment, generation: newEnrollmentId() }, before)).rejects.toMatchObject(
      changed,
    );
    expect((await load()).session?.value.msgId).toBe(2);
  });

  it('refuse the second of two syncs that both saw no session', async () => {
    const { enrollment, before } = await enrolled();
    const session = sampleSession(enrollment.generation);
    await devices.writeSync(enrollment, before, { session });
    await expect(devices.writeSync(enrollment, before, { session })).rejects.toMatchObject(changed);
  });

  it('refuse the second of two syncs that both saw the same session', async () => {
    const { enrollment, load } = await enrolled();
    const session = sampleSession(enrollment.generation);
    await devices.writeSync(enrollment, await load(), { session });
    const before = await load();
    await devices.writeSync(enrollment, before, { session: { ...session, msgId: 2 } });
    await expect(devices.writeSync(enrollment, before, { session })).rejects.toMatchObject(changed);
  });

  it('change all together or not at all when the state was changed by another', async () => {
    const { enrollment, load } = await enrolled();
    const session = sampleSession(enrollment.generation);
    const state = sampleState(enrollment.generation);
    await devices.writeSync(enrollment, await load(), { session, state });
    const before = await load();
    const stale = { ...before, state: { value: state, etag: `W/"datetime'2020-01-01T00%3A00%3A00.0000000Z'"` } };
    const change = { session: { ...session, msgId: 2 }, state };
    await expect(devices.writeSync(enrollment, stale, change)).rejects.toMatchObject(changed);
    expect(await load()).toEqual(before);
  });

  it('refuse a sync of a generation whose session an enrollment took away', async () => {
    const { enrollment, load } = await enrolled();
    const session = sampleSession(enrollment.generation);
    await devices.writeSync(enrollment, await load(), { session });
    const before = await load();
    await devices.enroll({ ...enrollment, generation: newEnrollmentId() }, before);
    await expect(devices.writeSync(enrollment, before, { session })).rejects.toMatchObject(changed);
  });

  it('come back as they were written', async () => {
    const { enrollment, before, load } = await enrolled();
    const session = sampleSession(enrollment.generation);
    const state = sampleState(enrollment.generation);
    const ended = { ...enrollment, ended: { at: '2026-11-25T00:00:00.000Z', by: 'user' as const } };
    await devices.writeSync(enrollment, before, { session, state, enrollment: ended });
    const live = await load();
    expect([live.enrollment?.value, live.state?.value, live.session?.value]).toEqual([ended, state, session]);
  });

  it('come back when they are of another generation', async () => {
    const { enrollment, before, load } = await enrolled();
    const foreign = newEnrollmentId();
    await devices.writeSync(enrollment, before, { session: sampleSession(foreign), state: sampleState(foreign) });
    const { session, state } = await load();
    expect([session?.value.generation, state?.value.generation]).toEqual([foreign, foreign]);
  });

  it('lose the state when a new generation opens, and keep the session as one of a foreign generation', async () => {
    const { enrollment, before, load } = await enrolled();
    const session = sampleSession(enrollment.generation);
    await devices.writeSync(enrollment, before, { session, state: sampleState(enrollment.generation) });
    const next = { ...enrollment, generation: newEnrollmentId() };
    await devices.enroll(next, await load());
    const live = await load();
    const etag = expect.any(String);
    expect(live).toEqual({ enrollment: { value: next, etag }, session: { value: session, etag }, actions: [] });
  });

  it('take the first session of the new generation in place of the old one', async () => {
    const { enrollment, before, load } = await enrolled();
    await devices.writeSync(enrollment, before, { session: sampleSession(enrollment.generation) });
    const next = { ...enrollment, generation: newEnrollmentId() };
    await devices.enroll(next, await load());
    const session = sampleSession(next.generation);
    await devices.writeSync(next, await load(), { session, state: sampleState(next.generation) });
    expect((await load()).session?.value).toEqual(session);
  });
});
