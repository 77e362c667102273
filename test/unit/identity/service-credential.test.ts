import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createServiceCredential } from '../../../shared/identity/service-credential';

const CLIENT = '886313e1-3b8a-5372-9b90-0c9aee199e5d';

const gives = (response: ServerResponse) => {
  const expires = Math.floor(Date.now() / 1000) + 3600;
  response
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ access_token: 'storage-token', expires_on: String(expires), token_type: 'Bearer' }));
};
const refuses = (response: ServerResponse) =>
  void response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid"}');
const isSilent = () => undefined;

// The token endpoint that Azure puts beside a function app. The library keeps its address and its tokens for the whole
// process, so there is one, and each test asks for a resource of its own.
let asked: URL[];
let answer: (response: ServerResponse) => void;
const server = createServer((request: IncomingMessage, response) => {
  asked.push(new URL(request.url ?? '', 'http://127.0.0.1'));
  answer(response);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${port}/msi/token`);
  vi.stubEnv('IDENTITY_HEADER', 'header');
});
beforeEach(() => {
  asked = [];
  answer = gives;
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  server.closeAllConnections();
});

const unavailable = { kind: 'unavailable', code: 'identity.credential-unavailable', retryAfter: 30 };

describe('the service’s own credential', () => {
  it('asks nothing before a token is needed', () => {
    createServiceCredential({ identityClientId: CLIENT });
    expect(asked).toEqual([]);
  });

  it('is a token of the user-assigned identity for the resource behind the scope', async () => {
    const credential = createServiceCredential({ identityClientId: CLIENT });
    const { token, expiresOnTimestamp } = await credential.getToken('https://one.example/.default');
    expect(token).toBe('storage-token');
    expect(expiresOnTimestamp).toBeGreaterThan(Date.now() + 3_500_000);
    expect(asked.map(({ searchParams }) => [searchParams.get('resource'), searchParams.get('client_id')])).toEqual([
      ['https://one.example', CLIENT],
    ]);
  });

  it('is one of the system-assigned identity where no client id is set', async () => {
    await createServiceCredential({ identityClientId: undefined }).getToken(['https://two.example/.default']);
    expect(asked[0]?.searchParams.has('client_id')).toBe(false);
  });

  it('is asked for once as long as it is good', async () => {
    const credential = createServiceCredential({ identityClientId: CLIENT });
    await credential.getToken('https://three.example/.default');
    await credential.getToken('https://three.example/.default');
    expect(asked).toHaveLength(1);
  });

  it('is unavailable when the identity is refused', async () => {
    answer = refuses;
    const credential = createServiceCredential({ identityClientId: CLIENT });
    await expect(credential.getToken('https://four.example/.default')).rejects.toMatchObject(unavailable);
  });

  it('is unavailable after its time, because the library itself waits without end', async () => {
    answer = isSilent;
    const credential = createServiceCredential({ identityClientId: CLIENT, timeoutMs: 100 });
    await expect(credential.getToken('https://five.example/.default')).rejects.toMatchObject(unavailable);
  });

  it('recovers when the identity answers again', async () => {
    answer = refuses;
    const credential = createServiceCredential({ identityClientId: CLIENT });
    await expect(credential.getToken('https://six.example/.default')).rejects.toMatchObject(unavailable);
    answer = gives;
    expect((await credential.getToken('https://six.example/.default')).token).toBe('storage-token');
  });

  it('is never for two resources at once', async () => {
    const credential = createServiceCredential({ identityClientId: CLIENT });
    await expect(credential.getToken(['https://a.example/.default', 'https://b.example/.default'])).rejects.toThrow(
      TypeError,
    );
    await expect(credential.getToken([])).rejects.toThrow(TypeError);
  });
});
