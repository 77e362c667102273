import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Config } from '../../../shared/config';
import { parseTenantId, type TenantId } from '../../../shared/ids';
import { type Tenant, tenantSettings } from '../../../shared/tenant/tenant';

/** A moment for tests that decide what time it is. */
export const NOW = new Date('2026-11-24T12:00:00Z');
export const nowSeconds = NOW.getTime() / 1000;

export const TENANT = tenantIdOf('16fd2706-8baf-433b-82eb-8c7fada847da');
export const HOME_TENANT = tenantIdOf('aaaaaaaa-0000-4000-8000-00000000000a');
export const STRANGER = tenantIdOf('bbbbbbbb-0000-4000-8000-00000000000b');
export const USER = '6fa459ea-ee8a-4ca4-894e-db77e160355e';
export const DEVICE = '886313e1-3b8a-5372-9b90-0c9aee199e5d';
export const CLIENT_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
export const PUBLIC_CLIENT = 'cccccccc-0000-4000-8000-00000000000c';
export const BROKER = '29d9ed98-a469-4536-ade2-f981bc1d605e';
export const APP_ID_URI = 'https://mam.example.org';
export const AUTHORITY = 'https://login.microsoftonline.com';

export function tenantIdOf(text: string): TenantId {
  const id = parseTenantId(text);
  if (id === undefined) throw new Error(`${text} is no tenant id`);
  return id;
}

export function tenantOf(id: TenantId, change: Partial<Tenant> = {}): Tenant {
  return {
    id,
    displayName: 'Example',
    status: 'active',
    version: 1,
    settings: tenantSettings.parse({}),
    quotas: {},
    terms: new Map(),
    policies: new Map(),
    ...change,
  };
}

export function configFor(jwksUrl: string, change: Partial<Config> = {}): Config {
  return {
    publicUrl: 'https://mam.example.org',
    clientId: CLIENT_ID,
    publicClientId: PUBLIC_CLIENT,
    attestationHosts: ['has.spserv.microsoft.com'],
    attestationStandIn: undefined,
    deviceScopes: ['mdm_delegation', 'user_impersonation'],
    appIdUri: APP_ID_URI,
    homeTenant: HOME_TENANT,
    providerId: 'WindowsMam',
    cloud: 'public',
    authority: AUTHORITY,
    jwksUrl,
    graphUrl: 'https://graph.microsoft.com',
    tables: { url: 'https://account.table.core.windows.net' },
    identityClientId: undefined,
    tenantAdmission: 'listed',
    maintenance: undefined,
    development: false,
    ...change,
  };
}

type KeyAlgorithm = 'RS256' | 'RS384' | 'RS512' | 'PS256';

/** A real key pair with the document that a key set shows of it. */
export interface SigningPair {
  readonly alg: KeyAlgorithm;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK & { issuer?: string };
}

export async function newPair(kid: string, alg: KeyAlgorithm = 'RS256'): Promise<SigningPair> {
  return pairOf(kid, alg, await generateKeyPair(alg, { extractable: true }));
}

/** A pair that no library would make for a token any more. */
export async function newWeakPair(kid: string): Promise<SigningPair> {
  const publicExponent = new Uint8Array([1, 0, 1]);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 1024, publicExponent };
  return pairOf(kid, 'RS256', await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']));
}

async function pairOf(
  kid: string,
  alg: KeyAlgorithm,
  { privateKey, publicKey }: { privateKey: CryptoKey; publicKey: CryptoKey },
): Promise<SigningPair> {
  const { kty, n, e } = await exportJWK(publicKey);
  if (kty === undefined || n === undefined || e === undefined) throw new Error('no RSA key was made');
  return { alg, privateKey, jwk: { kty, n, e, kid, use: 'sig' } };
}

export const base64url = (data: string | Uint8Array) => Buffer.from(data).toString('base64url');
const rawOf = (value: unknown) =>
  typeof value === 'string' || value instanceof Uint8Array ? value : JSON.stringify(value);

/** Signs whatever it is given: header and payload as JSON, or as the very text or bytes. */
export async function sign(pair: SigningPair, payload: unknown, header: unknown = headerOf(pair)): Promise<string> {
  const signed = `${base64url(rawOf(header))}.${base64url(rawOf(payload))}`;
  return `${signed}.${base64url(await signatureOf(pair, signed))}`;
}

export const headerOf = ({ alg, jwk }: SigningPair) => ({ typ: 'JWT', alg, kid: jwk.kid });

async function signatureOf({ alg, privateKey }: SigningPair, signed: string): Promise<Uint8Array> {
  const algorithm = alg === 'PS256' ? { name: 'RSA-PSS', saltLength: 32 } : 'RSASSA-PKCS1-v1_5';
  return new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, Buffer.from(signed)));
}

const lifetime = { iat: nowSeconds - 60, nbf: nowSeconds - 60, exp: nowSeconds + 3600 };

/** Claims of a v1 token of a device as Entra writes them. */
export const v1Claims = {
  ...lifetime,
  aud: APP_ID_URI,
  iss: `https://sts.windows.net/${TENANT}/`,
  appid: BROKER,
  appidacr: '0',
  oid: USER,
  tid: TENANT,
  scp: 'mdm_delegation',
  deviceid: DEVICE,
  upn: 'ada@example.org',
  ver: '1.0',
};

/** Claims of a v2 token of a device as Entra writes them. */
export const v2Claims = {
  ...lifetime,
  aud: CLIENT_ID,
  iss: `${AUTHORITY}/${TENANT}/v2.0`,
  azp: BROKER,
  azpacr: '0',
  oid: USER,
  tid: TENANT,
  scp: 'mdm_delegation',
  deviceid: DEVICE,
  preferred_username: 'ada@example.org',
  ver: '2.0',
};

/** Claims of a v1 token for another tenant; both `tid` and `iss` say so. */
export const ofTenant = (tenant: string) => ({ tid: tenant, iss: `https://sts.windows.net/${tenant}/` });

/** A key set server on loopback that counts what is asked of it. */
export interface KeyServer {
  readonly url: string;
  readonly requests: () => number;
  /** What it answers from now on: keys, or a reply of one's own. */
  serve(answer: readonly unknown[] | ((response: ServerResponse) => void)): void;
  stop(): Promise<void>;
}

export async function startKeyServer(keys: readonly unknown[] = []): Promise<KeyServer> {
  let requests = 0;
  let answer: (response: ServerResponse) => void = keysAnswer(keys);
  const server = createServer((_, response) => {
    requests += 1;
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/common/discovery/v2.0/keys`,
    requests: () => requests,
    serve(next) {
      answer = typeof next === 'function' ? next : keysAnswer(next);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const keysAnswer = (keys: readonly unknown[]) => (response: ServerResponse) => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
};
