import { Buffer } from 'node:buffer';

const headerLength = 40;
/** Offsets in the blob count from here, the field Length2. */
const base = 12;
const certificateKind = 2;

/**
 * An EFS recovery policy with one key, as `DataRecoveryCertificate` wants it, little endian ([MS-GPEF] 2.2.1.2).
 * @param der The certificate.
 */
export function recoveryBlob(der: Buffer): Buffer {
  const header = Buffer.alloc(headerLength);
  const recordLength = headerLength - base + der.length;
  header.writeUInt16LE(1, 0);
  header.writeUInt16LE(1, 2);
  header.writeUInt32LE(1, 4);
  header.writeUInt32LE(recordLength + 4, 8);
  header.writeUInt32LE(recordLength, base);
  header.writeUInt32LE(certificateKind, 20);
  header.writeUInt32LE(der.length, 24);
  header.writeUInt32LE(headerLength - base, 28);
  return Buffer.concat([header, der]);
}
