import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { nearestName } from '../../../shared/policy/nearest-name';
import { growthOf, NEARLY_LINEAR } from '../../support/growth';
import { missingMembers, unknownMembers, wrongForms } from './cases/form-cases';
import { bareBase64, certificates, changed, now, pkcs12, soundDocument } from './documents';

function errorsOf(document: unknown) {
  const checked = checkPolicy(document, { now });
  return checked.ok ? [] : checked.errors;
}

describe('the form of a policy document', () => {
  it.each([
    ['null', null],
    ['a list', []],
    ['a text', '{}'],
    ['a number', 1],
    ['nothing', undefined],
  ])('refuses %s in place of a document', (_, input) => {
    expect(errorsOf(input)[0]?.path).toBe('');
  });

  it.each(unknownMembers)(
    'refuses an unknown member %s and names the nearest one (DOC-1)',
    (_, document, path, suggestion) => {
      expect(errorsOf(document)).toContainEqual(expect.objectContaining({ path, rule: 'DOC-1', suggestion }));
    },
  );

  it('suggests no other name for one that resembles none', () => {
    expect(errorsOf(changed({ qqqqqqqqqqqq: 1 }))[0]?.suggestion).toBe('leave it out, or use a name that is allowed');
  });

  it('refuses a member named like the prototype', () => {
    const hostile = JSON.parse('{"schemaVersion":1,"name":"x","__proto__":{"wip":1},"constructor":1}');
    expect(errorsOf(hostile).map(({ path }) => path)).toEqual(['__proto__', 'constructor']);
  });

  it.each(missingMembers)('refuses a document without %s (DOC-2)', (path, document) => {
    expect(errorsOf(document)).toContainEqual(expect.objectContaining({ path, rule: 'DOC-2', found: 'nothing' }));
  });

  it.each(wrongForms)('refuses %s and says what to write (DOC-3)', (_, document, path, suggestion) => {
    expect(errorsOf(document)).toContainEqual(expect.objectContaining({ path, rule: 'DOC-3', suggestion }));
  });

  it.each([
    ['an empty name', ''],
    ['a name of 257 characters', 'x'.repeat(257)],
    ['a line break in the name', 'a\nb'],
    ['half a character in the name', 'a\ud800'],
    ['a character that XML cannot carry', 'a\ufffe'],
  ])('refuses %s', (_, name) => {
    expect(errorsOf(changed({ name }))).toHaveLength(1);
  });

  it('refuses null inside a list', () => {
    expect(errorsOf(changed({ network: { domains: [null] } }))).toHaveLength(1);
  });

  it('reports what is wrong in several places at once', () => {
    const document = changed({ name: '', wip: { mode: 'on' }, network: { domains: ['x'] } });
    expect(errorsOf(document).map(({ path }) => path)).toEqual(['name', 'wip.mode', 'network.domains[0]']);
  });

  it.each(['schemaVersion', 'name', 'wip', 'apps', 'certificates', 'vpn'])(
    'survives an object without a text in place of %s',
    (member) => {
      const hostile = JSON.parse('{"toString": 1, "valueOf": 1, "length": 5, "mode": {"toString": 1}}');
      expect(errorsOf(changed({ [member]: [hostile] }))).not.toEqual([]);
      expect(errorsOf({ ...soundDocument, [member]: hostile })).not.toEqual([]);
    },
  );

  it('returns at most 100 errors', () => {
    expect(errorsOf(changed({ network: { domains: Array(900).fill(1) } }))).toHaveLength(100);
  });

  it('shortens what it found', () => {
    const [error] = errorsOf(changed({ wip: { mode: 'x'.repeat(5000) } }));
    expect(error?.found?.length).toBeLessThan(100);
  });

  it('shows nothing of what was pasted in place of a certificate', () => {
    const document = changed({ wip: { recoveryCertificate: '-----BEGIN PRIVATE KEY-----\nc2VzYW1l' } });
    const [error] = errorsOf(document);
    expect(error?.message).toContain('private key');
    expect(JSON.stringify(error)).not.toContain('c2VzYW1l');
  });

  const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'sesame' };

  it.each([
    ['PKCS#8', pair.privateKey.export({ type: 'pkcs8', format: 'der' })],
    ['PKCS#8 of a curve', curve.export({ type: 'pkcs8', format: 'der' })],
    ['encrypted PKCS#8', pair.privateKey.export({ type: 'pkcs8', format: 'der', ...cipher })],
    ['PKCS#1', pair.privateKey.export({ type: 'pkcs1', format: 'der' })],
    ['SEC 1', curve.export({ type: 'sec1', format: 'der' })],
    ['PKCS#12', Buffer.from(pkcs12, 'base64')],
    ['a PKCS#12 of unknown length', Buffer.from('3080020103308006092a864886f70d010701', 'hex')],
    [
      'a PKCS#12 that is longer than any certificate',
      Buffer.concat([
        Buffer.from('30830200000201033083', 'hex'),
        pair.privateKey.export({ type: 'pkcs1', format: 'der' }),
        Buffer.alloc(100_000),
      ]),
    ],
  ])('knows a private key as %s in place of a certificate, in one line and in several', (_, der) => {
    const oneLine = der.toString('base64');
    for (const text of [oneLine, oneLine.replace(/.{64}/g, '$&\r\n'), `-----BEGIN DATA-----\n${oneLine}\n`]) {
      const [error] = errorsOf(changed({ wip: { recoveryCertificate: text } }));
      expect(error?.message).toBe('holds a private key, which must never be uploaded');
      expect(error?.suggestion).toBe('give the certificate alone (.cer), and treat this key as known to others');
      expect(JSON.stringify(error)).not.toContain(oneLine.slice(0, 20));
    }
  });

  it.each([
    ['a public key', pair.publicKey.export({ type: 'spki', format: 'der' })],
    ['a public key of PKCS#1', pair.publicKey.export({ type: 'pkcs1', format: 'der' })],
    ['a certificate that is cut off', Buffer.from(bareBase64(certificates.root), 'base64').subarray(0, 200)],
    ['a list of certificates', Buffer.from('302306092a864886f70d010702', 'hex')],
    ['nothing', Buffer.alloc(0)],
  ])('takes %s for no private key', (_, der) => {
    const [error] = errorsOf(changed({ wip: { recoveryCertificate: der.toString('base64') } }));
    expect(error?.message).toBe('is not one X.509 certificate');
  });

  it('judges a document of a million characters in time that grows with its length alone', () => {
    const long = (share: number) => '*.'.repeat(100_000 * share);
    const filled = (name: string) =>
      changed({ name, wip: { mode: name, primaryDomain: name }, network: { cloudResources: [{ host: name }] } });
    expect(growthOf((share) => filled(long(share)), errorsOf)).toBeLessThan(NEARLY_LINEAR);
  });

  it.each([
    ['a document with all of it', soundDocument],
    ['a document without any section', { schemaVersion: 1, name: 'x' }],
    ['sections that are null', { schemaVersion: 1, name: 'x', wip: null, apps: null, network: null }],
    [
      'members that are null',
      changed({ wip: { showIcons: null, additionalDomains: null }, network: { domains: null, ipRanges: [] } }),
    ],
    [
      'a certificate in one line',
      changed({ wip: { recoveryCertificate: certificates.fileRecovery.replaceAll('\n', '\r\n') } }),
    ],
  ])('accepts %s', (_, document) => {
    expect(errorsOf(document)).toEqual([]);
  });

  it('keeps the document as it was written', () => {
    const checked = checkPolicy(changed({ wip: { primaryDomain: 'Contoso.COM' } }), { now });
    expect(checked.ok && checked.document.wip?.primaryDomain).toBe('Contoso.COM');
  });

  it('accepts the sound document without a warning', () => {
    expect(checkPolicy(soundDocument, { now })).toMatchObject({ ok: true, warnings: [] });
  });
});

describe('nearestName', () => {
  it.each([
    ['prmaryDomain', 'primaryDomain'],
    ['PRIMARYDOMAIN', 'primaryDomain'],
    ['mod', 'mode'],
    ['x'.repeat(1000), undefined],
    ['zzz', undefined],
  ])('takes %s for %s', (name, meant) => {
    expect(nearestName(name, ['mode', 'primaryDomain', 'showIcons'])).toBe(meant);
  });
});
