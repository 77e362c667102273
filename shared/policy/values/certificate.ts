import { Buffer } from 'node:buffer';
import { X509Certificate } from 'node:crypto';
import { judged, type Objection } from './judged';
import { isPrivateKey } from './private-key';

const base64 =
  /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^[A-Za-z0-9+/]{2}==$|^[A-Za-z0-9+/]{3}=$/;
const pem = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\r\n]+)-----END CERTIFICATE-----$/;
const longest = 64 * 1024;

/**
 * The DER bytes of a certificate that was written as Base64 or as one PEM block; `undefined` when the text is neither.
 * Whether the bytes are a certificate is not judged here.
 */
export function certificateDer(text: string): Buffer | undefined {
  if (text.length > longest) return undefined;
  const trimmed = text.trim();
  const content = pem.exec(trimmed)?.[1]?.replace(/[\r\n]/g, '') ?? trimmed;
  return base64.test(content) ? Buffer.from(content, 'base64') : undefined;
}

/** The certificate that a text holds, or `undefined` when it holds anything else or something beside it. */
export function readCertificate(text: string): X509Certificate | undefined {
  const der = certificateDer(text);
  if (der === undefined) return undefined;
  try {
    const certificate = new X509Certificate(der);
    return certificate.raw.length === der.length ? certificate : undefined;
  } catch {
    return undefined;
  }
}

function judgeCertificate(text: string): Objection | undefined {
  if (isPrivateKey(text)) {
    return {
      message: 'holds a private key, which must never be uploaded',
      suggestion: 'give the certificate alone (.cer), and treat this key as known to others',
    };
  }
  return readCertificate(text) === undefined ? { message: 'is not one X.509 certificate' } : undefined;
}

/** One X.509 certificate. */
export const certificate = judged({
  rule: 'DOC-3',
  allowed: 'one X.509 certificate as Base64 of the DER or as one PEM block',
  advice: 'export the certificate alone, as Base64 (.cer), and give its text',
  judge: judgeCertificate,
});
