import { createHmac, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { CompactEncrypt, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceError } from '../../../shared/errors';
import type { TokenVerifier } from '../../../shared/identity/principal';
import { createTokenVerifier } from '../../../shared/identity/verify-token';
import { tenantSettings } from '../../../shared/tenant/tenant';
import {
  APP_ID_URI,
  base64url,
  CLIENT_ID,
  configFor,
  DEVICE,
  headerOf,
  type KeyServer,
  NOW,
  newPair,
  newWeakPair,
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

const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';
const OTHER_CLIENT = 'dddddddd-0000-4000-8000-00000000000d';

interface World {
  readonly good: SigningPair;
  readonly stranger: SigningPair;
  readonly pss: SigningPair;
  readonly rs512: SigningPair;
  readonly weak: SigningPair;
  readonly encryption: SigningPair;
  readonly personal: SigningPair;
  readonly otherTenants: SigningPair;
}

let world: World;
let entra: KeyServer;
let attacker: KeyServer;
let verifier: TokenVerifier;

beforeAll(async () => {
  const [good, stranger, pss, rs512, weak, encryption, personal, otherTenants] = await Promise.all([
    newPair('good'),
    newPair('stranger'),
    newPair('pss', 'PS256'),
    newPair('rs512', 'RS512'),
    newWeakPair('weak'),
    newPair('encryption'),
    newPair('personal'),
    newPair('other-tenants'),
  ]);
  world = { good, stranger, pss, rs512, weak, encryption, personal, otherTenants };
  entra = await startKeyServer([
    { ...good.jwk, issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' },
    pss.jwk,
    rs512.jwk,
    weak.jwk,
    { ...encryption.jwk, use: 'enc' },
    { ...personal.jwk, issuer: `https://login.microsoftonline.com/${CONSUMERS}/v2.0` },
    { ...otherTenants.jwk, issuer: `https://login.microsoftonline.com/${STRANGER}/v2.0` },
    { kty: 'EC', crv: 'P-256', kid: 'elliptic', x: 'AA', y: 'AA' },
  ]);
  attacker = await startKeyServer([stranger.jwk]);
  const tenant = tenantOf(TENANT, {
    settings: tenantSettings.parse({ clientIds: [OTHER_CLIENT], publicHosts: ['mam.customer.example'] }),
  });
  verifier = createTokenVerifier({
    config: configFor(entra.url),
    admission: { find: async (id) => (id === TENANT ? tenant : undefined) },
    clock: () => NOW,
  });
});

afterAll(() => Promise.all([entra.stop(), attacker.stop()]));

async function refusalOf(token: string): Promise<ServiceError> {
  const outcome = await verifier.verifyDevice(token, 'fresh').catch((thrown: unknown) => thrown);
  if (outcome instanceof ServiceError) return outcome;
  throw new Error('the token was let in', { cause: outcome });
}

const withClaims = (change: object) => () => sign(world.good, { ...v1Claims, ...change });
const withV2Claims = (change: object) => () => sign(world.good, { ...v2Claims, ...change });
const withHeader = (change: object) => () => sign(world.good, v1Claims, { ...headerOf(world.good), ...change });
const withPayload = (text: string) => () => sign(world.good, text);
const altered = (alter: (header: string, payload: string, signature: string) => string) => async () => {
  const [header = '', payload = '', signature = ''] = (await sign(world.good, v1Claims)).split('.');
  return alter(header, payload, signature);
};
const json = JSON.stringify(v1Claims);

// The last of the 342 characters of a signature carries four bits that decoders ignore.
const otherSpelling = (signature: string) => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return signature.slice(0, -1) + alphabet[alphabet.indexOf(signature.slice(-1)) + 1];
};

const publicPem = (jwk: JWK) => createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });

function signedWithPublicKey(): string {
  const signed = `${base64url(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid: 'good' }))}.${base64url(json)}`;
  return `${signed}.${createHmac('sha256', publicPem(world.good.jwk)).update(signed).digest('base64url')}`;
}

type BadToken = readonly [what: string, make: () => string | Promise<string>];

const BAD_TOKENS: Readonly<Record<string, readonly BadToken[]>> = {
  'token.missing': [['an empty text', () => '']],
  'token.too-large': [
    ['more than 16 KB of claims', withClaims({ groups: 'x'.repeat(16_000) })],
    ['more than 16 KB of dots', () => '.'.repeat(16_385)],
  ],
  'token.malformed': [
    ['a word', () => 'token'],
    ['two parts', altered((header, payload) => `${header}.${payload}`)],
    ['four parts', altered((header, payload, signature) => `${header}.${payload}.${signature}.${signature}`)],
    ['an empty header', altered((_, payload, signature) => `.${payload}.${signature}`)],
    ['an empty payload', altered((header, _, signature) => `${header}..${signature}`)],
    ['an empty signature', altered((header, payload) => `${header}.${payload}.`)],
    ['a blank before it', altered((...parts) => ` ${parts.join('.')}`)],
    ['a line break behind it', altered((...parts) => `${parts.join('.')}\n`)],
    ['a line break inside', altered((header, payload, signature) => `${header}.${payload}.\n${signature}`)],
    ['rubbish behind it', altered((...parts) => `${parts.join('.')}!`)],
    ['padding', altered((...parts) => `${parts.join('.')}==`)],
    ['the alphabet of base64', altered((header, payload, signature) => `${header}.${payload}.+/${signature.slice(2)}`)],
    [
      'a signature in another spelling',
      altered((header, payload, signature) => `${header}.${payload}.${otherSpelling(signature)}`),
    ],
    ['a second token behind a comma', altered((...parts) => `${parts.join('.')},${parts.join('.')}`)],
    [
      'an encrypted token',
      async () => {
        const recipient = createPublicKey({ key: world.good.jwk, format: 'jwk' });
        const header = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'good' };
        return new CompactEncrypt(Buffer.from(json)).setProtectedHeader(header).encrypt(recipient);
      },
    ],
    ['a header that is no JSON', () => sign(world.good, v1Claims, '{"alg":"RS256"')],
    ['a header that is a list', () => sign(world.good, v1Claims, '["RS256"]')],
    ['a header that names alg twice', () => sign(world.good, v1Claims, '{"alg":"none","alg":"RS256","kid":"good"}')],
    [
      'a header that names alg twice, once escaped',
      () => sign(world.good, v1Claims, '{"alg":"RS256","\\u0061lg":"none","kid":"good"}'),
    ],
    [
      'a header that begins with a byte order mark',
      () => sign(world.good, v1Claims, `\ufeff${JSON.stringify(headerOf(world.good))}`),
    ],
    ['a payload that is no JSON', withPayload(json.slice(0, -1))],
    ['a payload that is a text', withPayload('"claims"')],
    ['a payload that is a list', withPayload(`[${json}]`)],
    ['a payload that is null', withPayload('null')],
    ['a payload that names tid twice', withPayload(json.replace('{', `{"tid":"${STRANGER}",`))],
    [
      'a payload that names aud twice, once escaped',
      withPayload(json.replace('{', '{"\\u0061ud":"https://other.example",')),
    ],
    ['a payload that names a member twice in a claim', withPayload(json.replace('{', '{"act":{"sub":1,"sub":2},'))],
    ['a payload in Latin-1', () => sign(world.good, Buffer.from(json.replace('ada', 'ad\xe9'), 'latin1'))],
    ['a payload with more behind it', withPayload(`${json}{}`)],
  ],
  'token.algorithm': [
    ['alg none', withHeader({ alg: 'none' })],
    ['alg None', withHeader({ alg: 'None' })],
    ['no alg', withHeader({ alg: undefined })],
    ['alg as a list', withHeader({ alg: ['RS256'] })],
    ['alg in small letters', withHeader({ alg: 'rs256' })],
    ['the public key as the secret of HS256', signedWithPublicKey],
    ['a good RS512 signature', () => sign(world.rs512, v1Claims)],
    ['a good PS256 signature', () => sign(world.pss, v1Claims)],
    ['alg ES256', withHeader({ alg: 'ES256' })],
  ],
  'token.header': [
    ['an extension that must be understood', withHeader({ crit: ['exp'], exp: 1 })],
    ['an empty list of extensions', withHeader({ crit: [] })],
    ['a payload that is not encoded', withHeader({ b64: false })],
    ['a nested token', withHeader({ cty: 'JWT' })],
    ['a compressed payload', withHeader({ zip: 'DEF' })],
    ['an encryption beside the signature', withHeader({ enc: 'A256GCM' })],
    ['a proof of possession', withHeader({ typ: 'pop' })],
    ['a type that is no text', withHeader({ typ: 1 })],
  ],
  'token.key-unknown': [
    ['no kid', withHeader({ kid: undefined })],
    ['a kid that is no text', withHeader({ kid: 1 })],
    ['an empty kid', withHeader({ kid: '' })],
    ['a kid that no key has', withHeader({ kid: 'missing' })],
    ['a kid that every object has', withHeader({ kid: '__proto__' })],
    [
      'a key of its own in the header',
      () => sign(world.stranger, v1Claims, { ...headerOf(world.stranger), jwk: world.stranger.jwk }),
    ],
    [
      'the address of a key set in the header',
      () => sign(world.stranger, v1Claims, { ...headerOf(world.stranger), jku: attacker.url }),
    ],
    [
      'the address of a certificate in the header',
      () => sign(world.stranger, v1Claims, { ...headerOf(world.stranger), x5u: attacker.url }),
    ],
    ['a key of 1,024 bits', () => sign(world.weak, v1Claims)],
    ['a key for encryption', () => sign(world.encryption, v1Claims)],
    ['a key that is no RSA key', withHeader({ kid: 'elliptic' })],
  ],
  'token.signature': [
    ['the signature of another key under a known kid', () => sign(world.stranger, v1Claims, headerOf(world.good))],
    [
      'the same, with that key’s address in the header',
      () => sign(world.stranger, v1Claims, { ...headerOf(world.good), jku: attacker.url, jwk: world.stranger.jwk }),
    ],
    [
      'an altered payload',
      altered((header, _, signature) => `${header}.${base64url(json.replace(USER, DEVICE))}.${signature}`),
    ],
    [
      'an altered header',
      altered(
        (_, payload, signature) => `${base64url('{"alg":"RS256","kid":"good","typ":"JWT"}')}.${payload}.${signature}`,
      ),
    ],
    [
      'a signature that is cut off',
      altered((header, payload, signature) => `${header}.${payload}.${signature.slice(0, 100)}`),
    ],
    ['a signature of zeros', altered((header, payload) => `${header}.${payload}.${base64url(new Uint8Array(256))}`)],
    ['a signature without its payload', altered((header, _, signature) => `${header}.${base64url('{}')}.${signature}`)],
  ],
  'token.tenant': [
    ['no tid', withClaims({ tid: undefined })],
    ['a tid that is a name', withClaims({ tid: 'example.onmicrosoft.com' })],
    ['a tid that is a list', withClaims({ tid: [TENANT] })],
    ['a tid in braces', withClaims({ tid: `{${TENANT}}` })],
  ],
  'token.issuer': [
    ['no iss', withClaims({ iss: undefined })],
    ['an iss that is a list', withClaims({ iss: [v1Claims.iss] })],
    ['the issuer of another tenant', withClaims({ iss: ofTenant(STRANGER).iss })],
    ['a v2 issuer of another tenant', withV2Claims({ iss: v2Claims.iss.replace(TENANT, STRANGER) })],
    ['a foreign issuer', withClaims({ iss: `https://sts.example.org/${TENANT}/` })],
    ['an issuer without its slash', withClaims({ iss: v1Claims.iss.slice(0, -1) })],
    ['an issuer with more behind it', withV2Claims({ iss: `${v2Claims.iss}/` })],
    ['an issuer over http', withClaims({ iss: v1Claims.iss.replace('https', 'http') })],
    ['the template of an issuer', withV2Claims({ iss: v2Claims.iss.replace(TENANT, '{tenantid}') })],
    ['the issuer of another cloud', withV2Claims({ iss: v2Claims.iss.replace('.com', '.us') })],
    ['the issuer of personal accounts', withV2Claims({ iss: v2Claims.iss.replace(TENANT, CONSUMERS) })],
  ],
  'token.key-issuer': [
    ['a key that may sign for another tenant only', () => sign(world.otherTenants, v1Claims)],
    ['the key of personal accounts', () => sign(world.personal, v2Claims)],
  ],
  'token.version': [
    ['no ver', withClaims({ ver: undefined })],
    ['ver 2.0 from the v1 issuer', withClaims({ ver: '2.0' })],
    ['ver 1.0 from the v2 issuer', withV2Claims({ ver: '1.0' })],
    ['ver as a number', withClaims({ ver: 1 })],
  ],
  'token.personal-account': [
    [
      'a personal account',
      () => sign(world.personal, { ...v2Claims, tid: CONSUMERS, iss: v2Claims.iss.replace(TENANT, CONSUMERS) }),
    ],
    [
      'a personal account in capitals',
      () =>
        sign(world.personal, {
          ...v2Claims,
          tid: CONSUMERS.toUpperCase(),
          iss: v2Claims.iss.replace(TENANT, CONSUMERS),
        }),
    ],
  ],
  'token.lifetime': [
    ['no exp', withClaims({ exp: undefined })],
    ['exp as a text', withClaims({ exp: String(v1Claims.exp) })],
    ['exp as a list', withClaims({ exp: [v1Claims.exp] })],
    ['exp beyond all numbers', withPayload(json.replace(`"exp":${v1Claims.exp}`, '"exp":1e999'))],
    ['exp null', withClaims({ exp: null })],
    ['nbf as a text', withClaims({ nbf: String(v1Claims.nbf) })],
    ['nbf null', withClaims({ nbf: null })],
  ],
  'token.expired': [
    ['an end five minutes ago', withClaims({ exp: nowSeconds - 300 })],
    ['an end in 1970', withClaims({ exp: 0 })],
    ['an end before 1970', withClaims({ exp: -v1Claims.exp })],
  ],
  'token.not-yet-valid': [['a beginning in more than five minutes', withClaims({ nbf: nowSeconds + 301 })]],
  'tenant.unknown': [
    ['a tenant that is not onboarded', withClaims(ofTenant(STRANGER))],
    [
      'the same with every claim of a known one beside it',
      withClaims({ ...ofTenant(STRANGER), tenant: TENANT, tenant_id: TENANT }),
    ],
  ],
  'token.audience': [
    ['no aud', withClaims({ aud: undefined })],
    ['another service', withClaims({ aud: 'https://graph.microsoft.com' })],
    ['our service among others', withClaims({ aud: [APP_ID_URI, 'https://graph.microsoft.com'] })],
    ['our service as the one member of a list', withClaims({ aud: [APP_ID_URI] })],
    ['a host that begins like ours', withClaims({ aud: `${APP_ID_URI}.evil.example` })],
    ['a path below ours', withClaims({ aud: `${APP_ID_URI}/other` })],
    ['our address with two slashes', withClaims({ aud: `${APP_ID_URI}//` })],
    ['our address over http', withClaims({ aud: APP_ID_URI.replace('https', 'http') })],
    ['our address with a letter that folds to ours', withClaims({ aud: 'https://mam.example.or\u{ff47}' })],
    ['our client id with a Kelvin sign', withClaims({ aud: `api://${CLIENT_ID}\u212a` })],
    ['an empty text', withClaims({ aud: '' })],
    ['a slash', withClaims({ aud: '/' })],
    ['the client id as a URI of another scheme', withV2Claims({ aud: `spn:${CLIENT_ID}` })],
  ],
  'token.user': [
    ['an oid that is a name', withClaims({ oid: 'ada@example.org' })],
    ['an oid that is a list', withClaims({ oid: [USER] })],
    ['an oid that is null', withClaims({ oid: null })],
  ],
  'token.app-only': [
    ['an application', withClaims({ idtyp: 'app', scp: undefined, roles: ['Mam.Admin'] })],
    ['an application that claims a scope', withClaims({ idtyp: 'app' })],
    ['a device alone', withClaims({ idtyp: 'device' })],
    ['an idtyp that is a list', withClaims({ idtyp: ['user'] })],
    ['no scp', withClaims({ scp: undefined })],
    ['no oid', withClaims({ oid: undefined })],
  ],
  'token.client': [
    ['the command line, v1', withClaims({ appid: PUBLIC_CLIENT })],
    ['the command line in capitals', withClaims({ appid: PUBLIC_CLIENT.toUpperCase() })],
    ['the command line, v2', withV2Claims({ azp: PUBLIC_CLIENT })],
    ['the command line, v2, hidden behind a claim of v1', withV2Claims({ azp: PUBLIC_CLIENT, appid: v1Claims.appid })],
    ['no client', withClaims({ appid: undefined })],
    ['a v1 client in a v2 token', withV2Claims({ azp: undefined, appid: v1Claims.appid })],
    ['a client that is a list', withClaims({ appid: [PUBLIC_CLIENT] })],
  ],
  'token.scope': [
    ['the scope of the API only', withClaims({ scp: 'Mam.Manage' })],
    ['another scope', withClaims({ scp: 'User.Read' })],
    ['a scope that begins like ours', withClaims({ scp: 'mdm_delegation2' })],
    ['a scope in capitals', withClaims({ scp: 'MDM_DELEGATION' })],
    ['an empty scope', withClaims({ scp: '' })],
    ['a list of scopes', withClaims({ scp: ['mdm_delegation'] })],
    ['scopes with commas between them', withClaims({ scp: 'mdm_delegation,user_impersonation' })],
    ['roles only', withClaims({ scp: '', roles: ['mdm_delegation'] })],
  ],
  'token.device': [
    ['a device id that is a name', withClaims({ deviceid: 'PC-1' })],
    ['a device id with a slash', withClaims({ deviceid: `${DEVICE}/..` })],
    ['a device id that is a list', withClaims({ deviceid: [DEVICE] })],
    ['an empty device id', withClaims({ deviceid: '' })],
  ],
};

const FORBIDDEN = new Set([
  'token.personal-account',
  'token.app-only',
  'token.client',
  'token.scope',
  'token.device',
  'tenant.unknown',
]);
const UNVOUCHED = [
  'token.missing',
  'token.malformed',
  'token.too-large',
  'token.algorithm',
  'token.header',
  'token.key-unknown',
  'token.signature',
  'token.tenant',
  'token.issuer',
  'token.key-issuer',
];
const rows = Object.entries(BAD_TOKENS).flatMap(([code, tokens]) =>
  tokens.map(([what, make]) => ({ code, what, make })),
);

describe('a bad token', () => {
  it.each(rows)('is refused with $code for $what', async ({ code, make }) => {
    const error = await refusalOf(await make());
    expect(error.code).toBe(code);
    expect(error.kind).toBe(FORBIDDEN.has(code) ? 'forbidden' : 'unauthenticated');
    expect(error.tenantId === undefined).toBe(UNVOUCHED.includes(code));
  });

  it('makes nobody fetch the address that it names', () => {
    expect(attacker.requests()).toBe(0);
  });

  it('is refused with a text and details that repeat nothing of it', async () => {
    for (const { make } of rows) {
      const token = await make();
      const { message, detail, code } = await refusalOf(token);
      const told = `${message} ${detail} ${code}`;
      for (const secret of [USER, DEVICE, TENANT, 'ada@example.org', 'graph.microsoft.com']) {
        expect(told).not.toContain(secret);
      }
    }
  });

  it('of any text is refused as unauthenticated, never as an error of the service', async () => {
    const part = fc.oneof(fc.string(), fc.json().map(base64url), fc.base64String());
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('.')),
    );
    const isRefused = async (text: string) => (await refusalOf(text)).kind === 'unauthenticated';
    await fc.assert(fc.asyncProperty(texts, isRefused), { numRuns: 500 });
  });

  it('with a good signature over any payload is refused, never as an error of the service', async () => {
    const claims = fc.record(
      Object.fromEntries(Object.keys(v1Claims).map((name) => [name, fc.jsonValue({ maxDepth: 2 })])),
      { requiredKeys: [] },
    );
    const payloads = fc.oneof(
      fc.json(),
      claims.map((strange) => JSON.stringify({ ...v1Claims, aud: 'x', ...strange })),
    );
    const isRefused = async (payload: string) =>
      ['unauthenticated', 'forbidden'].includes((await refusalOf(await sign(world.good, payload))).kind);
    await fc.assert(fc.asyncProperty(payloads, isRefused), { numRuns: 200 });
  });

  it('with brackets 5,900 deep is refused', async () => {
    const deep = `{"alg":"RS256","a":${'['.repeat(5_900)}${']'.repeat(5_900)}}`;
    expect((await refusalOf(`${base64url(deep)}.e30.AA`)).code).toBe('token.key-unknown');
    expect((await refusalOf(`${base64url(deep.slice(0, -1))}.e30.AA`)).code).toBe('token.malformed');
  });
});
