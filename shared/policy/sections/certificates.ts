import { z } from 'zod';
import { certificate } from '../values/certificate';
import { alternativeName, base64Text, hashAlgorithm, oid, thumbprint, x500Name } from '../values/certificate-texts';
import { numberBetween, numberFrom } from '../values/number';
import { segment } from '../values/segment';
import { password, plainText } from '../values/text';
import { listedUrl } from '../values/url';
import { optional, required, secret } from './member';

const store = z.enum(['user', 'device']);
const keyPlace = z.enum(['tpm', 'tpmIfPresent', 'software', 'windowsHello']);

const scepEntry = z.strictObject({
  id: required(segment, 'Names the request; unique over scep and pfx.'),
  store: optional(store, 'Store of the user or of the PC; user when absent.'),
  serverUrls: required(z.array(listedUrl).min(1).max(20), 'SCEP servers.'),
  challenge: required(secret(base64Text), 'Enrollment challenge. Secret.'),
  ekus: required(z.array(oid).min(1).max(20), 'Extended key usages; 1.3.6.1.5.5.7.3.2 is client authentication.'),
  keyUsage: required(
    z
      .array(z.enum(['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement']))
      .min(1)
      .max(10),
    'What the key is for; one of digitalSignature and keyEncipherment.',
  ),
  subject: required(x500Name, 'X.500 name of the certificate.'),
  subjectAlternativeNames: optional(
    z
      .array(
        z.strictObject({
          format: required(numberFrom(0), 'Kind of name; 11 is a UPN.'),
          value: required(alternativeName, 'The name.'),
        }),
      )
      .max(20),
    'Further names of the certificate.',
  ),
  keyLength: required(z.literal([2048, 4096]), 'Bits of the RSA key.'),
  hashAlgorithms: required(z.array(hashAlgorithm).min(1).max(10), 'Families of hash algorithms.'),
  caThumbprint: required(thumbprint, 'SHA-1 of the root to which the server chains.'),
  keyProtection: optional(keyPlace, 'Where the key lives; software when absent.'),
  containerName: optional(plainText(), 'Container of Windows Hello; with keyProtection windowsHello only.'),
  promptText: optional(
    plainText(),
    'Shown when the key is used for the enrollment; with keyProtection windowsHello only.',
  ),
  retryDelayMinutes: optional(numberFrom(1), 'Minutes between questions while the CA has not decided; 5 when absent.'),
  retryCount: optional(numberBetween(0, 30), 'How often it is asked again; 3 when absent.'),
  templateOid: optional(oid, 'Certificate template.'),
  validity: optional(
    z.strictObject({
      unit: required(z.enum(['days', 'months', 'years']), 'Unit.'),
      count: required(numberFrom(1), 'Number of units.'),
    }),
    'Validity that is asked for; the CA decides.',
  ),
});

const pfxEntry = z.strictObject({
  id: required(segment, 'Names the certificate; unique over scep and pfx.'),
  store: optional(store, 'Store of the user or of the PC; user when absent.'),
  pkcs12: required(secret(base64Text), 'Certificate and key as PKCS#12. Secret.'),
  password: optional(secret(password), 'Password of the PKCS#12. Secret.'),
  passwordEncryption: optional(z.enum(['clear', 'deviceCertificate']), 'How the password is given; clear when absent.'),
  passwordEncryptionStore: optional(plainText(), 'Store of the certificate that decrypts the password, e.g. My.'),
  keyLocation: required(keyPlace, 'Where the key lives.'),
  containerName: optional(plainText(), 'Container of Windows Hello; with keyLocation windowsHello only.'),
  exportable: optional(z.boolean(), 'The key can be exported; with keyLocation software only. False when absent.'),
});

/** Certificates that the PC gets. */
export const certificates = z.strictObject({
  roots: optional(z.array(certificate).max(50), 'Root certificates that the PC trusts.'),
  scep: optional(z.array(scepEntry).max(20), 'Certificates that the PC asks for.'),
  pfx: optional(z.array(pfxEntry).max(20), 'Certificates that are handed over with their key.'),
});

/** See {@link certificates}. */
export type Certificates = z.infer<typeof certificates>;

/** A certificate that the PC asks a SCEP server for. */
export type Scep = z.infer<typeof scepEntry>;

/** A certificate that is handed over with its key. */
export type Pfx = z.infer<typeof pfxEntry>;
