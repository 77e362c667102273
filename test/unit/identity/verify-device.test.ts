import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Config } from '../../../shared/config';
import { createTenantAdmission } from '../../../shared/identity/admission';
import type { TokenVerifier } from '../../../shared/identity/principal';
import { requireActive, requireDeviceId } from '../../../shared/identity/requirements';
import { createTokenVerifier } from '../../../shared/identity/verify-token';
import type { TenantId } from '../../../shared/ids';
import { type Tenant, tenantSettings } from '../../../shared/tenant/tenant';
import {
  APP_ID_URI,
  CLIENT_ID,
  configFor,
  DEVICE,
  type KeyServer,
  NOW,
  newPair,
  nowSeconds,
  ofTenant,
  PUBLIC_CLIENT,
  type SigningPair,
  STRANGER,
  sign,
  startKeyServer,
  TENANT,
  tenantOf,
  USER,
  v1Claims,
  v2Claims,
} from './entra';

const OTHER_CLIENT = 'dddddddd-0000-4000-8000-00000000000d';

let key: SigningPair;
let entra: KeyServer;
let tenants: Map<TenantId, Tenant>;
let loads: number;
let now: Date;

beforeAll(async () => {
  key = await newPair('first');
  entra = await startKeyServer([key.jwk]);
});
afterAll(() => entra.stop());
beforeEach(() => {
  tenants = new Map([[TENANT, tenantOf(TENANT)]]);
  loads = 0;
  now = NOW;
});

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

function verifierWith(change: Partial<Config> = {}): TokenVerifier {
  const clock = () => now;
  const store = {
    load: async (id: TenantId) => {
      loads += 1;
      const value = tenants.get(id);
      return value === undefined ? undefined : { value, etag: '1' };
    },
  };
  return createTokenVerifier({
    config: configFor(entra.url, change),
    admission: createTenantAdmission({ store, clock }),
    clock,
  });
}

describe('a device token', () => {
  it.each([
    ['v1', v1Claims],
    ['v2', v2Claims],
  ])('of %s tells tenant, user, device and display name', async (_, claims) => {
    expect(await verifierWith().verifyDevice(await sign(key, claims), 'fresh')).toEqual({
      tenantId: TENANT,
      userId: USER,
      deviceId: DEVICE,
      userName: 'ada@example.org',
      tenant: tenantOf(TENANT),
    });
  });

  it.each([
    ['v1', { ...v1Claims, iss: ofTenant(TENANT.toUpperCase()).iss }],
    ['v2', { ...v2Claims, iss: v2Claims.iss.replace(TENANT, TENANT.toUpperCase()), aud: CLIENT_ID.toUpperCase() }],
  ])('of %s may write its GUIDs in capitals, and they come out in small letters', async (_, claims) => {
    const capitals = { tid: TENANT.toUpperCase(), oid: USER.toUpperCase(), deviceid: DEVICE.toUpperCase() };
    const principal = await verifierWith().verifyDevice(await sign(key, { ...claims, ...capitals }), 'fresh');
    expect(principal).toMatchObject({ tenantId: TENANT, userId: USER, deviceId: DEVICE });
  });

  it.each([
    ['the App ID URI', APP_ID_URI],
    ['the App ID URI with a slash', `${APP_ID_URI}/`],
    ['the App ID URI in capitals', APP_ID_URI.toUpperCase()],
    ['the client id', CLIENT_ID],
    ['the client id as a URI', `api://${CLIENT_ID}`],
    ['the client id of the tenant’s own registration', OTHER_CLIENT],
    ['that client id as a URI', `api://${OTHER_CLIENT}`],
    ['a host name of the tenant’s own', 'https://mam.customer.example'],
    ['that host name with a slash', 'https://mam.customer.example/'],
  ])('may be for %s', async (_, aud) => {
    const settings = tenantSettings.parse({ clientIds: [OTHER_CLIENT], publicHosts: ['mam.customer.example'] });
    tenants.set(TENANT, tenantOf(TENANT, { settings }));
    const principal = await verifierWith().verifyDevice(await sign(key, { ...v1Claims, aud }), 'fresh');
    expect(principal.userId).toBe(USER);
  });

  it.each([OTHER_CLIENT, 'https://mam.customer.example'])(
    'is refused for the audience %s of another tenant, because that counts there only',
    async (aud) => {
      const settings = tenantSettings.parse({ clientIds: [OTHER_CLIENT], publicHosts: ['mam.customer.example'] });
      tenants.set(STRANGER, tenantOf(STRANGER, { settings }));
      const attempt = verifierWith().verifyDevice(await sign(key, { ...v1Claims, aud }), 'fresh');
      await expect(attempt).rejects.toMatchObject({ code: 'token.audience' });
    },
  );

  it.each([
    ['ended within the last five minutes', { exp: nowSeconds - 299 }],
    ['begins within five minutes', { nbf: nowSeconds + 300 }],
    ['does not say when it begins', { nbf: undefined }],
    ['is of a guest of another provider', { idp: 'https://sts.windows.net/eeeeeeee-0000-4000-8000-00000000000e/' }],
    ['says that it is of a user', { idtyp: 'user' }],
    ['has a device scope among others', { scp: 'Mam.Manage openid user_impersonation' }],
    ['carries members that nobody knows', { xms_st: { sub: 'x' }, aio: 'E2…', groups: ['a', 'b'] }],
    [
      'repeats a name in different objects, which is no repetition',
      { a: { b: 1 }, c: { b: 2 }, b: [{ b: 3 }, { b: 4 }] },
    ],
    ['quotes JSON in a text', { aio: '{"tid":"x","tid":"y"}\\"' }],
  ])('is let in when it %s', async (_, change) => {
    const principal = await verifierWith().verifyDevice(await sign(key, { ...v1Claims, ...change }), 'fresh');
    expect(principal.userId).toBe(USER);
  });

  it.each([
    ['names no type', { alg: 'RS256', kid: 'first' }],
    ['names the type of access tokens', { alg: 'RS256', kid: 'first', typ: 'at+jwt' }],
    ['has the thumbprint of v1', { alg: 'RS256', kid: 'first', typ: 'JWT', x5t: 'first' }],
  ])('is let in when its header %s', async (_, header) => {
    const principal = await verifierWith().verifyDevice(await sign(key, v1Claims, header), 'fresh');
    expect(principal.userId).toBe(USER);
  });

  it('may come from the public client where none is configured', async () => {
    const token = await sign(key, { ...v1Claims, appid: PUBLIC_CLIENT });
    const principal = await verifierWith({ publicClientId: undefined }).verifyDevice(token, 'fresh');
    expect(principal.userId).toBe(USER);
  });

  it('opens no device route by the API’s scope, even where a setting named it', async () => {
    const token = await sign(key, { ...v1Claims, scp: 'Mam.Manage' });
    const attempt = verifierWith({ deviceScopes: ['Mam.Manage'] }).verifyDevice(token, 'fresh');
    await expect(attempt).rejects.toMatchObject({ code: 'token.scope', tenantId: TENANT });
  });

  it.each([
    ['usgov', 'https://login.microsoftonline.us', 'https://sts.windows.net'],
    ['china', 'https://login.partner.microsoftonline.cn', 'https://sts.chinacloudapi.cn'],
  ] as const)('of the cloud %s has that cloud’s issuers', async (cloud, authority, issuerV1) => {
    const verifier = verifierWith({ cloud, authority });
    const tokens = [
      await sign(key, { ...v1Claims, iss: `${issuerV1}/${TENANT}/` }),
      await sign(key, { ...v2Claims, iss: `${authority}/${TENANT}/v2.0` }),
    ];
    for (const token of tokens) {
      expect((await verifier.verifyDevice(token, 'cached')).tenantId).toBe(TENANT);
    }
    const attempt = verifier.verifyDevice(await sign(key, v2Claims), 'cached');
    await expect(attempt).rejects.toMatchObject({ code: 'token.issuer' });
  });

  it('of a stand-in has the stand-in’s v2 issuer, and the v1 issuer of the cloud', async () => {
    const verifier = verifierWith({ authority: 'http://127.0.0.1:7999', development: true });
    const v2 = await sign(key, { ...v2Claims, iss: `http://127.0.0.1:7999/${TENANT}/v2.0` });
    expect((await verifier.verifyDevice(v2, 'cached')).tenantId).toBe(TENANT);
    expect((await verifier.verifyDevice(await sign(key, v1Claims), 'cached')).tenantId).toBe(TENANT);
  });

  it.each([
    ['upn first', { upn: 'a', preferred_username: 'b', unique_name: 'c' }, 'a'],
    ['then preferred_username', { upn: undefined, preferred_username: 'b', unique_name: 'c' }, 'b'],
    ['then unique_name', { upn: '', unique_name: 'c' }, 'c'],
    ['nothing when it is no text', { upn: { name: 'a' } }, undefined],
    ['nothing when it is overlong', { upn: 'a'.repeat(257) }, undefined],
  ])('gives the name for display: %s', async (_, change, userName) => {
    const principal = await verifierWith().verifyDevice(await sign(key, { ...v1Claims, ...change }), 'fresh');
    expect(principal.userName).toBe(userName);
  });
});

describe('a device token that comes again', () => {
  it('is refused once it has expired, although its signature is remembered', async () => {
    const verifier = verifierWith();
    const token = await sign(key, { ...v1Claims, exp: nowSeconds + 60 });
    await verifier.verifyDevice(token, 'cached');
    later(359);
    await verifier.verifyDevice(token, 'cached');
    later(1);
    await expect(verifier.verifyDevice(token, 'cached')).rejects.toMatchObject({
      code: 'token.expired',
      tenantId: TENANT,
    });
  });

  it('tells the new status of its tenant: at once when asked fresh, within a minute when cached', async () => {
    const verifier = verifierWith();
    const token = await sign(key, v1Claims);
    await verifier.verifyDevice(token, 'cached');
    tenants.set(TENANT, tenantOf(TENANT, { status: 'suspended', version: 2 }));
    expect((await verifier.verifyDevice(token, 'cached')).tenant.status).toBe('active');
    later(60);
    expect((await verifier.verifyDevice(token, 'cached')).tenant.status).toBe('suspended');
    tenants.set(TENANT, tenantOf(TENANT, { status: 'offboarding', version: 3 }));
    expect((await verifier.verifyDevice(token, 'fresh')).tenant.status).toBe('offboarding');
  });

  it('is refused when its tenant or its audience was taken away in between', async () => {
    const settings = tenantSettings.parse({ clientIds: [OTHER_CLIENT] });
    tenants.set(TENANT, tenantOf(TENANT, { settings }));
    const verifier = verifierWith();
    const token = await sign(key, { ...v2Claims, aud: OTHER_CLIENT });
    await verifier.verifyDevice(token, 'fresh');
    tenants.set(TENANT, tenantOf(TENANT, { version: 2 }));
    await expect(verifier.verifyDevice(token, 'fresh')).rejects.toMatchObject({ code: 'token.audience' });
    tenants.delete(TENANT);
    await expect(verifier.verifyDevice(token, 'fresh')).rejects.toMatchObject({ code: 'tenant.unknown' });
  });

  it('costs one read of the tenant a minute and one of the key set', async () => {
    const verifier = verifierWith();
    const before = entra.requests();
    const tokens = await Promise.all([v1Claims, v2Claims].map((claims) => sign(key, claims)));
    for (const token of [...tokens, ...tokens, ...tokens]) {
      await verifier.verifyDevice(token, 'cached');
    }
    expect({ loads, requests: entra.requests() - before }).toEqual({ loads: 1, requests: 1 });
  });

  it('is verified anew after a reading of the key set, so that a withdrawn key takes its tokens along', async () => {
    const withdrawn = await newPair('withdrawn');
    const server = await startKeyServer([key.jwk, withdrawn.jwk]);
    onTestFinished(() => server.stop());
    const verifier = verifierWith({ jwksUrl: server.url });
    const token = await sign(withdrawn, v1Claims);
    await verifier.verifyDevice(token, 'cached');
    server.serve([key.jwk]);
    later(30);
    const unknown = await sign(await newPair('unknown'), v1Claims);
    await expect(verifier.verifyDevice(unknown, 'cached')).rejects.toMatchObject({ code: 'token.key-unknown' });
    await expect(verifier.verifyDevice(token, 'cached')).rejects.toMatchObject({ code: 'token.key-unknown' });
  });

  it('with an altered last character is another text, so that nothing remembered vouches for it', async () => {
    const verifier = verifierWith();
    const token = await sign(key, v1Claims);
    await verifier.verifyDevice(token, 'cached');
    const altered = `${token.slice(0, -4)}${token.slice(-4) === 'AAAA' ? 'BBBB' : 'AAAA'}`;
    await expect(verifier.verifyDevice(altered, 'cached')).rejects.toMatchObject({ kind: 'unauthenticated' });
  });
});

describe('what a route demands of a device', () => {
  it('is a device id at enrollment and sync, which a token of the terms page need not have', async () => {
    const token = await sign(key, { ...v1Claims, deviceid: undefined });
    const principal = await verifierWith().verifyDevice(token, 'fresh');
    expect(principal.deviceId).toBeUndefined();
    expect(() => requireDeviceId(principal)).toThrow(
      expect.objectContaining({ code: 'token.device-missing', kind: 'forbidden', tenantId: TENANT }),
    );
    expect(requireDeviceId(await verifierWith().verifyDevice(await sign(key, v1Claims), 'fresh'))).toBe(DEVICE);
  });

  it.each(['suspended', 'offboarding'] as const)('is an active tenant, not a %s one', (status) => {
    expect(() => requireActive({ tenant: tenantOf(TENANT, { status }) })).toThrow(
      expect.objectContaining({ code: `tenant.${status}`, kind: 'forbidden', tenantId: TENANT }),
    );
    expect(() => requireActive({ tenant: tenantOf(TENANT) })).not.toThrow();
  });
});
