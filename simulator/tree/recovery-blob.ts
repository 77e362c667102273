const HEADER = 40;
const OFFSET_BASE = 12;

/**
 * True for Base64 of an EFS recovery policy blob with one certificate ([MS-GPEF], policy guide section 6). A bare
 * certificate, the usual mistake, is not one.
 */
export function isRecoveryBlob(base64: string): boolean {
  const blob = Buffer.from(base64, 'base64');
  if (blob.length <= HEADER) return false;
  const at = (offset: number) => blob.readUInt32LE(offset);
  const length2 = at(12);
  const [certificateLength, certificateOffset] = [at(24), at(28)];
  return (
    at(0) === 0x0001_0001 &&
    at(4) === 1 &&
    at(8) === length2 + 4 &&
    OFFSET_BASE + length2 === blob.length &&
    at(20) === 2 &&
    certificateLength > 0 &&
    OFFSET_BASE + certificateOffset + certificateLength === blob.length
  );
}
