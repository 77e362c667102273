import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { startTables } from '../../../local/tables';
import { openStore } from '../../../shared/storage/open-store';
import type { Store } from '../../../shared/storage/store';
import { createTables } from '../../../shared/storage/tables';
import { type CountingProxy, startCountingProxy } from '../../support/counting-proxy';
import { NOTHING, newOwner, sampleEnrollment, sampleSession } from '../../support/storage-samples';

const unavailable = { kind: 'unavailable', code: 'storage.unavailable' };
// Nothing listens on port 1 of loopback.
const NOWHERE = 'http://127.0.0.1:1/devstoreaccount1';

describe('a store whose storage fails', () => {
  let proxy: CountingProxy;
  let store: Store;
  const load = () => {
    const { tenantId, deviceId } = newOwner();
    return store.devices.loadLive(tenantId, deviceId);
  };

  beforeAll(async () => {
    proxy = await startCountingProxy(inject('tablesConnection'));
    store = openStore({ connectionString: proxy.connectionString });
  });
  afterAll(() => proxy.stop());
  beforeEach(() => proxy.reset());

  it.each([429, 500, 502, 503, 504])('tells after three attempts that it is unavailable on %d', async (status) => {
    proxy.failNext(3, status);
    await expect(load()).rejects.toMatchObject({ ...unavailable, retryAfter: 30 });
    expect(proxy.calls).toHaveLength(3);
  });

  it.each([401, 403])('tells at once that it is unavailable on %d, for roles arrive late', async (status) => {
    proxy.failNext(1, status);
    await expect(load()).rejects.toMatchObject(unavailable);
    expect(proxy.calls).toHaveLength(1);
  });

  it.each([400, 413, 501])('tells at once of an error of its own on %d', async (status) => {
    proxy.failNext(1, status);
    await expect(load()).rejects.toMatchObject({ kind: 'internal', code: 'storage.failed' });
    expect(proxy.calls).toHaveLength(1);
  });

  it('hands on a Retry-After instead of waiting for it', async () => {
    proxy.failNext(1, 503, { 'retry-after': '45' });
    await expect(load()).rejects.toMatchObject({ ...unavailable, retryAfter: 45 });
    expect(proxy.calls).toHaveLength(1);
  });

  it('hands on no Retry-After of more than an hour', async () => {
    proxy.failNext(1, 503, { 'retry-after': '999999' });
    await expect(load()).rejects.toMatchObject({ retryAfter: 3600 });
  });

  it('keeps names and values out of the text for the log', async () => {
    const enrollment = sampleEnrollment();
    proxy.failNext(3, 503);
    await expect(store.devices.enroll(enrollment, NOTHING)).rejects.toMatchObject({ detail: '503 NoCode' });
  });

  it('tells that it is unavailable when the connection breaks three times', async () => {
    proxy.dropNext(3, 'before');
    await expect(load()).rejects.toMatchObject(unavailable);
  });

  it('reads in spite of one dropped and one refused call', async () => {
    proxy.dropNext(1, 'before');
    proxy.failNext(1, 503, { 'retry-after': '1' });
    expect(await load()).toEqual(NOTHING);
    expect(proxy.calls.map(({ status }) => status)).toEqual([0, 503, 200]);
  });

  it('reports a change to whoever repeats a conditional write whose answer got lost', async () => {
    const enrollment = sampleEnrollment();
    const session = sampleSession(enrollment.generation);
    proxy.dropNext(1, 'after');
    await expect(store.devices.writeSync(enrollment, NOTHING, { session })).rejects.toMatchObject({
      code: 'storage.changed',
    });
    const live = await store.devices.loadLive(enrollment.tenantId, enrollment.deviceId);
    expect(live.session?.value).toEqual(session);
  });

  it('tells that it is unavailable when nothing listens', async () => {
    const nowhere = openStore({
      connectionString: `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=${NOWHERE};`,
    });
    await expect(nowhere.tenants.load(newOwner().tenantId)).rejects.toMatchObject({
      ...unavailable,
      detail: '0 ECONNREFUSED',
    });
  });
});

describe('a storage without tables', () => {
  it('counts as unavailable and never as an absent row, until the tables are made', async () => {
    const tables = await startTables({ port: 0 });
    const { tenants, people } = openStore(tables);
    const { tenantId } = newOwner();
    await expect(tenants.load(tenantId)).rejects.toMatchObject({ ...unavailable, detail: '404 TableNotFound' });
    await expect(people.releaseDevice(newOwner())).rejects.toMatchObject(unavailable);
    await createTables(tables);
    await createTables(tables);
    expect(await tenants.load(tenantId)).toBeUndefined();
    await tables.stop();
  });
});

describe('the way to the tables', () => {
  it.each([
    'http://tables.contoso.example',
    'http://127.0.0.1.contoso.example/devstoreaccount1',
    'ftp://127.0.0.1/devstoreaccount1',
  ])('is refused for %s, because only loopback may do without https', (url) => {
    const connectionString = `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=${url};`;
    expect(() => openStore({ connectionString })).toThrow(expect.objectContaining({ code: 'storage.insecure' }));
  });

  it('asks the credential for a token of Azure Storage', async () => {
    const asked: (string | string[])[] = [];
    const credential = {
      getToken: async (scopes: string | string[]) => {
        asked.push(scopes);
        return { token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    };
    const store = openStore({ url: 'https://127.0.0.1:1', credential });
    await expect(store.tenants.load(newOwner().tenantId)).rejects.toMatchObject(unavailable);
    expect(asked.flat()).toEqual(['https://storage.azure.com/.default']);
  });

  it('is unavailable when the credential gives no token', async () => {
    const credential = { getToken: (_scopes: string | string[]) => Promise.reject(new Error('no identity')) };
    const store = openStore({ url: 'https://127.0.0.1:1', credential });
    await expect(store.tenants.load(newOwner().tenantId)).rejects.toMatchObject(unavailable);
  });
});
