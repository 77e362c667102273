import { describe, expect, inject, it } from 'vitest';
import { newAcceptanceId, newEnrollmentId } from '../../../shared/random';
import { connect } from '../../../shared/storage/connection';
import { PLACES, PLACES_GUARD, placeKey, userPartition } from '../../../shared/storage/keys';
import { openStore } from '../../../shared/storage/open-store';
import { endReservation, reservePlace } from '../../../shared/storage/places';
import { openTable, type Table } from '../../../shared/storage/table';
import { newOwner, sampleAcceptance } from '../../support/storage-samples';

const options = { connectionString: inject('tablesConnection') };
const { people } = openStore(options);
const capReached = { kind: 'forbidden', code: 'enrollment.device-cap' };
const START = Date.parse('2026-11-24T08:00:00.000Z');
const minute = (minutes: number) => new Date(START + minutes * 60_000);

/** A user with as many devices as asked for. */
function userWith(count: number) {
  const user = newOwner();
  return Array.from({ length: count }, () => ({ ...user, deviceId: newOwner().deviceId }));
}

function pair() {
  const [first = newOwner(), second = newOwner()] = userWith(2);
  return { first, second };
}

describe('an acceptance', () => {
  it('is absent under another id, another user and another tenant', async () => {
    const acceptance = sampleAcceptance();
    const { tenantId, userId, id } = acceptance;
    await people.saveAcceptance(acceptance);
    const other = newOwner();
    expect(await people.loadAcceptance(tenantId, userId, newAcceptanceId())).toBeUndefined();
    expect(await people.loadAcceptance(tenantId, other.userId, id)).toBeUndefined();
    expect(await people.loadAcceptance(other.tenantId, userId, id)).toBeUndefined();
  });

  it('can be decided once only by those who read the same row', async () => {
    const acceptance = sampleAcceptance();
    await people.saveAcceptance(acceptance);
    const before = await people.loadAcceptance(acceptance.tenantId, acceptance.userId, acceptance.id);
    if (before === undefined) throw new Error('it was saved');
    const decided = { ...acceptance, decision: 'accepted' as const, decidedAt: '2026-11-24T08:01:00.000Z' };
    await people.replaceAcceptance(before, decided);
    await expect(people.replaceAcceptance(before, { ...decided, decision: 'declined' })).rejects.toMatchObject({
      kind: 'precondition',
      code: 'storage.changed',
    });
  });

  it('comes back as it was written', async () => {
    const owner = newOwner();
    const whole = {
      ...sampleAcceptance(owner),
      clientRequestId: '0b7a3c52-9a3f-4c56-8b1e-5f1f6d3e2a10',
      decision: 'accepted' as const,
      decidedAt: '2026-11-24T08:01:00.000Z',
      boundTo: owner.deviceId,
    };
    await people.saveAcceptance(whole);
    expect((await people.loadAcceptance(owner.tenantId, owner.userId, whole.id))?.value).toEqual(whole);
  });

  it('has no member that it never had', async () => {
    const shown = sampleAcceptance();
    await people.saveAcceptance(shown);
    expect((await people.loadAcceptance(shown.tenantId, shown.userId, shown.id))?.value).toStrictEqual(shown);
  });
});

describe('the place of a device under the cap of its user', () => {
  it('is refused when all places are reserved', async () => {
    const { first, second } = pair();
    await people.reserveDevice(first, 1, minute(0));
    await expect(people.reserveDevice(second, 1, minute(9.9))).rejects.toMatchObject(capReached);
  });

  it('is refused when all places are confirmed, however long ago', async () => {
    const { first, second } = pair();
    await people.reserveDevice(first, 1, minute(0));
    await people.confirmDevice(first, newEnrollmentId(), minute(1));
    await expect(people.reserveDevice(second, 1, minute(1_000_000))).rejects.toMatchObject(capReached);
  });

  it('is refused to a device whose own reservation lapsed and whose place was taken', async () => {
    const { first, second } = pair();
    await people.reserveDevice(first, 1, minute(0));
    await people.reserveDevice(second, 1, minute(10));
    await expect(people.reserveDevice(first, 1, minute(11))).rejects.toMatchObject(capReached);
  });

  it('goes to exactly one of two enrollments that want the last one at the same time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { first, second } = pair();
      const outcomes = await Promise.allSettled([
        people.reserveDevice(first, 1, minute(0)),
        people.reserveDevice(second, 1, minute(0)),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: capReached });
    }
  });

  it('goes to exactly as many of eight parallel enrollments as there are places', async () => {
    const reservations = userWith(8).map((device) => people.reserveDevice(device, 5, minute(0)));
    const outcomes = await Promise.allSettled(reservations);
    const refusals = outcomes.filter(({ status }) => status === 'rejected');
    expect(refusals).toHaveLength(3);
    for (const refusal of refusals) expect(refusal).toMatchObject({ reason: capReached });
  });

  it('is free for another device once its reservation lapsed', async () => {
    const { first, second } = pair();
    await people.reserveDevice(first, 1, minute(0));
    await expect(people.reserveDevice(second, 1, minute(10))).resolves.toBeUndefined();
  });

  it('is refused when a lapsed reservation is confirmed while its place is given away, and that one stays', async () => {
    const { first, second } = pair();
    await people.reserveDevice(first, 1, minute(0));
    const table = openTable(connect(options).table('people'));
    const confirmedMeanwhile: Table = {
      ...table,
      readRange: async (...range) => {
        const rows = await table.readRange(...range);
        await people.confirmDevice(first, newEnrollmentId(), minute(10));
        return rows;
      },
    };
    const limit = { cap: 1, now: minute(10) };
    await expect(reservePlace(confirmedMeanwhile, second, limit)).rejects.toMatchObject(capReached);
    const rows = await table.readRange(userPartition(first.tenantId, first.userId), PLACES);
    expect(rows.map(({ key }) => key)).toEqual([placeKey(first.deviceId), PLACES_GUARD]);
  });

  it('stays with the enrollment that comes while its lapsed reservation is being ended', async () => {
    const { first, second } = pair();
    const table = openTable(connect(options).table('people'));
    const again = newEnrollmentId();
    await people.reserveDevice(first, 2, minute(0));
    await people.reserveDevice(second, 2, minute(50));
    const enrolledMeanwhile: Table = {
      ...table,
      readRange: async (...range) => {
        const rows = await table.readRange(...range);
        await people.reserveDevice(first, 2, minute(60));
        await people.confirmDevice(first, again, minute(60));
        return rows;
      },
    };
    for (const holder of [newEnrollmentId(), undefined]) {
      const ending = endReservation(enrolledMeanwhile, first, { holder, now: minute(60) });
      await expect(ending).rejects.toMatchObject({ code: 'storage.changed' });
      const place = await table.read({
        partition: userPartition(first.tenantId, first.userId),
        key: placeKey(first.deviceId),
      });
      expect(place?.columns['generation']).toBe(again);
      await people.releaseDevice(first);
      await people.reserveDevice(first, 2, minute(0));
    }
  });

  it('is confirmed for a device that was enrolled after all, though its reservation lapsed and others came', async () => {
    const [first = newOwner(), second = newOwner(), third = newOwner()] = userWith(3);
    await people.reserveDevice(first, 2, minute(0));
    await people.reserveDevice(second, 2, minute(10));
    await people.endReservation(first, newEnrollmentId(), minute(60));
    await people.confirmDevice(second, newEnrollmentId(), minute(11));
    await expect(people.reserveDevice(third, 2, minute(61))).rejects.toMatchObject(capReached);
    expect(new Set(await people.devicesOf(first.tenantId, first.userId))).toEqual(
      new Set([first.deviceId, second.deviceId]),
    );
  });

  it('is free for another device once it was given back, which can be repeated', async () => {
    const { first, second } = pair();
    await people.reserveDevice(first, 1, minute(0));
    await people.confirmDevice(first, newEnrollmentId(), minute(1));
    await people.releaseDevice(first);
    await people.releaseDevice(first);
    await expect(people.reserveDevice(second, 1, minute(2))).resolves.toBeUndefined();
  });

  it('is kept by a device that has one, even when the cap fell below', async () => {
    const { first, second } = pair();
    await people.reserveDevice(first, 2, minute(0));
    await people.confirmDevice(first, newEnrollmentId(), minute(1));
    await people.reserveDevice(second, 2, minute(1));
    await expect(people.reserveDevice(first, 1, minute(2))).resolves.toBeUndefined();
    await expect(people.reserveDevice(second, 1, minute(2))).resolves.toBeUndefined();
  });

  it('is reserved anew by a repeated enrollment, so that it lapses later', async () => {
    const { first, second } = pair();
    await people.reserveDevice(first, 1, minute(0));
    await people.reserveDevice(first, 1, minute(9));
    await expect(people.reserveDevice(second, 1, minute(18))).rejects.toMatchObject(capReached);
  });

  it('stays confirmed when confirmed twice', async () => {
    const { first, second } = pair();
    const generation = newEnrollmentId();
    await people.reserveDevice(first, 1, minute(0));
    await people.confirmDevice(first, generation, minute(1));
    await people.confirmDevice(first, generation, minute(1));
    await expect(people.reserveDevice(second, 1, minute(60))).rejects.toMatchObject(capReached);
  });

  it('does not count for another user', async () => {
    await people.reserveDevice(newOwner(), 1, minute(0));
    await expect(people.reserveDevice(newOwner(), 1, minute(0))).resolves.toBeUndefined();
  });
});
