import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listenOnLoopback } from '../../../local/loopback';
import { createManagementClient, type ManagementClient } from '../../../local/story/management-client';
import { createTraffic, type Traffic } from '../../../local/story/traffic';

const schema = z.object({ revision: z.int() });
const server = createServer();
let answer: { status: number; body: string };
let traffic: Traffic;
let client: ManagementClient;

server.on('request', (request, response) => {
  const body = request.headers.authorization === 'Bearer token' ? answer.body : 'no token';
  request.resume();
  response.writeHead(answer.status).end(body);
});
beforeEach(async () => {
  traffic = createTraffic(() => undefined);
  client = createManagementClient(await listenOnLoopback(server, 0), 'token', traffic);
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

describe('the management client', () => {
  it.each([
    [422, '{"detail":"The policy is wrong."}', 'PUT /api/v1/policies/p with 422: The policy is wrong.'],
    [500, '', 'PUT /api/v1/policies/p with 500'],
    [200, '{"revision":"1"}', 'PUT /api/v1/policies/p with 200'],
  ])('tells in one sentence that it was answered %i %s', async (status, body, sentence) => {
    answer = { status, body };
    await expect(client.put('policies/p', {}, schema)).rejects.toThrow(sentence);
  });

  it('gives what the schema wants, and nothing else', async () => {
    answer = { status: 200, body: '{"revision":2,"name":"p"}' };
    expect(await client.get('policies/p', schema)).toEqual({ revision: 2 });
  });

  it('records what travelled, once', async () => {
    answer = { status: 200, body: '{"revision":2}' };
    await client.put('policies/p', { a: 1 }, schema);
    const sent = { method: 'PUT', requestBody: '{"a":1}', status: 200, replyBody: '{"revision":2}' };
    expect(traffic.take()).toEqual([expect.objectContaining(sent)]);
    expect(traffic.take()).toEqual([]);
  });
});
