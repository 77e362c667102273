import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { newEnrollmentId } from '../../../shared/random';
import { connect } from '../../../shared/storage/connection';
import { devicePartition, PAST } from '../../../shared/storage/keys';
import { openStore } from '../../../shared/storage/open-store';
import type { Store } from '../../../shared/storage/store';
import { openTable } from '../../../shared/storage/table';
import { tenantSettings } from '../../../shared/tenant/tenant';
import { type CountingProxy, startCountingProxy } from '../../support/counting-proxy';
import { NOTHING, sampleAction, sampleEnrollment, sampleSession, sampleState } from '../../support/storage-samples';

describe('the storage budget', () => {
  let proxy: CountingProxy;
  let store: Store;
  const calls = () =>
    proxy.calls.map(({ method, path, operations }) => [method, path.replace(/\(.+\)/, '(…)'), operations]);

  beforeAll(async () => {
    proxy = await startCountingProxy(inject('tablesConnection'));
    store = openStore({ connectionString: proxy.connectionString });
  });
  afterAll(() => proxy.stop());
  beforeEach(() => proxy.reset());

  async function syncedDevice() {
    const enrollment = sampleEnrollment();
    const { generation } = enrollment;
    await store.devices.enroll(enrollment, NOTHING);
    const change = { session: sampleSession(generation), state: sampleState(generation) };
    await store.devices.writeSync(enrollment, NOTHING, change);
    const load = () => store.devices.loadLive(enrollment.tenantId, enrollment.deviceId);
    const before = await load();
    proxy.reset();
    return { enrollment, before, load, ...change };
  }

  it('of a sync without work is one range query and one update of one row', async () => {
    const { enrollment, load, session } = await syncedDevice();
    await store.devices.writeSync(enrollment, await load(), { session });
    expect(calls()).toEqual([
      ['GET', 'devices()', 1],
      ['PUT', 'devices(…)', 1],
    ]);
    expect(proxy.calls.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(4096);
  });

  it('of the first message of a device is one range query and one insert', async () => {
    const enrollment = sampleEnrollment();
    await store.devices.enroll(enrollment, NOTHING);
    proxy.reset();
    const before = await store.devices.loadLive(enrollment.tenantId, enrollment.deviceId);
    await store.devices.writeSync(enrollment, before, { session: sampleSession(enrollment.generation) });
    expect(calls()).toEqual([
      ['GET', 'devices()', 1],
      ['POST', 'devices', 1],
    ]);
  });

  it('of a message with changes is one batch', async () => {
    const { enrollment, before, session, state } = await syncedDevice();
    await store.devices.writeSync(enrollment, before, { session, state, enrollment });
    expect(calls()).toEqual([['POST', '$batch', 3]]);
  });

  it('of a first enrollment is one insert', async () => {
    await store.devices.enroll(sampleEnrollment(), NOTHING);
    expect(calls()).toEqual([['POST', 'devices', 1]]);
  });

  it('of a new generation is one read of the past and one batch', async () => {
    const { enrollment, before } = await syncedDevice();
    await store.devices.enroll({ ...enrollment, generation: newEnrollmentId() }, before);
    expect(calls()).toEqual([
      ['GET', 'devices()', 1],
      ['POST', '$batch', 4],
    ]);
  });

  async function deviceWithAction() {
    const device = await syncedDevice();
    await store.devices.addAction(device.enrollment, sampleAction(device.enrollment.generation));
    const before = await device.load();
    const [stored] = before.actions;
    if (stored === undefined) throw new Error('it was added');
    const over = { ...stored.value, status: 'cancelled' as const };
    proxy.reset();
    return { ...device, before, stored, over };
  }

  it('of a sync that sends actions is one range query and one batch', async () => {
    const { enrollment, load, session, stored } = await deviceWithAction();
    const actions = [{ ...stored.value, status: 'sent' as const }];
    await store.devices.writeSync(enrollment, await load(), { session, actions });
    expect(calls()).toEqual([
      ['GET', 'devices()', 1],
      ['POST', '$batch', 2],
    ]);
  });

  it('of a sync that ends actions is one more read of the past', async () => {
    const { enrollment, before, session, state, over } = await deviceWithAction();
    await store.devices.writeSync(enrollment, before, { session, state, actions: [over] });
    expect(calls()).toEqual([
      ['GET', 'devices()', 1],
      ['POST', '$batch', 4],
    ]);
  });

  it('of a new action is two range queries and one batch', async () => {
    const { enrollment } = await syncedDevice();
    await store.devices.addAction(enrollment, sampleAction(enrollment.generation));
    expect(calls()).toEqual([
      ['GET', 'devices()', 1],
      ['GET', 'devices()', 1],
      ['POST', '$batch', 2],
    ]);
  });

  it('of a cancellation is one read of the past, one batch and one deletion', async () => {
    const { enrollment, stored, over } = await deviceWithAction();
    await store.devices.replaceAction(enrollment, stored, over);
    expect(calls()).toEqual([
      ['GET', 'devices()', 1],
      ['POST', '$batch', 2],
      ['DELETE', 'devices(…)', 1],
    ]);
  });

  it('of a saved policy is one batch, of a loaded one a range query', async () => {
    const { tenantId: id } = sampleEnrollment();
    const settings = tenantSettings.parse({});
    const tenant = await store.tenants.create({ id, displayName: 'Contoso', status: 'active', settings });
    proxy.reset();
    const saved = { name: 'a', document: {}, author: 'x', savedAt: '2026-11-24T08:00:00.000Z' };
    await store.tenants.savePolicy(tenant, saved);
    await store.tenants.loadPolicy(id, 'a', 1);
    expect(calls()).toEqual([
      ['POST', '$batch', 2],
      ['GET', 'tenants()', 1],
    ]);
  });

  it('keeps the newest 20 past enrollments of a device that enrolls again and again', async () => {
    const enrollment = sampleEnrollment();
    const { tenantId, deviceId } = enrollment;
    const generations = Array.from({ length: 24 }, () => newEnrollmentId());
    for (const [index, generation] of generations.entries()) {
      const enrolledAt = new Date(Date.UTC(2026, 0, 1 + index)).toISOString();
      const before = await store.devices.loadLive(tenantId, deviceId);
      await store.devices.enroll({ ...enrollment, generation, enrolledAt }, before);
    }
    const table = openTable(connect({ connectionString: proxy.connectionString }).table('devices'));
    const past = await table.readRange(devicePartition(tenantId, deviceId), PAST);
    expect(past.map(({ columns }) => columns['generation']).sort()).toEqual(generations.slice(3, 23).sort());
  });
});
