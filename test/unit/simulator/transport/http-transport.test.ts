import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpTransport, TransportFailure } from '../../../../simulator/index';

const running: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const post = (url: string, body = 'hello') =>
  ({ method: 'POST', url, headers: new Map([['x-test', '1']]), body: Buffer.from(body) }) as const;

describe('the HTTP transport', () => {
  it('sends a body with its length and never in chunks', async () => {
    const url = await serve((request, reply) => reply.end(JSON.stringify(request.headers)));
    const { body } = await httpTransport()(post(url));
    const seen = JSON.parse(new TextDecoder().decode(body));
    expect(seen).toMatchObject({ 'content-length': '5', 'x-test': '1' });
    expect(seen).not.toHaveProperty('transfer-encoding');
  });

  it('shows a chunked reply as it came', async () => {
    const url = await serve((_request, reply) => {
      reply.write('a');
      reply.end('b');
    });
    const response = await httpTransport()(post(url));
    expect(response.headers.get('transfer-encoding')).toBe('chunked');
    expect(new TextDecoder().decode(response.body)).toBe('ab');
  });

  it('joins a header that came twice', async () => {
    const url = await serve((_request, reply) => reply.setHeader('set-cookie', ['a=1', 'b=2']).end());
    expect((await httpTransport()(post(url))).headers.get('set-cookie')).toBe('a=1, b=2');
  });

  it('follows no redirect', async () => {
    const url = await serve((_request, reply) => reply.writeHead(302, { location: 'ms-appx-web://x' }).end());
    expect((await httpTransport()(post(url))).status).toBe(302);
  });

  const failures: readonly (readonly [what: string, listener: RequestListener])[] = [
    ['cut', (_request, reply) => reply.writeHead(200, { 'content-length': '9' }).end('cut', () => reply.destroy())],
    ['missing', (request) => request.socket.destroy()],
    ['larger than the limit', (_request, reply) => reply.end('x'.repeat(2_000))],
    ['late', () => undefined],
  ];
  it.each(failures)('fails when the reply is %s', async (_what, listener) => {
    const url = await serve(listener);
    const transport = httpTransport({ idleTimeout: 200, maxReply: 1_000 });
    await expect(transport(post(url))).rejects.toBeInstanceOf(TransportFailure);
  });

  it('fails when nobody listens', async () => {
    const url = await serve(() => undefined);
    for (const server of running.splice(0)) server.close();
    await expect(httpTransport()(post(url))).rejects.toBeInstanceOf(TransportFailure);
  });
});
