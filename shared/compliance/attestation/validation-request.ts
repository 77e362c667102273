import type { XmlElement } from '../../xml/element';
import { attribute, firstChild, textOf } from '../../xml/find';
import { readXml } from '../../xml/read-xml';

const NAMESPACE =
  /^http:\/\/schemas\.microsoft\.com\/windows\/security\/healthcertificate\/validation\/request\/v[134]$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MAX_BYTES = 384 * 1024;

/**
 * The request to the validation service ([MS-DHA] 2.2.4, policy guide 10): what the device handed out as its certificate,
 * with the nonce that it was given. Written anew from the two values that matter: no markup of a device travels on.
 * `undefined` when the device handed out anything else.
 */
export function validationRequest(certificate: string, nonce: string): string | undefined {
  const root = readCertificate(certificate);
  if (root?.name !== 'HealthCertificateValidationRequest' || !NAMESPACE.test(root.namespace)) return undefined;
  const [version, claims, blob] = [
    attribute(root, 'ProtocolVersion'),
    base64(root, 'Claims'),
    base64(root, 'HealthCertificateBlob'),
  ];
  if (claims === undefined || blob === undefined || !/^[1-9]$/.test(version?.trim() ?? '')) return undefined;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<HealthCertificateValidationRequest ProtocolVersion="${version?.trim()}" xmlns="${root.namespace}">`,
    `<Nonce>${nonce}</Nonce><Claims>${claims}</Claims><HealthCertificateBlob>${blob}</HealthCertificateBlob>`,
    '</HealthCertificateValidationRequest>',
  ].join('');
}

function readCertificate(certificate: string): XmlElement | undefined {
  const text = certificate.replace(/\s/g, '');
  if (!BASE64.test(text)) return undefined;
  try {
    return readXml(Buffer.from(text, 'base64'), { maxBytes: MAX_BYTES, maxNodes: 100 });
  } catch {
    // Whatever is wrong with it, it is no certificate.
    return undefined;
  }
}

function base64(root: XmlElement, name: string): string | undefined {
  const element = firstChild(root, name, root.namespace);
  const text = element === undefined ? '' : textOf(element).replace(/\s/g, '');
  return BASE64.test(text) ? text : undefined;
}
