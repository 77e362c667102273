import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Action } from '../../../shared/actions/action';
import { newEnrollmentId } from '../../../shared/random';
import { connect } from '../../../shared/storage/connection';
import { devicePartition, LIVE, liveAction } from '../../../shared/storage/keys';
import { liveActionRow } from '../../../shared/storage/live-actions';
import { openStore } from '../../../shared/storage/open-store';
import { type DeviceStore, MAX_LIVE_ACTIONS } from '../../../shared/storage/stores/devices';
import { openTable } from '../../../shared/storage/table';
import { type CountingProxy, startCountingProxy } from '../../support/counting-proxy';
import { NOTHING, newOwner, sampleAction, sampleEnrollment, sampleSession } from '../../support/storage-samples';

const options = { connectionString: inject('tablesConnection') };
const { devices } = openStore(options);
const table = openTable(connect(options).table('devices'));
const changed = { kind: 'precondition', code: 'storage.changed' };
const tooMany = { kind: 'conflict', code: 'actions.too-many' };
const notEnrolled = { kind: 'conflict', code: 'actions.not-enrolled' };

const minute = (minutes: number) => new Date(Date.UTC(2026, 10, 25, 0, minutes)).toISOString();
const over = (action: Action, status: Action['status'] = 'cancelled', at = minute(59)): Action => ({
  ...action,
  status,
  changedAt: at,
});

/** An enrolled device with as many actions as asked for, the oldest first. */
async function deviceWith(count: number) {
  const enrollment = sampleEnrollment();
  const { tenantId, deviceId, generation } = enrollment;
  await devices.enroll(enrollment, NOTHING);
  const actions = Array.from({ length: count }, (_, n) => ({ ...sampleAction(generation), requestedAt: minute(n) }));
  for (const action of actions) await devices.addAction(enrollment, action);
  return { enrollment, generation, actions, load: () => devices.loadLive(tenantId, deviceId) };
}

/** An enrolled device with one action, and all of it as read. */
async function deviceWithOne() {
  const { load, ...device } = await deviceWith(1);
  const before = await load();
  const [stored] = before.actions;
  if (stored === undefined) throw new Error('it has one action');
  return { ...device, load, before, stored, session: sampleSession(device.generation) };
}

const statuses = (outcomes: PromiseSettledResult<unknown>[]) => outcomes.map(({ status }) => status).sort();

describe('a new action', () => {
  it.each([
    ['of a device that never enrolled', async () => newOwner()],
    ['of a generation that is gone', async () => (await deviceWith(0)).enrollment],
  ])('is refused when it is %s', async (_, make) => {
    await expect(devices.addAction(await make(), sampleAction(newEnrollmentId()))).rejects.toMatchObject(notEnrolled);
  });

  it('is refused when the enrollment ended', async () => {
    const { enrollment, generation, load } = await deviceWith(0);
    const ended = { ...enrollment, ended: { at: minute(0), by: 'user' as const } };
    await devices.writeSync(enrollment, await load(), { session: sampleSession(generation), enrollment: ended });
    await expect(devices.addAction(enrollment, sampleAction(generation))).rejects.toMatchObject(notEnrolled);
  });

  it('is refused when as many as allowed wait already', async () => {
    const { enrollment, generation, load } = await deviceWith(MAX_LIVE_ACTIONS);
    await expect(devices.addAction(enrollment, sampleAction(generation))).rejects.toMatchObject(tooMany);
    expect((await load()).actions).toHaveLength(MAX_LIVE_ACTIONS);
  });

  it('is refused when its caller will not have it beside those that are open, and only those', async () => {
    const { enrollment, generation, stored } = await deviceWithOne();
    await devices.replaceAction(enrollment, stored, over(stored.value));
    const alone = (open: readonly Action[]) => {
      if (open.length > 0) throw new Error(`beside ${open.length}`);
    };
    await devices.addAction(enrollment, sampleAction(generation), alone);
    await expect(devices.addAction(enrollment, sampleAction(generation), alone)).rejects.toThrow('beside 1');
  });

  it('that wants to be alone is so in exactly one of two parallel requests', async () => {
    const { enrollment, generation, load } = await deviceWith(0);
    const alone = (open: readonly Action[]) => {
      if (open.length > 0) throw new Error('not alone');
    };
    const adding = [1, 2].map(() => devices.addAction(enrollment, sampleAction(generation), alone));
    expect(statuses(await Promise.allSettled(adding))).toEqual(['fulfilled', 'rejected']);
    expect((await load()).actions).toHaveLength(1);
  });

  it('is refused with what its admission throws, and leaves nothing behind', async () => {
    const { enrollment, generation, load } = await deviceWith(1);
    const refusal = new Error('not beside that one');
    const refuse = () => {
      throw refusal;
    };
    await expect(devices.addAction(enrollment, sampleAction(generation), refuse)).rejects.toBe(refusal);
    expect((await load()).actions).toHaveLength(1);
  });

  it('is admitted by what is open at the moment of the write, even when another one was faster', async () => {
    const { enrollment, generation } = await deviceWith(0);
    const onlyOne = (open: readonly Action[]) => {
      if (open.length > 0) throw new Error('one at a time');
    };
    const adding = [1, 2, 3].map(() => devices.addAction(enrollment, sampleAction(generation), onlyOne));
    expect(statuses(await Promise.allSettled(adding))).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('makes an enrollment wait that was decided without it, because it may be a wipe that blocks it', async () => {
    const { enrollment, generation, load } = await deviceWith(0);
    const before = await load();
    await devices.addAction(enrollment, sampleAction(generation));
    const next = { ...enrollment, generation: newEnrollmentId() };
    await expect(devices.enroll(next, before)).rejects.toMatchObject(changed);
  });

  it('does not disturb a sync that goes on at the same moment', async () => {
    const { enrollment, generation, load } = await deviceWith(0);
    const session = sampleSession(generation);
    const before = await load();
    await devices.addAction(enrollment, sampleAction(generation));
    await devices.writeSync(enrollment, before, { session });
    expect(await load()).toMatchObject({ session: { value: session }, actions: [{ value: { status: 'pending' } }] });
  });

  it('gets the last place in exactly one of two parallel requests', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { enrollment, generation, load } = await deviceWith(MAX_LIVE_ACTIONS - 1);
      const adding = [1, 2].map(() => devices.addAction(enrollment, sampleAction(generation)));
      const outcomes = await Promise.allSettled(adding);
      expect(statuses(outcomes)).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: tooMany });
      expect((await load()).actions).toHaveLength(MAX_LIVE_ACTIONS);
    }
  });

  it('gets a place in as many of twenty parallel requests as there are places', async () => {
    const { enrollment, generation, load } = await deviceWith(0);
    const adding = Array.from({ length: 20 }, () => devices.addAction(enrollment, sampleAction(generation)));
    const outcomes = await Promise.allSettled(adding);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_LIVE_ACTIONS);
    expect((await load()).actions).toHaveLength(MAX_LIVE_ACTIONS);
  });

  it('is added once by parallel requests with the same id', async () => {
    const { enrollment, generation, load } = await deviceWith(0);
    const action = sampleAction(generation);
    const others = [1, 2, 3].map((n) => ({ ...action, requestedBy: newOwner().userId, requestedAt: minute(n) }));
    const added = await Promise.all(others.map((other) => devices.addAction(enrollment, other)));
    const { actions } = await load();
    expect(actions).toHaveLength(1);
    for (const each of added) expect(each).toEqual(actions[0]?.value);
  });

  it('is the one that waits already under its id, even when no place is left', async () => {
    const { enrollment, actions } = await deviceWith(MAX_LIVE_ACTIONS);
    for (const action of actions) {
      expect(await devices.addAction(enrollment, { ...action, requestedAt: minute(58) })).toEqual(action);
    }
  });

  it('is the one that is over already under its id, also after a re-enrollment', async () => {
    const { enrollment, before, stored } = await deviceWithOne();
    const closed = over(stored.value, 'superseded');
    const next = { ...enrollment, generation: newEnrollmentId() };
    await devices.enroll(next, before, [closed]);
    expect(await devices.addAction(next, { ...stored.value, generation: next.generation })).toEqual(closed);
  });

  it.each<Action['request']>([
    { type: 'resync' },
    { type: 'unenroll' },
    { type: 'unenroll', keepData: true },
    { type: 'wipe' },
    { type: 'handoff', discoveryUrl: 'https://mdm.contoso.example/discovery', mdmEnterpriseId: 'contoso.com' },
    { type: 'withdraw-handoff' },
  ])('comes back as it was written: %j', async (request) => {
    const { enrollment, generation, load } = await deviceWith(0);
    const action = { ...sampleAction(generation), id: 'A-z0'.repeat(16), request, reason: 'weil: "ü"' };
    expect(await devices.addAction(enrollment, action)).toStrictEqual(action);
    expect((await load()).actions.map(({ value }) => value)).toStrictEqual([action]);
  });

  it('comes after the older ones, whatever its id', async () => {
    const { actions, load } = await deviceWith(6);
    expect((await load()).actions.map(({ value }) => value.id)).toEqual(actions.map(({ id }) => id));
  });
});

describe('an action that is replaced', () => {
  it.each<Action['status']>(['sent', 'cancelled'])(
    'is refused to become %s when it changed meanwhile',
    async (status) => {
      const { enrollment, stored, load } = await deviceWithOne();
      await devices.replaceAction(enrollment, stored, { ...stored.value, status: 'sent' });
      await expect(devices.replaceAction(enrollment, stored, over(stored.value, status))).rejects.toMatchObject(
        changed,
      );
      expect((await load()).actions).toMatchObject([{ value: { status: 'sent' } }]);
      expect((await devices.loadHistory(enrollment)).actions).toEqual([]);
    },
  );

  it('is refused when it is over already', async () => {
    const { enrollment, stored } = await deviceWithOne();
    const cancelled = over(stored.value);
    await devices.replaceAction(enrollment, stored, cancelled);
    await expect(devices.replaceAction(enrollment, stored, over(stored.value, 'expired'))).rejects.toMatchObject(
      changed,
    );
    expect((await devices.loadHistory(enrollment)).actions).toEqual([cancelled]);
  });

  it('stays live with a status that is not the last, and can be replaced again', async () => {
    const { enrollment, stored, load } = await deviceWithOne();
    await devices.replaceAction(enrollment, stored, { ...stored.value, status: 'sent' });
    const [sent] = (await load()).actions;
    if (sent === undefined) throw new Error('it is still there');
    await devices.replaceAction(enrollment, sent, over(sent.value, 'failed'));
    expect((await load()).actions).toEqual([]);
  });

  it('goes to the history with its last status and leaves the rows that a sync reads', async () => {
    const { enrollment, stored } = await deviceWithOne();
    const cancelled = over(stored.value);
    await devices.replaceAction(enrollment, stored, cancelled);
    expect((await devices.loadHistory(enrollment)).actions).toStrictEqual([cancelled]);
    const live = await table.readRange(devicePartition(enrollment.tenantId, enrollment.deviceId), LIVE.range);
    expect(live.map(({ key }) => key)).toEqual([LIVE.enrollment]);
  });

  it('gives its place to another one', async () => {
    const { enrollment, generation, load } = await deviceWith(MAX_LIVE_ACTIONS);
    const [stored] = (await load()).actions;
    if (stored === undefined) throw new Error('there are some');
    await devices.replaceAction(enrollment, stored, over(stored.value));
    const action = sampleAction(generation);
    expect(await devices.addAction(enrollment, action)).toEqual(action);
  });
});

describe('an action that a sync changes', () => {
  it('is refused together with the rest when it was cancelled meanwhile', async () => {
    const { enrollment, before, stored, session, load } = await deviceWithOne();
    await devices.replaceAction(enrollment, stored, over(stored.value));
    const write = { session, actions: [{ ...stored.value, status: 'sent' as const }] };
    await expect(devices.writeSync(enrollment, before, write)).rejects.toMatchObject(changed);
    expect(await load()).not.toHaveProperty('session');
  });

  it('is refused to end when it was cancelled meanwhile, even before the row of that was deleted', async () => {
    const { enrollment, before, stored, session, load } = await deviceWithOne();
    const cancelled = over(stored.value);
    await devices.replaceAction(enrollment, stored, cancelled);
    const partition = devicePartition(enrollment.tenantId, enrollment.deviceId);
    await table.insert(liveActionRow(partition, cancelled));
    const write = { session, actions: [over(stored.value, 'confirmed')] };
    await expect(devices.writeSync(enrollment, before, write)).rejects.toMatchObject(changed);
    expect((await devices.loadHistory(enrollment)).actions).toEqual([cancelled]);
    expect(await load()).not.toHaveProperty('session');
  });

  it('is refused when another sync was faster', async () => {
    const { enrollment, before, stored, session } = await deviceWithOne();
    const write = { session, actions: [over(stored.value, 'confirmed')] };
    await devices.writeSync(enrollment, before, { session });
    await expect(devices.writeSync(enrollment, before, write)).rejects.toMatchObject(changed);
    expect((await devices.loadHistory(enrollment)).actions).toEqual([]);
  });

  it('keeps exactly one ending of a sync and a cancellation at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { enrollment, before, stored, session, load } = await deviceWithOne();
      const endings = [over(stored.value, 'confirmed'), over(stored.value, 'cancelled')] as const;
      const outcomes = await Promise.allSettled([
        devices.writeSync(enrollment, before, { session, actions: [endings[0]] }),
        devices.replaceAction(enrollment, stored, endings[1]),
      ]);
      expect(statuses(outcomes)).toEqual(['fulfilled', 'rejected']);
      const winner = endings[outcomes[0].status === 'fulfilled' ? 0 : 1];
      expect((await devices.loadHistory(enrollment)).actions).toEqual([winner]);
      expect((await load()).actions).toEqual([]);
    }
  });

  it('is either sent by a sync or cancelled, when both happen at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { enrollment, before, stored, session, load } = await deviceWithOne();
      const outcomes = await Promise.allSettled([
        devices.writeSync(enrollment, before, { session, actions: [{ ...stored.value, status: 'sent' }] }),
        devices.replaceAction(enrollment, stored, over(stored.value)),
      ]);
      expect(statuses(outcomes)).toEqual(['fulfilled', 'rejected']);
      const isSent = outcomes[0].status === 'fulfilled';
      expect((await load()).actions).toHaveLength(isSent ? 1 : 0);
      expect((await devices.loadHistory(enrollment)).actions).toHaveLength(isSent ? 0 : 1);
    }
  });

  it('stays or moves by its status, all in one write', async () => {
    const { enrollment, generation, actions, load } = await deviceWith(3);
    const [first, second, third] = actions;
    if (first === undefined || second === undefined || third === undefined) throw new Error('there are three');
    const sent = { ...first, status: 'sent' as const };
    const confirmed = over(second, 'confirmed');
    await devices.writeSync(enrollment, await load(), {
      session: sampleSession(generation),
      actions: [sent, confirmed],
    });
    expect((await load()).actions.map(({ value }) => value)).toEqual([sent, third]);
    expect((await devices.loadHistory(enrollment)).actions).toEqual([confirmed]);
  });

  it('ends with the enrollment in one write, all sixteen of them', async () => {
    const { enrollment, generation, actions, load } = await deviceWith(MAX_LIVE_ACTIONS);
    const ended = { ...enrollment, ended: { at: minute(59), by: 'server' as const } };
    const closed = actions.map((action) => over(action, 'expired'));
    await devices.writeSync(enrollment, await load(), {
      session: sampleSession(generation),
      enrollment: ended,
      actions: closed,
    });
    expect(await load()).toMatchObject({ enrollment: { value: ended }, actions: [] });
    expect((await devices.loadHistory(enrollment)).actions).toHaveLength(MAX_LIVE_ACTIONS);
  });
});

describe('actions when a device enrolls anew', () => {
  it('refuse the enrollment when one was sent meanwhile', async () => {
    const { enrollment, before, stored, session, load } = await deviceWithOne();
    await devices.writeSync(enrollment, before, { session });
    const seen = await load();
    await devices.writeSync(enrollment, seen, { session, actions: [{ ...stored.value, status: 'sent' }] });
    const next = { ...enrollment, generation: newEnrollmentId() };
    await expect(devices.enroll(next, seen, [over(stored.value, 'superseded')])).rejects.toMatchObject(changed);
  });

  it('refuse the enrollment when one was cancelled meanwhile', async () => {
    const { enrollment, before, stored } = await deviceWithOne();
    const cancelled = over(stored.value);
    await devices.replaceAction(enrollment, stored, cancelled);
    const next = { ...enrollment, generation: newEnrollmentId() };
    await expect(devices.enroll(next, before, [over(stored.value, 'superseded')])).rejects.toMatchObject(changed);
    expect((await devices.loadHistory(enrollment)).actions).toEqual([cancelled]);
  });

  it('leave none behind that an addition at the same moment could have made', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { enrollment, generation, load } = await deviceWith(0);
      const before = await load();
      const next = { ...enrollment, generation: newEnrollmentId() };
      const outcomes = await Promise.allSettled([
        devices.enroll(next, before),
        devices.addAction(enrollment, sampleAction(generation)),
      ]);
      expect(statuses(outcomes)).toEqual(['fulfilled', 'rejected']);
      const live = await load();
      expect(live.actions.every(({ value }) => value.generation === live.enrollment?.value.generation)).toBe(true);
    }
  });

  it('move to the history together with the old enrollment', async () => {
    const { enrollment, actions, load } = await deviceWith(2);
    const closed = actions.map((action) => over(action, 'superseded'));
    const next = { ...enrollment, generation: newEnrollmentId() };
    await devices.enroll(next, await load(), closed);
    expect((await load()).actions).toEqual([]);
    const history = await devices.loadHistory(enrollment);
    expect(history.enrollments).toEqual([enrollment]);
    expect(history.actions).toHaveLength(2);
    expect(history.actions).toEqual(expect.arrayContaining(closed));
  });
});

describe('actions when the answer of storage is lost', () => {
  let proxy: CountingProxy;
  let shaky: DeviceStore;
  const loseBatch = () => proxy.injectWhere(({ path }) => path === '$batch', 'after');

  beforeAll(async () => {
    proxy = await startCountingProxy(options.connectionString);
    shaky = openStore({ connectionString: proxy.connectionString }).devices;
  });
  afterAll(() => proxy.stop());
  beforeEach(() => proxy.reset());

  it('are added once', async () => {
    const { enrollment, generation, load } = await deviceWith(0);
    const action = sampleAction(generation);
    loseBatch();
    expect(await shaky.addAction(enrollment, action)).toEqual(action);
    expect((await load()).actions).toHaveLength(1);
  });

  it('report a change to whoever cancels, who then finds it cancelled', async () => {
    const { enrollment, stored, load } = await deviceWithOne();
    const cancelled = over(stored.value);
    loseBatch();
    await expect(shaky.replaceAction(enrollment, stored, cancelled)).rejects.toMatchObject(changed);
    expect((await load()).actions).toEqual([]);
    expect((await devices.loadHistory(enrollment)).actions).toEqual([cancelled]);
  });

  it('are swept away by the next addition when a cancellation died half-way', async () => {
    const { enrollment, generation, stored, load } = await deviceWithOne();
    proxy.injectWhere(({ method }) => method === 'DELETE', 503);
    proxy.injectWhere(({ method }) => method === 'DELETE', 503);
    proxy.injectWhere(({ method }) => method === 'DELETE', 503);
    const cancelling = shaky.replaceAction(enrollment, stored, over(stored.value));
    await expect(cancelling).rejects.toMatchObject({ code: 'storage.unavailable' });
    expect((await load()).actions).toEqual([]);
    const action = await devices.addAction(enrollment, sampleAction(generation));
    const partition = devicePartition(enrollment.tenantId, enrollment.deviceId);
    const rows = await table.readRange(partition, LIVE.actions);
    expect(rows.map(({ key }) => key)).toEqual([liveAction(action.id)]);
  });

  it('report a change to a sync, which then finds its own write', async () => {
    const { enrollment, before, stored, session, load } = await deviceWithOne();
    const confirmed = over(stored.value, 'confirmed');
    loseBatch();
    const writing = shaky.writeSync(enrollment, before, { session, actions: [confirmed] });
    await expect(writing).rejects.toMatchObject(changed);
    expect(await load()).toMatchObject({ session: { value: session }, actions: [] });
    expect((await devices.loadHistory(enrollment)).actions).toEqual([confirmed]);
  });

  it('report a change to a new generation, which then finds itself', async () => {
    const { enrollment, before, stored, load } = await deviceWithOne();
    const next = { ...enrollment, generation: newEnrollmentId() };
    loseBatch();
    const enrolling = shaky.enroll(next, before, [over(stored.value, 'superseded')]);
    await expect(enrolling).rejects.toMatchObject(changed);
    expect(await load()).toMatchObject({ enrollment: { value: next }, actions: [] });
  });
});
