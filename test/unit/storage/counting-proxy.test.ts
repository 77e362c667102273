import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openStore } from '../../../shared/storage/open-store';
import type { Store } from '../../../shared/storage/store';
import { type CountingProxy, startCountingProxy } from '../../support/counting-proxy';
import { NOTHING, newOwner, sampleEnrollment, sampleSession, sampleState } from '../../support/storage-samples';

describe('the counting proxy', () => {
  let proxy: CountingProxy;
  let store: Store;

  beforeAll(async () => {
    proxy = await startCountingProxy(inject('tablesConnection'));
    store = openStore({ connectionString: proxy.connectionString });
  });
  afterAll(() => proxy.stop());
  beforeEach(() => proxy.reset());

  it('refuses a connection string without a table endpoint', async () => {
    await expect(startCountingProxy('UseDevelopmentStorage=true')).rejects.toThrow('TableEndpoint');
  });

  it('answers with the injected status and headers and passes nothing on', async () => {
    const enrollment = sampleEnrollment();
    proxy.failNext(1, 503, { 'retry-after': '7' });
    await expect(store.devices.enroll(enrollment, NOTHING)).rejects.toMatchObject({ retryAfter: 7 });
    expect(proxy.calls.map(({ status }) => status)).toEqual([503]);
    expect(await store.devices.loadLive(enrollment.tenantId, enrollment.deviceId)).toEqual(NOTHING);
  });

  it('drops a call before it takes effect', async () => {
    const enrollment = sampleEnrollment();
    proxy.dropNext(3, 'before');
    await expect(store.devices.enroll(enrollment, NOTHING)).rejects.toMatchObject({ code: 'storage.unavailable' });
    proxy.reset();
    expect(await store.devices.loadLive(enrollment.tenantId, enrollment.deviceId)).toEqual(NOTHING);
  });

  it('drops a call after it took effect', async () => {
    const enrollment = sampleEnrollment();
    proxy.dropNext(3, 'after');
    await expect(store.devices.enroll(enrollment, NOTHING)).rejects.toMatchObject({ code: 'storage.unavailable' });
    proxy.reset();
    const live = await store.devices.loadLive(enrollment.tenantId, enrollment.deviceId);
    expect(live.enrollment?.value.generation).toBe(enrollment.generation);
  });

  it('forgets calls and faults when it is reset', async () => {
    const { tenantId, deviceId } = newOwner();
    proxy.failNext(1, 400);
    proxy.reset();
    await store.devices.loadLive(tenantId, deviceId);
    expect(proxy.calls).toHaveLength(1);
  });

  it('names method, table, path, bytes and status of a read', async () => {
    const { tenantId, deviceId } = newOwner();
    await store.devices.loadLive(tenantId, deviceId);
    const bytes = expect.any(Number);
    expect(proxy.calls).toEqual([
      { method: 'GET', table: 'devices', path: 'devices()', operations: 1, bytes, status: 200 },
    ]);
    expect(proxy.calls[0]?.bytes).toBeGreaterThan(10);
  });

  it('names the table of a batch and counts its operations', async () => {
    const enrollment = sampleEnrollment();
    const { generation } = enrollment;
    const change = { session: sampleSession(generation), state: sampleState(generation) };
    await store.devices.writeSync(enrollment, NOTHING, change);
    expect(proxy.calls).toMatchObject([
      { method: 'POST', table: 'devices', path: '$batch', operations: 2, status: 202 },
    ]);
  });
});
