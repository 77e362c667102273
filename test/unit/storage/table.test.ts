import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectionStringFor } from '../../../local/tables';
import { batchRequest, readBatchAnswer } from '../../../shared/storage/batch';
import { type Connection, connect, type TableAnswer } from '../../../shared/storage/connection';
import { TableFailure } from '../../../shared/storage/failure';
import { openTable } from '../../../shared/storage/table';

const range = { from: 'a', to: 'z' };
const entity = (key: string) => ({ PartitionKey: 'p', RowKey: key, 'odata.etag': `etag-${key}` });

/** A page as the service answers it; the emulator gives neither short nor empty pages, which the service may do. */
function page(keys: string[], next?: string): TableAnswer {
  const headers = new Map(
    next === undefined
      ? []
      : [
          ['x-ms-continuation-nextpartitionkey', '1!4!cA--'],
          ['x-ms-continuation-nextrowkey', next],
        ],
  );
  return { body: JSON.stringify({ value: keys.map(entity) }), header: (name) => headers.get(name) };
}

function tableOf(pages: TableAnswer[]) {
  const asked: string[] = [];
  const connection: Connection = {
    url: 'https://contoso.example',
    send: async ({ path }) => {
      asked.push(path);
      const answer = pages.shift();
      if (answer === undefined) throw new TableFailure(400, 'OnePageTooMany');
      return answer;
    },
    createTable: async () => undefined,
  };
  return { table: openTable(connection, 'roster'), asked };
}

describe('a range of rows', () => {
  it('goes on after short and empty pages until the service names no next row', async () => {
    const { table, asked } = tableOf([page(['a'], '1!8!Yg--'), page([], 'c&d'), page(['e'])]);
    expect((await table.readRange('p', range)).map(({ key }) => key)).toEqual(['a', 'e']);
    expect(asked.map((path) => path.split('&').slice(1))).toEqual([
      [],
      ['NextPartitionKey=1!4!cA--', 'NextRowKey=1!8!Yg--'],
      ['NextPartitionKey=1!4!cA--', 'NextRowKey=c%26d'],
    ]);
  });

  it('begins a page behind an empty one and tells that more may follow', async () => {
    const { table } = tableOf([page([], 'b'), page(['b'], 'c')]);
    expect(await table.readPage('p', range, 5)).toMatchObject({ rows: [{ key: 'b', etag: 'etag-b' }], more: true });
  });

  it('ends where an empty page names no next row', async () => {
    const { table } = tableOf([page([], 'b'), page([])]);
    expect(await table.readPage('p', range, 5)).toEqual({ rows: [], more: false });
  });
});

describe('the answer to a batch', () => {
  const part = (status: string, rest: string) => `--changesetresponse_1\r\n\r\nHTTP/1.1 ${status}\r\n${rest}\r\n\r\n`;
  const done = part('204 No Content', `ETag: W/"datetime'1'"`);

  it('is a failure when it has fewer parts than there were writes', () => {
    expect(() => readBatchAnswer(done, 2)).toThrow(new TableFailure(0, 'BatchAnswerIncomplete'));
  });

  it('is the failure of its refused part, whatever comes before it', () => {
    const refusal = part('412 Precondition Failed', '\r\n{"odata.error":{"code":"UpdateConditionNotSatisfied"}}');
    expect(() => readBatchAnswer(done + refusal, 2)).toThrow(new TableFailure(412, 'UpdateConditionNotSatisfied'));
  });

  it('is the ETags in the order of the writes, empty for a deletion', () => {
    const deleted = part('204 No Content', 'DataServiceVersion: 1.0;');
    expect(readBatchAnswer(done + deleted + done, 3)).toEqual([`W/"datetime'1'"`, '', `W/"datetime'1'"`]);
  });

  it('belongs to a request whose boundaries are new each time', () => {
    const write = { method: 'DELETE' as const, path: "t(PartitionKey='p',RowKey='k')", headers: { 'if-match': 'e' } };
    const [first, second] = [batchRequest('https://a', [write]), batchRequest('https://a', [write])];
    expect(first.body).toContain("DELETE https://a/t(PartitionKey='p',RowKey='k') HTTP/1.1\r\n");
    expect(first.body).not.toBe(second.body);
  });
});

describe('one attempt', () => {
  async function serverThat(answers: RequestListener): Promise<Connection> {
    const server = createServer(answers);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    return connect({ connectionString: connectionStringFor(`http://127.0.0.1:${address.port}`) });
  }
  const request = { method: 'GET' as const, path: 'roster()', headers: {} };

  it.each<[string, RequestListener]>([
    ['begins its answer', () => undefined],
    ['finishes its answer', (_, response) => response.writeHead(200, { 'content-length': '9' }).write('{')],
  ])('ends with its signal when the service never %s', async (_, listener) => {
    const connection = await serverThat(listener);
    await expect(connection.send(request, AbortSignal.timeout(50))).rejects.toMatchObject({
      name: 'TableFailure',
      status: 0,
      code: 'AbortError',
    });
  });
});
