import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect } from '../../../shared/storage/connection';
import { devicePartition, pieces } from '../../../shared/storage/keys';
import { openStore } from '../../../shared/storage/open-store';
import { openTable } from '../../../shared/storage/table';
import { type CountingProxy, startCountingProxy } from '../../support/counting-proxy';
import { NOTHING, newOwner, sampleSession } from '../../support/storage-samples';

const options = { connectionString: inject('tablesConnection') };
const { devices } = openStore(options);
const changed = { kind: 'precondition', code: 'storage.changed' };
const session = sampleSession();

/** Pieces as a sync cuts them: views of one larger memory. */
function cut(text: string, size: number) {
  const data = new TextEncoder().encode(text);
  const count = Math.ceil(data.length / size);
  return Array.from({ length: count }, (_, index) => ({
    index,
    data: data.subarray(index * size, (index + 1) * size),
  }));
}

async function deviceWith(put: ReturnType<typeof cut>) {
  const owner = newOwner();
  const load = () => devices.loadLive(owner.tenantId, owner.deviceId);
  await devices.writeSync(owner, NOTHING, { session, chunks: { put } });
  const left = async () => {
    const table = openTable(connect(options).table('devices'));
    return (await table.readRange(devicePartition(owner.tenantId, owner.deviceId), pieces(999))).length;
  };
  return { owner, load, left };
}

describe('the pieces of a large object', () => {
  it('are gone together with the session that lost a race', async () => {
    const { owner } = await deviceWith(cut('abc', 1));
    const late = { session, chunks: { put: [{ index: 3, data: new Uint8Array([100]) }] } };
    await expect(devices.writeSync(owner, NOTHING, late)).rejects.toMatchObject(changed);
    await expect(devices.readChunks(owner, 4)).rejects.toMatchObject(changed);
  });

  it('report a change when another instance has used them', async () => {
    const { owner, load } = await deviceWith(cut('abc', 1));
    await devices.writeSync(owner, await load(), { session, chunks: { drop: 3 } });
    await expect(devices.readChunks(owner, 3)).rejects.toMatchObject(changed);
  });

  it('are nothing when none are asked for', async () => {
    expect(await devices.readChunks(newOwner(), 0)).toHaveLength(0);
  });

  it('are refused above 64 KB each', async () => {
    const put = cut('x'.repeat(64 * 1024 + 1), 100_000);
    await expect(deviceWith(put)).rejects.toMatchObject({ code: 'storage.too-large' });
  });

  it('come back joined, in their order, as many as asked for', async () => {
    const text = 'Zwölf Boxkämpfer '.repeat(700);
    const put = cut(text, 1000);
    const { owner } = await deviceWith(put);
    expect(put.length).toBeGreaterThan(10);
    expect(Buffer.from(await devices.readChunks(owner, put.length)).equals(Buffer.from(text))).toBe(true);
    expect(await devices.readChunks(owner, 2)).toHaveLength(2000);
  });

  it('of 512 KB travel in one write and come back whole', async () => {
    const text = 'x'.repeat(512 * 1024);
    const { owner } = await deviceWith(cut(text, 60 * 1024));
    expect(Buffer.from(await devices.readChunks(owner, 9)).equals(Buffer.from(text))).toBe(true);
  });

  it('replace those that an object left behind that was given up', async () => {
    const { owner, load } = await deviceWith(cut('abc', 1));
    await devices.writeSync(owner, await load(), { session, chunks: { put: cut('xy', 1) } });
    expect(Buffer.from(await devices.readChunks(owner, 2)).toString()).toBe('xy');
  });
});

describe('dropping the pieces of a large object', () => {
  let proxy: CountingProxy;
  beforeAll(async () => {
    proxy = await startCountingProxy(options.connectionString);
  });
  afterAll(() => proxy.stop());

  it.each([
    { count: 3, batches: [4] },
    { count: 99, batches: [100] },
    { count: 130, batches: [100, 31] },
  ])('of which there are $count takes batches of $batches', async ({ count, batches }) => {
    const all = cut('x'.repeat(count), 1);
    const { owner, load, left } = await deviceWith(all.slice(0, 90));
    if (count > 90) await devices.writeSync(owner, await load(), { session, chunks: { put: all.slice(90) } });
    const before = await load();
    proxy.reset();
    const { devices: counted } = openStore({ connectionString: proxy.connectionString });
    await counted.writeSync(owner, before, { session, chunks: { drop: count } });
    expect(proxy.calls.map(({ operations }) => operations)).toEqual(batches);
    expect(await left()).toBe(0);
  });
});
