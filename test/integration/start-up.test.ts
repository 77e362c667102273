import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FunctionsHost, startFunctionsHost } from '../../local/functions-host/start-host';
import { startTestService, type TestService } from '../support/service';

const BUNDLE = 'dist/functions/index.cjs';

describe('start-up with wrong settings', () => {
  let host: FunctionsHost;
  const logs: string[] = [];
  beforeAll(async () => {
    const settings = { MAM_PUBLIC_URL: 'ftp://mam.example.org', MAM_CLIENT_ID: 'secret-looking' };
    host = await startFunctionsHost({ bundle: BUNDLE, port: 0, settings, onLog: (_level, line) => logs.push(line) });
  });
  afterAll(() => host.stop());

  it('registers nothing but health', () => {
    expect(host.functions.map(({ name }) => name)).toEqual(['health']);
  });

  it('tells every wrong setting with an example at /health, but not its value', async () => {
    const reply = await fetch(`${host.origin}/health`);
    const text = await reply.text();
    expect(reply.status).toBe(503);
    expect(JSON.parse(text).problems.map(({ setting }: { setting: string }) => setting)).toEqual(
      expect.arrayContaining(['MAM_PUBLIC_URL', 'MAM_CLIENT_ID', 'MAM_TABLES_URL']),
    );
    expect(text).toContain('https://');
    expect(text).not.toContain('secret-looking');
  });
});

describe('a running service', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ MAM_MAINTENANCE: 'Back at noon.' });
  });
  afterAll(() => service.stop());

  it('answers /health with a length and a correlation id', async () => {
    const reply = await fetch(`${service.origin}/health`);
    expect(await reply.json()).toEqual({ status: 'maintenance' });
    expect(reply.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.headers.get('transfer-encoding')).toBeNull();
  });

  it('answers HEAD like GET without a body, and 405 to anything else', async () => {
    expect((await fetch(`${service.origin}/health`, { method: 'HEAD' })).status).toBe(200);
    const refused = await fetch(`${service.origin}/health`, { method: 'POST' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
