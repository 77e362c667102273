import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const ask = (method: string) => fetch(`${service.origin}/api/v1/openapi.json`, { method });

describe('the route of the description', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('refuses %s, and says what it takes', async (method) => {
    const reply = await ask(method);
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('answers whoever asks, and may be kept', async () => {
    const reply = await ask('GET');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(reply.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(await reply.json()).toMatchObject({ openapi: '3.1.1', servers: [{ url: `${service.origin}/api/v1` }] });
  });

  it('answers HEAD without the body', async () => {
    const reply = await ask('HEAD');
    expect([reply.status, await reply.text()]).toEqual([200, '']);
  });

  it('reads no table', async () => {
    const before = service.tables.calls.length;
    await ask('GET');
    expect(service.tables.calls.length - before).toBe(0);
  });
});
