import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Claims,
  deviceClaimsV1,
  deviceClaimsV2,
  issuerV2,
  personClaims,
  pipelineClaims,
} from '../../../local/entra/claims';
import { type Entra, startEntra } from '../../../local/entra/start-entra';

const USER = { tenantId: 't', userId: 'u', deviceId: 'd', userName: 'kim@contoso.example', audience: 'https://mam' };
const MANAGER = { tenantId: 't', id: 'm', audience: 'client', roles: ['Mam.Admin'], clientId: 'cli' };

const verify = async (entra: Entra, token: string) =>
  (await jwtVerify(token, createRemoteJWKSet(new URL(entra.jwksUrl)), { algorithms: ['RS256'] })).payload;

const json = async (url: string): Promise<unknown> => (await fetch(url)).json();

describe('startEntra', () => {
  let entra: Entra;
  beforeAll(async () => {
    entra = await startEntra({ port: 0 });
  });
  afterAll(() => entra.stop());

  it('listens on loopback only', () => {
    expect(new URL(entra.origin).hostname).toBe('127.0.0.1');
  });

  it('signs claims so that the key set verifies them', async () => {
    expect(await verify(entra, await entra.token({ oid: 'u' }))).toMatchObject({ oid: 'u' });
  });

  it('signs with another key than the next stand-in', async () => {
    const other = await startEntra({ port: 0 });
    const token = await other.token({ oid: 'u' });
    await other.stop();
    await expect(verify(entra, token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  });

  it('gives a token an hour unless the claims say otherwise', async () => {
    const { iat = 0, nbf, exp } = await verify(entra, await entra.token({}));
    expect({ nbf, exp }).toEqual({ nbf: iat, exp: iat + 3600 });
    const expired = await entra.token({ exp: 1 });
    await expect(verify(entra, expired)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
  });

  it('describes each tenant as Entra does', async () => {
    const jwksUri = `${entra.origin}/t/discovery/v2.0/keys`;
    expect(await json(`${entra.origin}/t/v2.0/.well-known/openid-configuration`)).toMatchObject({
      issuer: issuerV2(entra.origin, 't'),
      jwks_uri: jwksUri,
    });
    const { kid } = decodeProtectedHeader(await entra.token({}));
    expect(await json(jwksUri)).toEqual({ keys: [expect.objectContaining({ kid })] });
  });

  it('never shows the private half of its key', async () => {
    const key = { e: 'AQAB', kty: 'RSA', use: 'sig' };
    const text = expect.any(String);
    expect(await json(entra.jwksUrl)).toEqual({ keys: [{ ...key, n: text, kid: text, x5t: text, issuer: text }] });
  });

  it.each([
    ['GET', '/nowhere', 404],
    ['POST', '/common/discovery/v2.0/keys', 405],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await fetch(`${entra.origin}${path}`, { method })).status).toBe(status);
  });
});

describe('the key file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'entra-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('lets a second start verify what the first one signed', async () => {
    const keyFile = join(folder, 'nested', 'key.json');
    const first = await startEntra({ port: 0, keyFile });
    const token = await first.token({ oid: 'u' });
    await first.stop();
    const second = await startEntra({ port: 0, keyFile });
    await expect(verify(second, token)).resolves.toMatchObject({ oid: 'u' });
    await second.stop();
  });

  it.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    const keyFile = join(folder, 'owner.json');
    await (await startEntra({ port: 0, keyFile })).stop();
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  });

  it.each(['not json', '{}', '{"kty":"RSA","n":"AQAB","e":"AQAB"}'])(
    'is refused by name when it holds %s',
    async (text) => {
      const keyFile = join(folder, 'broken.json');
      await writeFile(keyFile, text);
      await expect(startEntra({ port: 0, keyFile })).rejects.toThrow(`${keyFile} holds no private RSA key`);
      expect(await readFile(keyFile, 'utf8')).toBe(text);
    },
  );
});

describe('claims', () => {
  const cases: [string, Claims, Claims][] = [
    [
      'a v1 device token',
      deviceClaimsV1(USER),
      {
        ver: '1.0',
        iss: 'https://sts.windows.net/t/',
        aud: 'https://mam',
        tid: 't',
        oid: 'u',
        deviceid: 'd',
        upn: USER.userName,
      },
    ],
    [
      'a v2 device token',
      deviceClaimsV2('http://e', USER),
      { ver: '2.0', iss: 'http://e/t/v2.0', scp: 'mdm_delegation', preferred_username: USER.userName },
    ],
    [
      'the token of a person',
      personClaims('http://e', { ...MANAGER, userName: 'admin' }),
      { iss: 'http://e/t/v2.0', aud: 'client', oid: 'm', scp: 'Mam.Manage', roles: ['Mam.Admin'], azp: 'cli' },
    ],
    ['the token of a pipeline', pipelineClaims('http://e', MANAGER), { oid: 'm', idtyp: 'app', roles: ['Mam.Admin'] }],
  ];
  it.each(cases)('has what Entra puts into %s', (_, claims, expected) => {
    expect(claims).toMatchObject(expected);
  });

  it('leaves out deviceid for a device that is not registered yet', () => {
    const { deviceId: _, ...user } = USER;
    expect(deviceClaimsV1(user)).not.toHaveProperty('deviceid');
  });

  it('gives a pipeline no scope', () => {
    expect(pipelineClaims('http://e', MANAGER)).not.toHaveProperty('scp');
  });
});
