import { pkcs12 } from '../documents';
import { documentOf, hello, pfx, scep } from './certificate-sections';
import type { DocumentCase } from './document-case';

const withScep = (change: object) => ({ scep: [{ ...scep, ...change }] });
const withPfx = (change: object) => ({ pfx: [{ ...pfx, ...change }] });

const secretText = 'c2VzYW1lIQ==';

type Row = readonly [rule: string, why: string, section: Record<string, unknown>, member: string];

const caseOf = ([rule, why, section, member]: Row): DocumentCase => [
  rule,
  why,
  documentOf(section),
  `certificates.${member}`,
];

const refusals: readonly Row[] = [
  [
    'CERT-2',
    'a key that neither signs nor encrypts keys',
    withScep({ keyUsage: ['nonRepudiation'] }),
    'scep[0].keyUsage',
  ],
  [
    'CERT-2',
    'Windows Hello without a container',
    withScep({ ...hello, containerName: undefined }),
    'scep[0].containerName',
  ],
  ['CERT-2', 'a container without Windows Hello', withScep({ containerName: 'Office' }), 'scep[0].containerName'],
  ['CERT-2', 'a prompt without Windows Hello', withScep({ promptText: 'Hello' }), 'scep[0].promptText'],
  ['CERT-2', 'Windows Hello with a long key', withScep({ ...hello, keyLength: 4096 }), 'scep[0].keyLength'],
  [
    'CERT-2',
    'Windows Hello with another hash',
    withScep({ ...hello, hashAlgorithms: ['SHA256', 'SHA-1'] }),
    'scep[0].hashAlgorithms',
  ],
  [
    'CERT-2',
    'a hash that nobody knows',
    withScep({ hashAlgorithms: ['SHA-2', 'SHA999'] }),
    'scep[0].hashAlgorithms[1]',
  ],
  ['CERT-2', 'a hash without a number', withScep({ hashAlgorithms: ['SHA0'] }), 'scep[0].hashAlgorithms[0]'],
  ['CERT-2', 'a hash in small letters', withScep({ hashAlgorithms: ['sha256'] }), 'scep[0].hashAlgorithms[0]'],
  ['CERT-2', 'a thumbprint of 32 digits', withScep({ caThumbprint: 'ab'.repeat(16) }), 'scep[0].caThumbprint'],
  [
    'CERT-2',
    'an alternative name with a separator',
    withScep({ subjectAlternativeNames: [{ format: 11, value: 'a+b' }] }),
    'scep[0].subjectAlternativeNames[0].value',
  ],
  ['CERT-2', 'a subject that is no X.500 name', withScep({ subject: 'Work PC' }), 'scep[0].subject'],
  ['DOC-2', 'a request without a server', withScep({ serverUrls: undefined }), 'scep[0].serverUrls'],
  ['DOC-3', 'a request with no server', withScep({ serverUrls: [] }), 'scep[0].serverUrls'],
  [
    'DOC-3',
    'two servers in one text',
    withScep({ serverUrls: ['https://a.com;https://b.com'] }),
    'scep[0].serverUrls[0]',
  ],
  ['DOC-3', 'a key of 1024 bits', withScep({ keyLength: 1024 }), 'scep[0].keyLength'],
  ['DOC-3', 'a challenge that is not Base64', withScep({ challenge: 'sesame!' }), 'scep[0].challenge'],
  ['DOC-3', 'no validity at all', withScep({ validity: { unit: 'days', count: 0 } }), 'scep[0].validity.count'],
  ['GEN-4', 'an id with a slash', withScep({ id: 'a/b' }), 'scep[0].id'],
  ['GEN-4', 'an id with a brace', withPfx({ id: '{x}' }), 'pfx[0].id'],
  ['GEN-4', 'one id in both lists', { ...withScep({ id: 'MAIL' }), ...withPfx({}) }, 'pfx[0].id'],
  ['CERT-1', 'a key of a TPM that leaves it', withPfx({ keyLocation: 'tpm', exportable: true }), 'pfx[0].exportable'],
  ['CERT-1', 'Windows Hello without a container', withPfx({ keyLocation: 'windowsHello' }), 'pfx[0].containerName'],
  ['CERT-1', 'a container without Windows Hello', withPfx({ containerName: 'Office' }), 'pfx[0].containerName'],
  [
    'CERT-1',
    'an encrypted password without the store of its key',
    withPfx({ passwordEncryption: 'deviceCertificate' }),
    'pfx[0].passwordEncryptionStore',
  ],
  [
    'CERT-1',
    'a store for a password in clear',
    withPfx({ passwordEncryptionStore: 'My' }),
    'pfx[0].passwordEncryptionStore',
  ],
  ['DOC-3', 'a root that is no certificate', { roots: ['AAAA'] }, 'roots[0]'],
  ['DOC-3', 'a PKCS#12 as a root', { roots: [pkcs12] }, 'roots[0]'],
  ['DOC-3', 'a text in place of the list of PKCS#12', { pfx: secretText }, 'pfx'],
  ['DOC-3', 'a text in place of a PKCS#12 with its id', { pfx: [secretText] }, 'pfx[0]'],
  ['DOC-3', 'a text in place of the list of requests', { scep: secretText }, 'scep'],
  ['SIZE-1', 'a PKCS#12 that fits no message', withPfx({ pkcs12: 'A'.repeat(120_000) }), 'pfx[0].pkcs12'],
  ['SIZE-1', 'a PKCS#12 just above 100 KB', withPfx({ pkcs12: 'A'.repeat(102_404) }), 'pfx[0].pkcs12'],
  ['SIZE-1', 'a challenge that fits no message', withScep({ challenge: 'A'.repeat(104_000) }), 'scep[0].challenge'],
  [
    'SIZE-1',
    'servers that fit no message as they travel',
    withScep({ serverUrls: Array.from({ length: 20 }, (_, n) => `https://a.com/?${n}${'&'.repeat(1500)}`) }),
    'scep[0].serverUrls',
  ],
];

/** Documents that break a rule over certificates, and are refused. */
export const certificateRefusals: readonly DocumentCase[] = refusals.map(caseOf);
