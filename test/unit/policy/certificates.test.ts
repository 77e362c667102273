import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { removalOf } from '../../../shared/policy/remove-setting';
import { documentOf, hello, pfx, scep } from './cases/certificate-sections';
import { bareBase64, certificates, inputs } from './documents';

const compile = (section: Record<string, unknown>) =>
  compilePolicy(policyDocument.parse(documentOf(section)), inputs).settings;
const withScep = (change: object) => ({ scep: [{ ...scep, ...change }] });

describe('rules over certificates', () => {
  it('shows no secret in any finding', () => {
    const broken = {
      scep: [{ ...scep, challenge: 'c2VzYW1l!' }],
      pfx: [{ ...pfx, password: 'sesame\n', pkcs12: 'c2VzYW1l!' }],
    };
    const text = JSON.stringify(checkPolicy(documentOf(broken)));
    expect(text).not.toContain('sesame');
    expect(text).not.toContain('c2VzYW1l');
  });

  it('take as much Base64 as they say', () => {
    const longest = 'A'.repeat(102_400);
    expect(checkPolicy(documentOf({ pfx: [{ ...pfx, pkcs12: longest }] })).ok).toBe(true);
    const checked = checkPolicy(documentOf({ pfx: [{ ...pfx, pkcs12: '!' }] }));
    expect(checked.ok ? [] : checked.errors.map(({ allowed }) => allowed)).toEqual([
      'Base64 without blanks, up to 102400 characters',
    ]);
  });
});

describe('root certificates', () => {
  const der = Buffer.from(bareBase64(certificates.root), 'base64');
  const thumbprint = createHash('sha1').update(der).digest('hex').toUpperCase();
  const key = `./Device/Vendor/MSFT/RootCATrustedCertificates/Root/${thumbprint}/EncodedCertificate`;

  it('stand under their own SHA-1, in the tree of the device (CERT-3)', () => {
    expect(compile({ roots: [certificates.root] })).toEqual([
      expect.objectContaining({ key, verb: 'Add', nodes: [{ uri: key, format: 'b64', data: der.toString('base64') }] }),
    ]);
  });

  it('count once when they are listed twice', () => {
    expect(compile({ roots: [certificates.root, bareBase64(certificates.root)] })).toHaveLength(1);
  });
});

describe('a SCEP request', () => {
  const root = './User/Vendor/MSFT/ClientCertificateInstall/SCEP/office%20client';

  it('is one family with Enroll executed last (CERT-2)', () => {
    const [setting] = compile({ scep: [scep] });
    expect(setting).toMatchObject({ key: 'Scep/user/office%20client', kind: 'family', verb: 'Add' });
    expect(setting?.nodes.at(-1)).toEqual({ uri: `${root}/Install/Enroll`, format: 'null' });
  });

  it('writes lists with the separator of each leaf', () => {
    const names = {
      subjectAlternativeNames: [
        { format: 11, value: 'a@b.com' },
        { format: 3, value: 'c' },
      ],
    };
    const nodes =
      compile(withScep({ ...hello, ...names, promptText: 'Hi', validity: { unit: 'months', count: 12 } }))[0]?.nodes ??
      [];
    expect(nodes.map(({ uri, data }) => [uri.slice(`${root}/Install/`.length), data])).toEqual([
      ['ServerURL', 'https://scep.contoso.com/a;http://scep.contoso.com/b'],
      ['Challenge', 'c2VzYW1l'],
      ['EKUMapping', '1.3.6.1.5.5.7.3.2+1.3.6.1.4.1.311.20.2.2'],
      ['KeyUsage', '160'],
      ['SubjectName', 'CN=Work PC'],
      ['SubjectAlternativeNames', '11+a@b.com;3+c'],
      ['KeyLength', '2048'],
      ['HashAlgorithm', 'SHA256'],
      ['CAThumbprint', scep.caThumbprint],
      ['KeyProtection', '4'],
      ['ContainerName', 'Office'],
      ['CustomTextToShowInPrompt', 'Hi'],
      ['ValidPeriod', 'Months'],
      ['ValidPeriodUnits', '12'],
      ['Enroll', undefined],
    ]);
  });

  it('joins several hash algorithms by a plus', () => {
    const nodes = compile(withScep({ hashAlgorithms: ['SHA-2', 'SHA-3'] }))[0]?.nodes ?? [];
    expect(nodes.find(({ uri }) => uri.endsWith('/HashAlgorithm'))?.data).toBe('SHA-2+SHA-3');
  });

  it('goes to the store of the PC on demand, under a key of its own', () => {
    const [setting] = compile(withScep({ store: 'device' }));
    expect(setting?.key).toBe('Scep/device/office%20client');
    expect(setting?.nodes[0]?.uri).toBe(`${root.replace('./User', './Device')}/Install/ServerURL`);
  });

  it('is removed by its own node, which the key names', () => {
    expect(removalOf('Scep/user/office%20client')).toEqual({ kind: 'delete', uris: [root] });
  });
});

describe('a PKCS#12', () => {
  it('sends the blob last and the export switch always (CERT-1)', () => {
    const nodes = compile({ pfx: [pfx] })[0]?.nodes ?? [];
    expect(nodes.map(({ uri, format }) => [uri.split('/').at(-1), format])).toEqual([
      ['KeyLocation', 'int'],
      ['PFXCertPassword', 'chr'],
      ['PFXKeyExportable', 'bool'],
      ['PFXCertBlob', 'bin'],
    ]);
    expect(nodes[2]?.data).toBe('false');
  });

  it('is removed by its own node', () => {
    const uris = ['./Device/Vendor/MSFT/ClientCertificateInstall/PFXCertInstall/mail'];
    expect(removalOf('Pfx/device/mail')).toEqual({ kind: 'delete', uris });
  });
});
