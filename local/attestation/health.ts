/** Attributes of a PC that started as it should, in the spelling of the validation service's report. */
export const HEALTHY: Readonly<Record<string, string>> = {
  AIKPresent: 'true',
  ResetCount: '1',
  RestartCount: '4',
  DEPPolicy: '1',
  BitlockerStatus: '1',
  BootManagerRevListVersion: '0',
  CodeIntegrityRevListVersion: '0',
  SecureBootEnabled: 'true',
  BootDebuggingEnabled: 'false',
  OSKernelDebuggingEnabled: 'false',
  CodeIntegrityEnabled: 'true',
  TestSigningEnabled: 'false',
  SafeMode: 'false',
  WinPE: 'false',
  ELAMDriverLoaded: 'true',
  VSMEnabled: 'true',
  PCRHashAlgorithmID: '0',
  BootAppSVN: '1',
  BootManagerSVN: '1',
  TpmVersion: '2',
};

/** What a PC measured while it started, sealed by its TPM for one nonce; here it is plain JSON in base64. */
export interface Measured {
  readonly nonce: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Flags of what does not fit together; none on an honest PC. */
  readonly mismatches?: readonly string[];
}

const REQUEST = 'http://schemas.microsoft.com/windows/security/healthcertificate/validation/request/v3';

/** The health certificate that a PC hands out ([MS-DHA] 2.2.4), as the node Certificate holds it. */
export function healthCertificate(measured: Measured): string {
  const claims = Buffer.from(JSON.stringify(measured)).toString('base64');
  const xml = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<HealthCertificateValidationRequest ProtocolVersion="3" xmlns="${REQUEST}">`,
    `<Claims>${claims}</Claims><HealthCertificateBlob>AAECAwQF</HealthCertificateBlob>`,
    '</HealthCertificateValidationRequest>',
  ].join('');
  return Buffer.from(xml).toString('base64');
}
