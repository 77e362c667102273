import { describe, expect, inject, it } from 'vitest';
import type { Action } from '../../../shared/actions/action';
import type { Enrollment } from '../../../shared/enrollment/enrollment';
import { newEnrollmentId } from '../../../shared/random';
import { connect } from '../../../shared/storage/connection';
import { pastActionRow } from '../../../shared/storage/history';
import { devicePartition, PAST } from '../../../shared/storage/keys';
import { openStore } from '../../../shared/storage/open-store';
import { openTable } from '../../../shared/storage/table';
import { NOTHING, newOwner, sampleAction, sampleEnrollment, sampleSession } from '../../support/storage-samples';

const options = { connectionString: inject('tablesConnection') };
const { devices } = openStore(options);
const table = openTable(connect(options).table('devices'));
const day = (days: number) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString();

/** An enrolled device with actions that were over on so many days; ids tell the day. */
async function deviceWithPast(count: number, firstDay = 0) {
  const enrollment = { ...sampleEnrollment(), enrolledAt: day(0) };
  const { tenantId, deviceId, generation } = enrollment;
  const partition = devicePartition(tenantId, deviceId);
  await devices.enroll(enrollment, NOTHING);
  const over = (n: number): Action => ({
    ...sampleAction(generation),
    id: `day-${n}`,
    status: 'confirmed',
    changedAt: day(n),
  });
  // In another order than that of their time.
  for (let n = firstDay + count - 1; n >= firstDay; n -= 1) await table.insert(pastActionRow(partition, over(n)));
  const add = async (n: number) => {
    await devices.addAction(enrollment, { ...over(n), status: 'pending' });
    const live = await devices.loadLive(tenantId, deviceId);
    const [stored] = live.actions;
    if (stored === undefined) throw new Error('it was added');
    return { live, stored };
  };
  const ids = async () => (await devices.loadHistory(enrollment)).actions.map(({ id }) => id);
  const rows = async () => (await table.readRange(partition, PAST)).length;
  return { enrollment, over, add, ids, rows };
}

const days = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => `day-${from - n}`);

describe('the history of a device', () => {
  it('is empty when nothing is over', async () => {
    expect(await devices.loadHistory(newOwner())).toEqual({ enrollments: [], actions: [] });
  });

  it('refuses an action that it holds already, even as its oldest row', async () => {
    const { enrollment, over, add, ids } = await deviceWithPast(19, 1);
    const { live, stored } = await add(0);
    await devices.replaceAction(enrollment, stored, over(0));
    const write = { session: sampleSession(enrollment.generation), actions: [over(0)] };
    await expect(devices.writeSync(enrollment, live, write)).rejects.toMatchObject({ code: 'storage.changed' });
    expect(await ids()).toEqual(days(19, 0));
  });

  it('loses its oldest row to an action that is replaced by its end', async () => {
    const { enrollment, over, add, ids, rows } = await deviceWithPast(20);
    const { stored } = await add(20);
    await devices.replaceAction(enrollment, stored, over(20));
    expect(await ids()).toEqual(days(20, 1));
    expect(await rows()).toBe(20);
  });

  it('loses its oldest row to an action that ends in a sync', async () => {
    const { enrollment, over, add, ids, rows } = await deviceWithPast(20);
    const { live } = await add(20);
    const session = sampleSession(enrollment.generation);
    await devices.writeSync(enrollment, live, { session, actions: [over(20)] });
    expect(await ids()).toEqual(days(20, 1));
    expect(await rows()).toBe(20);
  });

  it('loses its oldest rows to an enrollment and the actions that end with it', async () => {
    const { enrollment, over, add, ids, rows } = await deviceWithPast(20);
    const { live } = await add(20);
    const next: Enrollment = { ...enrollment, generation: newEnrollmentId(), enrolledAt: day(21) };
    await devices.enroll(next, live, [over(20)]);
    expect((await devices.loadHistory(enrollment)).enrollments).toEqual([enrollment]);
    expect(await ids()).toEqual(days(20, 2));
    expect(await rows()).toBe(20);
  });

  it('loses what two writers at once left too much of', async () => {
    const { enrollment, over, add, ids, rows } = await deviceWithPast(24);
    expect(await ids()).toEqual(days(23, 4));
    const { stored } = await add(24);
    await devices.replaceAction(enrollment, stored, over(24));
    expect(await rows()).toBe(20);
  });

  it('loses nothing as long as it has room', async () => {
    const { enrollment, over, add, ids } = await deviceWithPast(19);
    const { stored } = await add(19);
    await devices.replaceAction(enrollment, stored, over(19));
    expect(await ids()).toEqual(days(19, 0));
  });

  it('counts an enrollment by its end, or else by the next one', async () => {
    const owner = newOwner();
    const load = () => devices.loadLive(owner.tenantId, owner.deviceId);
    const [first, second, third] = [0, 2, 30].map((n) => ({ ...sampleEnrollment(owner), enrolledAt: day(n) }));
    if (first === undefined || second === undefined || third === undefined) throw new Error('there are three');
    await devices.enroll(first, NOTHING);
    await devices.enroll(second, await load());
    const ended = { ...second, ended: { at: day(3), by: 'user' as const } };
    await devices.writeSync(owner, await load(), { session: sampleSession(), enrollment: ended });
    await devices.enroll(third, await load());
    expect((await devices.loadHistory(owner)).enrollments).toEqual([ended, first]);
    const rows = await table.readRange(devicePartition(owner.tenantId, owner.deviceId), PAST);
    expect(rows.map(({ columns }) => columns['overAt']).sort()).toEqual([day(2), day(3)]);
  });
});
