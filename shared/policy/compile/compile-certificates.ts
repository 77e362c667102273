import { createHash } from 'node:crypto';
import type { PolicyDocument } from '../document';
import { familyKey, familyRoot } from '../family-keys';
import type { Pfx, Scep } from '../sections/certificates';
import { certificateDer } from '../values/certificate';
import { given, joined, whole } from './encode';
import { family } from './family';
import { leaf, type Part } from './part';

const roots = './Device/Vendor/MSFT/RootCATrustedCertificates/Root/';
const keyPlaces = { tpm: '1', tpmIfPresent: '2', software: '3', windowsHello: '4' } as const;
const usageBits = {
  digitalSignature: 128,
  nonRepudiation: 64,
  keyEncipherment: 32,
  dataEncipherment: 16,
  keyAgreement: 8,
} as const;
const encryptionTypes = { clear: '0', deviceCertificate: '2' } as const;
const units = { days: 'Days', months: 'Months', years: 'Years' } as const;

/** Root certificates, each under its own SHA-1 (rule CERT-3); one that is listed twice counts once. */
function compileRoots(texts: readonly string[]): Part[] {
  const byThumbprint = new Map(
    texts.flatMap((text, index) => {
      const der = certificateDer(text);
      if (der === undefined) return [];
      const thumbprint = createHash('sha1').update(der).digest('hex').toUpperCase();
      return [[thumbprint, { data: der.toString('base64'), member: `certificates.roots[${index}]` }] as const];
    }),
  );
  return [...byThumbprint].map(([thumbprint, { data, member }]) =>
    leaf({ uri: `${roots}${thumbprint}/EncodedCertificate`, format: 'b64', member }, data, { verb: 'Add' }),
  );
}

const sumOf = (usages: Scep['keyUsage']) => [...new Set(usages)].reduce((sum, usage) => sum | usageBits[usage], 0);

/** One SCEP request: all leaves, then Enroll (rule CERT-2). */
function compileScep(scep: Scep, index: number): Part {
  const key = familyKey(`Scep/${scep.store ?? 'user'}`, scep.id);
  return family({
    key,
    root: `${familyRoot(key)}/Install/`,
    member: `certificates.scep[${index}]`,
    executes: 'Enroll',
    leaves: [
      ['ServerURL', 'chr', joined(scep.serverUrls, ';', String)],
      ['Challenge', 'chr', scep.challenge],
      ['EKUMapping', 'chr', joined(scep.ekus, '+', String)],
      ['KeyUsage', 'int', String(sumOf(scep.keyUsage))],
      ['SubjectName', 'chr', scep.subject],
      [
        'SubjectAlternativeNames',
        'chr',
        joined(scep.subjectAlternativeNames, ';', ({ format, value }) => `${format}+${value}`),
      ],
      ['KeyLength', 'int', String(scep.keyLength)],
      ['HashAlgorithm', 'chr', joined(scep.hashAlgorithms, '+', String)],
      ['CAThumbprint', 'chr', scep.caThumbprint],
      ['KeyProtection', 'int', given(scep.keyProtection, (place) => keyPlaces[place])],
      ['ContainerName', 'chr', scep.containerName],
      ['CustomTextToShowInPrompt', 'chr', scep.promptText],
      ['RetryDelay', 'int', whole(scep.retryDelayMinutes)],
      ['RetryCount', 'int', whole(scep.retryCount)],
      ['TemplateName', 'chr', scep.templateOid],
      ['ValidPeriod', 'chr', given(scep.validity, ({ unit }) => units[unit])],
      ['ValidPeriodUnits', 'int', given(scep.validity, ({ count }) => String(count))],
    ],
  });
}

/** One PKCS#12: the blob starts the import, so it comes last (rule CERT-1). */
function compilePfx(pfx: Pfx, index: number): Part {
  const key = familyKey(`Pfx/${pfx.store ?? 'user'}`, pfx.id);
  return family({
    key,
    root: `${familyRoot(key)}/`,
    member: `certificates.pfx[${index}]`,
    leaves: [
      ['KeyLocation', 'int', keyPlaces[pfx.keyLocation]],
      ['ContainerName', 'chr', pfx.containerName],
      ['PFXCertPassword', 'chr', pfx.password],
      ['PFXCertPasswordEncryptionType', 'int', given(pfx.passwordEncryption, (type) => encryptionTypes[type])],
      ['PFXCertPasswordEncryptionStore', 'chr', pfx.passwordEncryptionStore],
      ['PFXKeyExportable', 'bool', String(pfx.exportable === true)],
      ['PFXCertBlob', 'bin', pfx.pkcs12],
    ],
  });
}

/** Root certificates, requests, and certificates that are handed over; before all that needs them (rule VPN-3). */
export const compileCertificates = ({ certificates }: PolicyDocument): Part[] => [
  ...compileRoots(certificates?.roots ?? []),
  ...(certificates?.scep ?? []).map(compileScep),
  ...(certificates?.pfx ?? []).map(compilePfx),
];
