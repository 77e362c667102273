import { describe, expect, inject, it } from 'vitest';
import { newGuid } from '../../../shared/random';
import { openStore } from '../../../shared/storage/open-store';
import type { DeviceKey } from '../../../shared/storage/stores/stored';
import type { KeptWipEvent } from '../../../shared/storage/stores/wip-logs';
import { readLog } from '../../../shared/wip-logs/read-log';
import type { WipEvent } from '../../../shared/wip-logs/wip-event';
import { newOwner } from '../../support/storage-samples';

const { wipLogs } = openStore({ connectionString: inject('tablesConnection') });
const now = new Date('2026-11-20T00:00:00.000Z');
const always = { from: new Date('2026-01-01T00:00:00Z'), to: now };
const until = '2026-12-20T00:00:00.000Z';

const event = (at: string, more: Partial<WipEvent> = {}): WipEvent => ({
  hash: newGuid().replaceAll('-', ''),
  at,
  kind: 'data-copied',
  ...more,
});

const dayOfNovember = (day: number) => `2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z`;

function keptOn(owner: { readonly userId: KeptWipEvent['userId'] }, days: readonly number[]): KeptWipEvent[] {
  return days.map((day) => ({ event: event(dayOfNovember(day)), userId: owner.userId, until }));
}

async function all(device: DeviceKey, span = always): Promise<string[]> {
  const { events } = await wipLogs.list(device, span, { size: 1000, now });
  return events.map((kept) => kept.event.at);
}

const refused = { kind: 'invalid', code: 'page.continuation-invalid' };
const encoded = (place: string) => Buffer.from(place).toString('base64url');

describe('the logs of the protection refuse', () => {
  it.each(['x', '../x', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001/live_state'])(
    'the continuation %j, which they never gave out',
    async (place) => {
      const page = { size: 10, continuation: encoded(place), now };
      await expect(wipLogs.list(newOwner(), always, page)).rejects.toMatchObject(refused);
      await expect(wipLogs.listAll(newOwner().tenantId, always, page)).rejects.toMatchObject(refused);
    },
  );

  it('a continuation of another device', async () => {
    const owner = newOwner();
    await wipLogs.put(owner, keptOn(owner, [1, 2]));
    const { continuation = '' } = await wipLogs.list(owner, always, { size: 1, now });
    const other = { ...owner, deviceId: newOwner().deviceId };
    await expect(wipLogs.list(other, always, { size: 1, continuation, now })).rejects.toMatchObject(refused);
  });
});

describe('the logs of the protection', () => {
  it('keep everything that a record says', async () => {
    const owner = newOwner();
    const full = event(dayOfNovember(3), {
      isTimeGuessed: true,
      kind: 'other',
      rawKind: 'New',
      way: 'other',
      rawWay: 'Way',
      action: 'send',
      ownerSid: 'S-1-12-1-1-2-3-4',
      enterpriseId: 'contoso.com',
      justification: 'none',
      object: 'x'.repeat(1024),
      filePath: '"\\\u20ac'.repeat(256),
      dataInfo: 'Text',
      sourceApp: 'O=A\\B\\C.EXE\\1',
      destinationApp: 'mail.example',
      app: 'a',
      sourceName: 'b',
      destinationName: 'c',
      destinationEnterpriseId: 'fabrikam.com',
      isShortened: true,
    });
    const kept = { event: full, userId: owner.userId, until };
    await wipLogs.put(owner, [kept]);
    const { events } = await wipLogs.list(owner, always, { size: 10, now });
    expect(events).toEqual([{ ...kept, deviceId: owner.deviceId }]);
  });

  it('keep a record in which a PC wrote the longest texts of what needs most room', async () => {
    const owner = newOwner();
    const names = ['Policy', 'Justification', 'Object', 'FilePath', 'DataInfo', 'SourceApplicationName', 'Application'];
    const more = ['DestinationApplicationName', 'SourceName', 'DestinationName', 'DestinationEnterpriseID', 'LogType'];
    const members = [...names, ...more].map((name) => `<${name}>${'"\\'.repeat(1_000)}</${name}>`).join('');
    const long = '&quot;'.repeat(2_000);
    const log = `<User UserID="${long}" EnterpriseID="${long}"><Log>${members}</Log></User>`;
    const [worst] = readLog(log, { now, from: new Date(dayOfNovember(1)) }).events;
    if (worst === undefined) throw new Error('there is one record');
    await wipLogs.put(owner, [{ event: worst, userId: owner.userId, until }]);
    const { events } = await wipLogs.list(owner, always, { size: 1, now });
    expect(events.map((kept) => kept.event)).toEqual([worst]);
  });

  it('hold a record once that comes twice, in one call or in two', async () => {
    const owner = newOwner();
    const kept = keptOn(owner, [1, 2, 3]);
    await wipLogs.put(owner, [...kept, ...kept]);
    await wipLogs.put(owner, kept);
    expect(await all(owner)).toEqual([3, 2, 1].map(dayOfNovember));
  });

  it('take more records than one batch, and none', async () => {
    const owner = newOwner();
    await wipLogs.put(owner, []);
    await wipLogs.put(
      owner,
      keptOn(
        owner,
        Array.from({ length: 250 }, () => 5),
      ),
    );
    expect(await all(owner)).toHaveLength(250);
  });

  it('show the newest first, in pages without gap or repetition', async () => {
    const owner = newOwner();
    await wipLogs.put(owner, keptOn(owner, [4, 1, 5, 3, 2]));
    const seen: string[] = [];
    let continuation: string | undefined;
    do {
      const page = await wipLogs.list(owner, always, { size: 2, now, ...(continuation && { continuation }) });
      seen.push(...page.events.map((kept) => kept.event.at));
      continuation = page.continuation;
    } while (continuation !== undefined);
    expect(seen).toEqual([5, 4, 3, 2, 1].map(dayOfNovember));
  });

  it('show a time span with both of its ends', async () => {
    const owner = newOwner();
    await wipLogs.put(owner, keptOn(owner, [1, 2, 3, 4]));
    const span = { from: new Date(dayOfNovember(2)), to: new Date(dayOfNovember(3)) };
    expect(await all(owner, span)).toEqual([3, 2].map(dayOfNovember));
  });

  it('show nothing whose time to be kept is over, be it deleted or not', async () => {
    const owner = newOwner();
    const [over, still] = keptOn(owner, [1, 2]);
    if (over === undefined || still === undefined) throw new Error('two records');
    await wipLogs.put(owner, [{ ...over, until: now.toISOString() }, still]);
    expect(await all(owner)).toEqual([dayOfNovember(2)]);
  });

  it('show all devices of a tenant and none of another, in pages of any size', async () => {
    const owner = newOwner();
    const devices = [owner, { ...owner, deviceId: newOwner().deviceId }, { ...owner, deviceId: newOwner().deviceId }];
    for (const device of devices) await wipLogs.put(device, keptOn(device, [1, 2, 3]));
    await wipLogs.put(newOwner(), keptOn(newOwner(), [1]));
    for (const size of [1, 2, 3, 4, 100]) {
      const seen: string[] = [];
      let continuation: string | undefined;
      do {
        const page = await wipLogs.listAll(owner.tenantId, always, {
          size,
          now,
          ...(continuation && { continuation }),
        });
        seen.push(...page.events.map((kept) => `${kept.deviceId} ${kept.event.at}`));
        continuation = page.continuation;
      } while (continuation !== undefined);
      const expected = devices.flatMap(({ deviceId }) => [3, 2, 1].map((day) => `${deviceId} ${dayOfNovember(day)}`));
      expect([...seen].sort()).toEqual([...expected].sort());
    }
  });

  it('show a time span of all devices', async () => {
    const owner = newOwner();
    await wipLogs.put(owner, keptOn(owner, [1, 2, 3]));
    const span = { from: new Date(dayOfNovember(2)), to: new Date(dayOfNovember(2)) };
    const { events } = await wipLogs.listAll(owner.tenantId, span, { size: 10, now });
    expect(events.map((kept) => kept.event.at)).toEqual([dayOfNovember(2)]);
  });

  it('lose what is older than a time, some hundred at once', async () => {
    const owner = newOwner();
    await wipLogs.put(owner, keptOn(owner, [...Array.from({ length: 510 }, () => 1), 2, 3]));
    const before = new Date(dayOfNovember(2));
    expect(await wipLogs.deleteOlderThan(owner, before, new Date(until))).toBe(false);
    expect(await wipLogs.deleteOlderThan(owner, before, new Date(until))).toBe(true);
    expect(await all(owner)).toEqual([3, 2].map(dayOfNovember));
  });

  it('keep what was promised to be kept longer, however much of it lies before what is over', async () => {
    const owner = newOwner();
    const longer = keptOn(
      owner,
      Array.from({ length: 520 }, () => 2),
    );
    const over = keptOn(owner, [1, 1]).map((kept) => ({ ...kept, until: dayOfNovember(9) }));
    await wipLogs.put(owner, [...longer, ...over]);
    expect(await wipLogs.deleteOlderThan(owner, new Date(dayOfNovember(3)), new Date(dayOfNovember(10)))).toBe(true);
    expect(new Set(await all(owner))).toEqual(new Set([dayOfNovember(2)]));
  });
});
