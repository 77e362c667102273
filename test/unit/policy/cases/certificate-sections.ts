import { pkcs12 } from '../documents';

/** SCEP with every member that a test changes. */
export const scep = {
  id: 'office client',
  serverUrls: ['https://scep.contoso.com/a', 'http://scep.contoso.com/b'],
  challenge: 'c2VzYW1l',
  ekus: ['1.3.6.1.5.5.7.3.2', '1.3.6.1.4.1.311.20.2.2'],
  keyUsage: ['digitalSignature', 'keyEncipherment'],
  subject: 'CN=Work PC',
  keyLength: 2048,
  hashAlgorithms: ['SHA-2', 'SHA-3'],
  caThumbprint: '0123456789abcdef0123456789abcdef01234567',
};
/** A certificate with its key. */
export const pfx = { id: 'mail', pkcs12, password: 'sesame', keyLocation: 'software' };
/** What SCEP says of a key kept by Windows Hello. */
export const hello = { keyProtection: 'windowsHello', containerName: 'Office', hashAlgorithms: ['SHA256'] };

/** A policy of certificates alone. */
export const documentOf = (section: Record<string, unknown>) => ({
  schemaVersion: 1,
  name: 'x',
  certificates: section,
});
