import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { connectionStringFor } from '../../../local/tables';
import { ATTEMPT_LIMITS, type AttemptLimits } from '../../../shared/storage/attempts';
import { connect } from '../../../shared/storage/connection';
import type { Operation } from '../../../shared/storage/row';
import { openTable, type Table } from '../../../shared/storage/table';

const range = { from: 'a', to: 'z' };
const unavailable = { kind: 'unavailable', code: 'storage.unavailable' };

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A service that answers as the real one may and the emulator never does. */
async function tableAt(listener: RequestListener, limits?: AttemptLimits): Promise<Table> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { table } = connect({ connectionString: connectionStringFor(`http://127.0.0.1:${address.port}`) });
  return openTable(table('roster'), limits);
}

describe('a range of rows', () => {
  interface Page {
    readonly keys: readonly string[];
    readonly next?: string;
  }

  function answer(response: ServerResponse, { keys, next }: Page): void {
    if (next !== undefined) {
      response.setHeader('x-ms-continuation-NextPartitionKey', '1!4!cA--');
      response.setHeader('x-ms-continuation-NextRowKey', next);
    }
    const value = keys.map((key) => ({ PartitionKey: 'p', RowKey: key, 'odata.etag': `etag-${key}` }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ value }));
  }

  async function tableOf(pages: Page[]) {
    const asked: URLSearchParams[] = [];
    const table = await tableAt((request, response) => {
      asked.push(new URL(request.url ?? '', 'http://localhost').searchParams);
      const page = pages.shift();
      if (page === undefined) response.writeHead(400).end();
      else answer(response, page);
    });
    return { table, asked };
  }

  it('goes on after short and empty pages until the service names no next row', async () => {
    const { table, asked } = await tableOf([
      { keys: ['a'], next: '1!8!Yg--' },
      { keys: [], next: 'c&d' },
      { keys: ['e'] },
    ]);
    expect((await table.readRange('p', range)).map(({ key }) => key)).toEqual(['a', 'e']);
    expect(asked.map((query) => query.get('NextRowKey'))).toEqual([null, '1!8!Yg--', 'c&d']);
    expect(asked.map((query) => query.get('NextPartitionKey'))).toEqual([null, '1!4!cA--', '1!4!cA--']);
  });

  it('begins a page behind an empty one and tells that more may follow', async () => {
    const { table } = await tableOf([
      { keys: [], next: 'b' },
      { keys: ['b'], next: 'c' },
    ]);
    expect(await table.readPage('p', range, 5)).toMatchObject({ rows: [{ key: 'b', etag: 'etag-b' }], more: true });
  });

  it('ends where an empty page names no next row', async () => {
    const { table } = await tableOf([{ keys: [], next: 'b' }, { keys: [] }]);
    expect(await table.readPage('p', range, 5)).toEqual({ rows: [], more: false });
  });
});

describe('a search', () => {
  const places = { partitions: { from: 'p_', to: 'p`' } };

  it.each([
    ['no JSON', 'x'],
    ['JSON of another form', Buffer.from('["a"]').toString('base64url')],
    ['keys that the service refuses', Buffer.from('{"nextPartitionKey":"!"}').toString('base64url')],
  ])('refuses a place that is %s', async (_, place) => {
    const table = await tableAt((_request, response) => response.writeHead(400).end());
    await expect(table.search(places, 5, place)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'page.continuation-invalid',
    });
  });

  it('is one call, and goes on where that stopped, also behind a page without rows', async () => {
    const asked: URLSearchParams[] = [];
    const table = await tableAt((request, response) => {
      asked.push(new URL(request.url ?? '', 'http://localhost').searchParams);
      if (asked.length === 1) response.setHeader('x-ms-continuation-NextPartitionKey', '1!4!cA--');
      response.setHeader('content-type', 'application/json').end('{"value":[]}');
    });
    const where = { columns: ['userId', 'actor'], text: "o'brien" } as const;
    const first = await table.search({ ...places, where, columns: ['userId'] }, 5, undefined);
    expect([first.rows, asked.length]).toEqual([[], 1]);
    expect(await table.search(places, 5, first.next)).toEqual({ rows: [] });
    expect(asked.map((query) => query.get('NextPartitionKey'))).toEqual([null, '1!4!cA--']);
    expect(asked[0]?.get('$filter')).toContain("(userId eq 'o''brien' or actor eq 'o''brien')");
    expect(asked[0]?.get('$select')).toBe('PartitionKey,RowKey,userId');
  });
});

describe('a batch', () => {
  const operations: Operation[] = ['a', 'b'].map((key) => ({ kind: 'delete', row: { partition: 'p', key } }));
  const part = (status: string, rest = '') => `--changesetresponse_1\r\n\r\nHTTP/1.1 ${status}\r\n${rest}\r\n\r\n`;
  const done = part('204 No Content');
  const end = '--changesetresponse_1--\r\n--batchresponse_1--';
  const refusal = part('412 Precondition Failed', '\r\n{"odata.error":{"code":"UpdateConditionNotSatisfied"}}');

  const commit = async (...parts: string[]) => {
    const headers = { 'content-type': 'multipart/mixed; boundary=batchresponse_1' };
    const body = `--batchresponse_1\r\n${parts.join('')}${end}`;
    const table = await tableAt((_, response) => response.writeHead(202, headers).end(body));
    return table.commit(operations);
  };

  it('is unavailable storage when the answer has fewer parts than there were writes', async () => {
    await expect(commit(done)).rejects.toMatchObject({ ...unavailable, detail: '0 BatchAnswerIncomplete' });
  });

  it('is a change when a part is refused, whatever comes before it', async () => {
    const expected = { code: 'storage.changed', detail: '412 UpdateConditionNotSatisfied' };
    await expect(commit(done, refusal)).rejects.toMatchObject(expected);
  });

  it('is a change when a part is refused without saying why', async () => {
    await expect(commit(done, part('412 Precondition Failed'))).rejects.toMatchObject({ code: 'storage.changed' });
  });

  it('gives the ETags in the order of the writes, empty for a deletion', async () => {
    expect(await commit(done, part('204 No Content', `ETag: W/"datetime'1'"`))).toEqual(['', `W/"datetime'1'"`]);
  });
});

describe.concurrent('one attempt', () => {
  const row = { partition: 'p', key: 'k', columns: {} };
  const other: Operation = { kind: 'insert', row: { ...row, key: 'l' } };
  const silent: RequestListener = () => undefined;
  const breakingOff: RequestListener = (_, response) => response.writeHead(200, { 'content-length': '9' }).write('{');
  const cases: [string, RequestListener, (table: Table) => Promise<unknown>][] = [
    ['does not answer a read', silent, (table) => table.read(row)],
    ['does not answer a query', silent, (table) => table.readRange('p', range)],
    ['does not finish the answer to a query', breakingOff, (table) => table.readRange('p', range)],
    ['does not answer a write', silent, (table) => table.upsert(row)],
    ['does not answer a batch', silent, (table) => table.commit([{ kind: 'delete', row }, other])],
  ];

  it.for(cases)('ends after three seconds when the service %s', async ([, listener, call], { expect }) => {
    let count = 0;
    const table = await tableAt((request, response) => {
      count += 1;
      if (count === 1) listener(request, response);
      else response.writeHead(403).end();
    });
    await expect(call(table)).rejects.toMatchObject({ ...unavailable, detail: '403 NoCode' });
    expect(count).toBe(2);
  });
});

describe('what looks through many partitions', () => {
  const partitions = { from: 'p_', to: 'p`' };
  const scans: [string, (table: Table) => Promise<unknown>][] = [
    ['a search', (table) => table.search({ partitions }, 5, undefined)],
    ['a key in many partitions', (table) => table.readAcross('k', '', 5)],
    ['keys in many partitions', (table) => table.readPartitions(partitions, range, 5)],
  ];
  const calls: [string, (table: Table) => Promise<unknown>][] = [
    ['a row', (table) => table.read({ partition: 'p', key: 'k' })],
    ['rows of one partition', (table) => table.readPage('p', range, 5)],
  ];
  const NEVER = 600_000;
  const silent: RequestListener = () => undefined;

  it('has longer than the service takes until it hands out a place to go on, and no longer than it takes at all', () => {
    expect(ATTEMPT_LIMITS.scan).toBeGreaterThan(2 * 5000);
    expect(ATTEMPT_LIMITS.scan).toBeLessThan(30_000);
  });

  it.each(scans)('has a limit of its own: %s', async (_, scan) => {
    await expect(scan(await tableAt(silent, { call: NEVER, scan: 1 }))).rejects.toMatchObject(unavailable);
  });

  it.each(calls)('does not lend it to %s', async (_, call) => {
    await expect(call(await tableAt(silent, { call: 1, scan: NEVER }))).rejects.toMatchObject(unavailable);
  });
});
