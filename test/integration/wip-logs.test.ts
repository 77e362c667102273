import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileTime, type WipLogRecord, wipLogBehaviors, type XmlForm } from '../../simulator/index';
import { BadLine } from '../support/bad-line';
import { keyOf, type ManagedPc, type Manager, managedPc, managerOf, WIP_POLICY } from '../support/managed-pc';
import { managerToken, startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const POLICY = { ...WIP_POLICY, logs: { collectWipAudit: true } };
const WORD =
  'O=MICROSOFT CORPORATION, L=REDMOND, S=WASHINGTON, C=US\\MICROSOFT OFFICE 2016\\WINWORD.EXE\\16.0.8027.1000';

/** A PC with a log, and somebody who may read it. */
interface Watched extends ManagedPc {
  readonly records: WipLogRecord[];
  readonly reader: Manager;
  readonly line: BadLine;
}

async function watchedPc(setup: { xmlForm?: XmlForm; policy?: object; partSize?: number } = {}): Promise<Watched> {
  const { policy = POLICY, ...pc } = setup;
  const records: WipLogRecord[] = [];
  const line = new BadLine();
  const options = { behaviors: wipLogBehaviors(records), transport: line.transport, ...pc };
  const managed = await managedPc(service, { policy, pc: options });
  const reader = await managerOf(service, managed.person.tenantId, ['Mam.LogReader']);
  return { ...managed, records, reader, line };
}

/** Writes records into the log of a PC, several of them within each millisecond since it enrolled. */
async function log({ person, records }: Watched, count: number, members: Readonly<Record<string, string>> = {}) {
  const { tenantId, deviceId } = keyOf(person);
  const { enrollment } = await service.store.devices.loadLive(tenantId, deviceId);
  const start = fileTime(enrollment?.value.enrolledAt ?? '');
  const end = records.length + count;
  for (let n = records.length; n < end; n += 1) {
    records.push({
      ticks: start + BigInt(n * 1_500),
      logType: 'DataCopied',
      userId: 'S-1-12-1-1-2-3-4',
      enterpriseId: 'contoso.com',
      members: { Policy: 'CopyPaste', Justification: 'NULL', FilePath: `C:\\Ada\\<file> ${n}.docx`, ...members },
    });
  }
}

async function collect({ admin, person, pc }: Watched): Promise<void> {
  await admin.act(person.deviceId, { type: 'resync' });
  await pc.sync();
}

const logsOf = (watched: Watched, query = 'limit=1000') =>
  watched.reader.call('GET', `devices/${watched.person.deviceId}/wip-logs?${query}`);

const filesOf = (items: readonly { filePath: string }[]) => items.map(({ filePath }) => filePath).sort();
const filesIn = ({ records }: Watched) => records.map(({ members }) => members['FilePath']).sort();

async function readingsOf({ admin }: Watched) {
  const { body } = await admin.call('GET', 'audit?action=wip-logs.&limit=1000');
  return body.items as readonly { action: string; facts: Record<string, unknown> }[];
}

describe('the log of a PC', () => {
  it.each(['escaped', 'cdata', 'inline'] as const)('arrives %s, page by page, each record once', async (xmlForm) => {
    const watched = await watchedPc({ xmlForm });
    await log(watched, 250);
    await collect(watched);
    const { status, body } = await logsOf(watched);
    expect(status).toBe(200);
    expect(filesOf(body.items)).toEqual(filesIn(watched));
  });

  it('arrives as a large object in parts', async () => {
    const watched = await watchedPc({ partSize: 20_000 });
    await log(watched, 120);
    await collect(watched);
    expect(filesOf((await logsOf(watched)).body.items)).toEqual(filesIn(watched));
  });

  it('arrives once each although replies get lost', async () => {
    const watched = await watchedPc();
    await log(watched, 330);
    watched.line.loseReply('RetrieveByCount/Logs');
    watched.line.loseRequest('TimeStamp=');
    watched.line.loseReply('RetrieveByCount/Logs');
    await collect(watched);
    await log(watched, 40);
    await collect(watched);
    expect(watched.line.lost).toBe(3);
    expect(filesOf((await logsOf(watched)).body.items)).toEqual(filesIn(watched));
  });

  it('is not asked for where the policy does not want it', async () => {
    const watched = await watchedPc({ policy: WIP_POLICY });
    await log(watched, 5);
    await collect(watched);
    expect((await logsOf(watched)).body.items).toEqual([]);
  });

  it('says when, by whom and on which device, and what the record says', async () => {
    const watched = await watchedPc();
    await log(watched, 1, { SourceApplicationName: WORD, DestinationApplicationName: 'mail.example' });
    await collect(watched);
    const [item] = (await logsOf(watched)).body.items;
    expect(item).toMatchObject({
      deviceId: watched.person.deviceId,
      userId: watched.person.userId,
      kind: 'data-copied',
      way: 'copy-paste',
      ownerSid: 'S-1-12-1-1-2-3-4',
      sourceApp: WORD,
      destinationApp: 'mail.example',
    });
    expect(item).not.toHaveProperty('justification');
  });

  it('is kept for as long as the policy says', async () => {
    const watched = await watchedPc({ policy: { ...POLICY, logs: { collectWipAudit: true, retentionDays: 3 } } });
    await log(watched, 1);
    await collect(watched);
    const { wipLogs } = service.store;
    const span = { from: new Date(0), to: new Date() };
    const { events } = await wipLogs.list(keyOf(watched.person), span, { size: 10, now: new Date() });
    expect(events.map(({ event, until }) => Date.parse(until) - Date.parse(event.at))).toEqual([3 * 24 * 3_600_000]);
  });
});

describe('budget: a page costs one message, and its records are stored before their place', () => {
  const callsOf = () =>
    service.tables.calls
      .filter(({ method, table }) => method !== 'GET' && ['wiplogs', 'devices'].includes(table))
      .map(({ table, path, operations }) => `${table}${path === '$batch' ? ` ${operations}` : ''}`);

  it('is one batch of records a page, each before the write of the device', async () => {
    const watched = await watchedPc();
    await log(watched, 250);
    await watched.admin.act(watched.person.deviceId, { type: 'resync' });
    service.tables.reset();
    await watched.pc.sync();
    const calls = callsOf();
    const pages = calls.flatMap((call, n) => (call.startsWith('wiplogs') ? [[call, calls[n + 1]]] : []));
    const records = pages.map(([call = '']) => Number(call.split(' ')[1]));
    expect(records.reduce((a, b) => a + b)).toBe(250);
    expect(records).toHaveLength(3);
    for (const [, next] of pages) expect(next).toMatch(/^devices/);
  });

  it('is no batch at all on a day on which nothing crossed the boundary', async () => {
    const watched = await watchedPc();
    await log(watched, 30);
    await collect(watched);
    await watched.admin.act(watched.person.deviceId, { type: 'resync' });
    service.tables.reset();
    await watched.pc.sync();
    expect(callsOf().filter((call) => call.startsWith('wiplogs'))).toEqual([]);
  });
});

describe('reading the logs is refused', () => {
  const PATHS = ['wip-logs/export', 'wip-logs/report?by=app', 'wip-logs/learn', 'devices/{device}/wip-logs'];
  const pathFor = ({ person }: ManagedPc, path: string) => path.replace('{device}', person.deviceId);

  it.each(PATHS)('at %s to an administrator and to a reader of everything else', async (path) => {
    const watched = await watchedPc();
    const { tenantId } = watched.person;
    const others = [watched.admin, await managerOf(service, tenantId, ['Mam.Reader'])];
    for (const other of others) {
      const { status, body } = await other.call('GET', pathFor(watched, path));
      expect([status, body.code]).toEqual([403, 'role.missing']);
    }
  });

  it.each([
    ['wip-logs/export?color=red', 'color'],
    ['wip-logs/export?from=yesterday', 'from'],
    ['wip-logs/export?format=csv', 'format'],
    ['wip-logs/report', 'by'],
    ['wip-logs/report?by=color', 'by'],
    ['wip-logs/learn?limit=1001', 'limit'],
    ['wip-logs/export?continuation=abc', 'continuation'],
  ])('at %s, since %s is not allowed', async (path, member) => {
    const { reader } = await watchedPc();
    const { status, body } = await reader.call('GET', path);
    expect([status, body.errors[0].path]).toEqual([422, member]);
  });

  it('of a device that the tenant does not have, and one of another tenant', async () => {
    const watched = await watchedPc();
    const other = await watchedPc();
    const paths = [`devices/${other.person.deviceId}/wip-logs`, `devices/${other.person.tenantId}/wip-logs`];
    for (const path of paths) expect((await watched.reader.call('GET', path)).status).toBe(404);
    expect((await watched.reader.call('GET', 'devices/x/wip-logs')).status).toBe(400);
  });

  it('with the continuation of another list', async () => {
    const watched = await watchedPc();
    await log(watched, 3);
    await collect(watched);
    const { body } = await logsOf(watched, 'limit=1');
    const { status } = await watched.reader.call('GET', `wip-logs/export?continuation=${body.continuation}`);
    expect(status).toBe(422);
  });
});

describe('whoever may read the logs', () => {
  it('gets them in pages, the newest first', async () => {
    const watched = await watchedPc();
    await log(watched, 25);
    await collect(watched);
    const seen: { filePath: string; at: string }[] = [];
    for (let continuation = ''; ; ) {
      const { body } = await logsOf(watched, `limit=10${continuation}`);
      seen.push(...body.items);
      if (body.continuation === undefined) break;
      continuation = `&continuation=${body.continuation}`;
    }
    expect(filesOf(seen)).toEqual(filesIn(watched));
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
  });

  it('gets a time span alone', async () => {
    const watched = await watchedPc();
    await log(watched, 3);
    await collect(watched);
    expect((await logsOf(watched, 'to=2026-01-01T00:00:00Z')).body.items).toEqual([]);
  });

  it('gets them line by line, with a link to what follows', async () => {
    const watched = await watchedPc();
    await log(watched, 5);
    await collect(watched);
    const token = await managerToken(service, watched.person.tenantId, 'Mam.LogReader');
    const lines: unknown[] = [];
    let path: string | undefined = '/api/v1/wip-logs/export?limit=2&format=jsonl';
    while (path !== undefined) {
      const reply: Response = await fetch(`${service.origin}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(reply.headers.get('content-type')).toBe('application/x-ndjson');
      lines.push(
        ...(await reply.text())
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
      );
      path = /^<([^>]*)>/.exec(reply.headers.get('link') ?? '')?.[1];
    }
    expect(filesOf(lines as { filePath: string }[])).toEqual(filesIn(watched));
  });

  it('gets reports over all devices of the tenant, and of no other', async () => {
    const watched = await watchedPc();
    const other = await watchedPc();
    for (const each of [watched, other]) {
      await log(each, 3, { SourceApplicationName: WORD, DestinationApplicationName: 'mail.example' });
      await collect(each);
    }
    const { body } = await watched.reader.call('GET', 'wip-logs/report?by=app');
    expect(body).toMatchObject({ by: 'app', records: 3, left: 0 });
    expect(body.items).toMatchObject([{ name: 'WINWORD.EXE', events: 3, people: 1, devices: 1 }]);
  });

  it('learns what policy would keep the data inside, with how many people it touches', async () => {
    const watched = await watchedPc();
    await log(watched, 3, { DestinationApplicationName: 'mail.example', DestinationEnterpriseID: 'Personal' });
    await log(watched, 1, { DestinationApplicationName: WORD, DestinationEnterpriseID: 'NULL' });
    await collect(watched);
    const { body } = await watched.reader.call('GET', 'wip-logs/learn');
    expect(body.items).toMatchObject([
      { kind: 'site', name: 'mail.example', events: 3, people: 1, change: { list: 'network.cloudResources' } },
      { kind: 'app', name: 'WINWORD.EXE', events: 1, people: 1, change: { list: 'apps.protected' } },
    ]);
  });

  it('is in the audit trail each time, with what was asked for and nothing of what it says', async () => {
    const watched = await watchedPc();
    await log(watched, 2, { DestinationApplicationName: 'mail.example' });
    await collect(watched);
    await logsOf(watched);
    await watched.reader.call('GET', 'wip-logs/export');
    await watched.reader.call('GET', 'wip-logs/report?by=site');
    await watched.reader.call('GET', 'wip-logs/learn');
    const readings = await readingsOf(watched);
    expect(readings.map(({ action, facts }) => [action, facts['records'], facts['by']])).toEqual(
      expect.arrayContaining([
        ['wip-logs.read', 2, undefined],
        ['wip-logs.export', 2, undefined],
        ['wip-logs.report', 2, 'site'],
        ['wip-logs.learn', 2, undefined],
      ]),
    );
    expect(readings).toHaveLength(4);
    expect(JSON.stringify(readings)).not.toMatch(/mail\.example|docx/);
  });
});
