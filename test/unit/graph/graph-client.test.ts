import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listenOnLoopback } from '../../../local/loopback';
import { createGraphClient } from '../../../shared/graph/graph-client';
import { PATIENT } from '../../../shared/graph/graph-transport';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let origin: string;
let answers: Answer[];
let seen: { authorization: string | undefined; url: string | undefined }[];
let waits: number[];

const server = createServer((request, response) => {
  seen.push({ authorization: request.headers.authorization, url: request.url });
  answers.shift()?.(request, response);
});

beforeAll(async () => {
  origin = await listenOnLoopback(server, 0);
});
beforeEach(() => {
  answers = [];
  seen = [];
  waits = [];
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => {
  return (_, response) => void response.writeHead(status, headers).end(JSON.stringify(body));
};

const client = (timeoutMs = 2000) =>
  createGraphClient({
    graphUrl: origin,
    token: async () => 'the-token',
    patience: PATIENT,
    timeoutMs,
    clock: () => new Date('2026-11-24T08:00:00Z'),
    wait: async (ms) => waits.push(ms),
  });
const thing = z.object({ id: z.string() });
const get = (path = '/v1.0/thing', timeoutMs?: number) => client(timeoutMs).getJson(path, thing);

describe('the Graph client', () => {
  it.each(['https://evil.example/v1.0/thing', '//evil.example/v1.0/thing', 'http://127.0.0.1:1/v1.0/thing'])(
    'sends its token nowhere but to Graph: not to %s',
    async (path) => {
      await expect(get(path)).rejects.toMatchObject({ code: 'graph.unavailable' });
      expect(seen).toEqual([]);
    },
  );

  it('follows no next page to another origin', async () => {
    answers = [json(200, { value: [{ id: '1' }], '@odata.nextLink': 'https://evil.example/v1.0/things' })];
    await expect(client().listJson('/v1.0/things', thing)).rejects.toMatchObject({ code: 'graph.unavailable' });
    expect(seen).toHaveLength(1);
  });

  it('gives up a collection that never ends', async () => {
    answers = Array.from({ length: 200 }, () => json(200, { value: [], '@odata.nextLink': `${origin}/v1.0/things` }));
    await expect(client().listJson('/v1.0/things', thing)).rejects.toMatchObject({ code: 'graph.unavailable' });
    expect(seen).toHaveLength(100);
  });

  it('follows no redirect', async () => {
    answers = [(_, response) => void response.writeHead(302, { location: '/elsewhere' }).end()];
    await expect(get()).rejects.toMatchObject({ code: 'graph.unavailable' });
    expect(seen).toHaveLength(1);
  });

  it('waits for no answer longer than its time', async () => {
    answers = [() => undefined];
    await expect(get('/v1.0/thing', 50)).rejects.toMatchObject({ code: 'graph.unavailable' });
  });

  it('takes no reply above 4 MB', async () => {
    answers = [(_, response) => void response.end(`"${'x'.repeat(5 * 1024 * 1024)}"`)];
    await expect(get()).rejects.toMatchObject({ code: 'graph.unavailable' });
  });

  it.each([
    ['text', (_: IncomingMessage, response: ServerResponse) => void response.end('<html>')],
    ['another shape', json(200, { name: 'x' })],
  ])('reports unavailable when the reply is %s', async (_, answer) => {
    answers = [answer];
    await expect(get()).rejects.toMatchObject({ kind: 'unavailable', code: 'graph.unavailable' });
  });

  it.each([
    [400, 'invalid', 'graph.refused'],
    [401, 'unavailable', 'graph.unavailable'],
    [403, 'forbidden', 'graph.forbidden'],
    [404, 'not-found', 'graph.not-found'],
    [409, 'conflict', 'graph.conflict'],
    [500, 'unavailable', 'graph.unavailable'],
  ])('turns status %i into %s / %s', async (status, kind, code) => {
    answers = [json(status, { error: { code: 'Some_Code', message: 'Ada may not' } })];
    const refused = get();
    await expect(refused).rejects.toMatchObject({ kind, code, status, graphCode: 'Some_Code' });
    await expect(refused).rejects.not.toThrow('Ada');
  });

  it.each([
    ['seconds', '3', 3000],
    ['a date', 'Tue, 24 Nov 2026 08:00:05 GMT', 5000],
    ['a date that has passed', 'Tue, 24 Nov 2026 07:00:00 GMT', 0],
    ['nonsense, then a second', 'soon', 1000],
  ])('waits as Retry-After says in %s', async (_, header, ms) => {
    answers = [json(429, {}, { 'retry-after': header }), json(200, { id: '1' })];
    await expect(get()).resolves.toEqual({ id: '1' });
    expect(waits).toEqual([ms]);
  });

  it('gives up after four repetitions', async () => {
    answers = Array.from({ length: 9 }, () => json(429, {}));
    await expect(get()).rejects.toMatchObject({ code: 'graph.unavailable' });
    expect(waits).toEqual([1000, 2000, 4000, 8000]);
  });

  it('carries the token and reads the answer', async () => {
    answers = [json(200, { id: '1', more: true })];
    await expect(get('/v1.0/thing?$select=id')).resolves.toEqual({ id: '1' });
    expect(seen).toEqual([{ authorization: 'Bearer the-token', url: '/v1.0/thing?$select=id' }]);
  });

  it('expects no body after a change', async () => {
    answers = [(_, response) => void response.writeHead(204).end()];
    await expect(client().patchJson('/v1.0/thing', { id: '2' })).resolves.toBeUndefined();
  });
});
