import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { importPKCS8, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HEALTHY, healthCertificate } from '../../../local/attestation/health';
import { type AttestationStandIn, startAttestation } from '../../../local/attestation/start-attestation';
import { closeNow, listenOnLoopback } from '../../../local/loopback';
import { isAllowedHost } from '../../../shared/attestation/allowed-hosts';
import { type AttestationParts, createAttestationService } from '../../../shared/attestation/attestation-service';

const NONCE = 'ab'.repeat(32);
const PROVIDER = 'https://contoso.weu.attest.azure.net';
const NOW = () => new Date();
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/attestation/${name}`, import.meta.url), 'utf8');

let standIn: AttestationStandIn;
beforeAll(async () => {
  standIn = await startAttestation({ port: 0 });
});
afterEach(() => {
  standIn.isDown = false;
});
afterAll(() => standIn.stop());

const serviceWith = (parts: Partial<AttestationParts> = {}) =>
  createAttestationService({
    allowedHosts: [],
    standIn: standIn.origin,
    clock: NOW,
    fetch,
    timeoutMs: 2_000,
    ...parts,
  });
const classic = (data: string, host?: string) => ({
  brought: { flow: 'classic', nonce: NONCE, data } as const,
  choice: { host, provider: undefined },
});
const windows11 = (data: string, provider: string | undefined = PROVIDER) => ({
  brought: { flow: 'windows11', nonce: NONCE, data } as const,
  choice: { host: undefined, provider },
});
const good = { iss: PROVIDER, nonce: Buffer.from(NONCE, 'hex').toString('base64url'), secureBootEnabled: true };
const seconds = () => Math.floor(Date.now() / 1000);

describe('a health certificate', () => {
  it.each([
    ['that is none', 'no-certificate', 'QUJD'],
    [
      'that was made for another nonce',
      'validation 2147483647',
      healthCertificate({ nonce: 'cd'.repeat(32), attributes: HEALTHY }),
    ],
  ])('%s is not believed', async (_, failure, data) => {
    const { brought, choice } = classic(data);
    expect(await serviceWith().verify(brought, choice)).toEqual({ failure });
  });

  it('is not believed while the validation service is down', async () => {
    standIn.isDown = true;
    const { brought, choice } = classic(healthCertificate({ nonce: NONCE, attributes: HEALTHY }));
    expect(await serviceWith().verify(brought, choice)).toEqual({ failure: 'validation-unavailable' });
  });

  it.each(['has.spserv.microsoft.com', 'dha.contoso.com'])(
    'is sent to %s only where that host is allowed',
    async (host) => {
      const asked: string[] = [];
      const counting: typeof fetch = async (input) => {
        asked.push(String(input));
        throw new TypeError('no network in this test');
      };
      const { brought, choice } = classic(healthCertificate({ nonce: NONCE, attributes: HEALTHY }), host);
      const refusing = serviceWith({ standIn: undefined, fetch: counting, allowedHosts: ['other.contoso.com'] });
      expect(await refusing.verify(brought, choice)).toEqual({ failure: 'host-not-allowed' });
      expect(asked).toEqual([]);
      await serviceWith({ standIn: undefined, fetch: counting, allowedHosts: [host] }).verify(brought, choice);
      expect(asked).toEqual([`https://${host}/DeviceHealthAttestation/ValidateHealthCertificate/v3`]);
    },
  );

  it('that the service vouches for becomes a report', async () => {
    const { brought, choice } = classic(healthCertificate({ nonce: NONCE, attributes: { ...HEALTHY, WinPE: '1' } }));
    expect(await serviceWith().verify(brought, choice)).toMatchObject({
      report: { bad: ['WinPE'], contradicts: false },
    });
  });
});

describe('a report of Azure Attestation', () => {
  it.each<[string, string, () => Promise<string>]>([
    ['that is no token', 'report-unverified', async () => 'a.b.c'],
    ['that is endless', 'report-unverified', async () => 'x'.repeat(300_000)],
    ['of another issuer', 'report-unverified', () => standIn.sign({ ...good, iss: 'https://evil.attest.azure.net' })],
    ['without an issuer', 'report-unverified', () => standIn.sign({ nonce: good.nonce })],
    ['of another nonce (replayed)', 'report-foreign', () => standIn.sign({ ...good, nonce: 'AQIDBA' })],
    ['without a nonce', 'report-unverified', () => standIn.sign({ iss: PROVIDER })],
    [
      'that has expired',
      'report-expired',
      () => standIn.sign({ ...good, iat: seconds() - 9000, nbf: seconds() - 9000, exp: seconds() - 4000 }),
    ],
    ['from the future', 'report-unverified', () => standIn.sign({ ...good, nbf: seconds() + 4000 })],
    ['that was changed (forged)', 'report-unverified', async () => forged(await standIn.sign(good))],
    ['without a signature', 'report-unverified', async () => unsigned()],
    ['with a key of its own', 'report-unverified', () => signedByAnother('another')],
  ])('%s is not believed', async (_, failure, report) => {
    const { brought, choice } = windows11(await report());
    expect(await serviceWith().verify(brought, choice)).toEqual({ failure });
  });

  it('is not believed where the tenant has no provider, or one that is not allowed', async () => {
    const { brought } = windows11(await standIn.sign(good));
    expect(await serviceWith().verify(brought, { host: undefined, provider: undefined })).toEqual({
      failure: 'host-not-allowed',
    });
    const strict = serviceWith({ standIn: undefined, allowedHosts: ['*.attest.azure.us'] });
    expect(await strict.verify(brought, { host: undefined, provider: PROVIDER })).toEqual({
      failure: 'host-not-allowed',
    });
  });

  it('that the provider of the tenant signed for this nonce becomes a report', async () => {
    const { brought, choice } = windows11(await standIn.sign({ ...good, secureBootEnabled: false }));
    expect(await serviceWith().verify(brought, choice)).toMatchObject({ report: { bad: ['SecureBootEnabled'] } });
  });

  it('may be signed by a key that the provider names by its certificate', async () => {
    const x5c = [fixture('provider.pem').replace(/-----[^-]+-----|\s/g, '')];
    const keys: typeof fetch = async () => Response.json({ keys: [{ kid: 'provider', kty: 'RSA', x5c }] });
    const { brought, choice } = windows11(await signedByAnother('provider'));
    expect(await serviceWith({ fetch: keys }).verify(brought, choice)).toMatchObject({
      report: { good: ['SecureBootEnabled'] },
    });
  });

  it('is not believed where the keys of the provider come with more than anybody would send', async () => {
    const x5c = [fixture('provider.pem').replace(/-----[^-]+-----|\s/g, '')];
    const answer = JSON.stringify({ keys: [{ kid: 'provider', kty: 'RSA', x5c }] });
    const keys: typeof fetch = async () => new Response(' '.repeat(300_000) + answer);
    const { brought, choice } = windows11(await signedByAnother('provider'));
    expect(await serviceWith({ fetch: keys }).verify(brought, choice)).toEqual({ failure: 'report-unverified' });
  });

  it('has its keys read once for many, and an invented key id does not make it read them again', async () => {
    const service = serviceWith();
    const reads = () => standIn.requests.filter((path) => path === '/certs').length;
    const before = reads();
    for (const report of [await standIn.sign(good), await standIn.sign(good), await signedByAnother('invented')]) {
      const { brought, choice } = windows11(report);
      await service.verify(brought, choice);
    }
    expect(reads() - before).toBe(1);
  });
});

/** A server in the place of those who vouch, for as long as a test lasts. */
async function instead(answer: RequestListener, test: (origin: string) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  try {
    await test(await listenOnLoopback(server, 0));
  } finally {
    await closeNow(server);
  }
}

describe('a service that does not answer as it should', () => {
  it.each<[string, RequestListener]>([
    ['leads elsewhere', ({ url = '' }, reply) => reply.writeHead(307, { location: standIn.origin + url }).end()],
    ['answers without end', (_, reply) => reply.writeHead(200).end(' '.repeat(300_000))],
    ['answers nothing', () => undefined],
    ['answers with an error', (_, reply) => reply.writeHead(500).end('{"keys": []}')],
    ['answers something else', (_, reply) => reply.writeHead(200).end('<html>')],
  ])('is not believed, nor followed: one that %s', async (_, answer) => {
    const asked = standIn.requests.length;
    const certificate = classic(healthCertificate({ nonce: NONCE, attributes: HEALTHY }));
    const report = windows11(await standIn.sign(good));
    await instead(answer, async (origin) => {
      const service = serviceWith({ standIn: origin, timeoutMs: 200 });
      expect(await service.verify(certificate.brought, certificate.choice)).toEqual({
        failure: expect.stringMatching(/^validation-un/),
      });
      expect(await service.verify(report.brought, report.choice)).toEqual({ failure: 'report-unverified' });
    });
    expect(standIn.requests.length).toBe(asked);
  });

  it('is never one that a report names: keys inside of its header, and their addresses, are not looked at', async () => {
    const asked: string[] = [];
    const jwk = { ...createPublicKey(fixture('provider.pem')).export({ format: 'jwk' }), kid: 'another' };
    const answer: RequestListener = ({ url = '' }, reply) => {
      asked.push(url);
      reply.end(JSON.stringify({ keys: [jwk] }));
    };
    await instead(answer, async (origin) => {
      const x5c = [fixture('provider.pem').replace(/-----[^-]+-----|\s/g, '')];
      const header = { jwk, x5c, jku: `${origin}/certs`, x5u: `${origin}/certs` };
      const { brought, choice } = windows11(await signedByAnother('another', header));
      expect(await serviceWith().verify(brought, choice)).toEqual({ failure: 'report-unverified' });
    });
    expect(asked).toEqual([]);
  });
});

describe('a host', () => {
  it.each([
    ['a.attest.azure.net', true],
    ['a.b.attest.azure.net', true],
    ['attest.azure.net', false],
    ['evilattest.azure.net', false],
    ['a.attest.azure.net.evil.com', false],
    ['HAS.spserv.microsoft.com', true],
    ['x.has.spserv.microsoft.com', false],
  ])('%s is allowed: %s', (host, allowed) => {
    expect(isAllowedHost(host, ['has.spserv.microsoft.com', '*.attest.azure.net'])).toBe(allowed);
  });
});

function forged(token: string): string {
  const [header = '', , signature = ''] = token.split('.');
  const payload = Buffer.from(JSON.stringify({ ...good, exp: seconds() + 600, iat: seconds() })).toString('base64url');
  return [header, payload, signature].join('.');
}

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part({ ...good, iat: seconds(), exp: seconds() + 600 })}.`;
}

async function signedByAnother(kid: string, header: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const key = await importPKCS8(fixture('provider-key.pem'), 'RS256');
  return new SignJWT({ ...good, iat: seconds(), exp: seconds() + 600 })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, ...header })
    .sign(key);
}
