import type { XmlElement } from '../../xml/element';
import { attribute, childElements, firstChild, textOf } from '../../xml/find';
import { readXml } from '../../xml/read-xml';
import { ATTRIBUTES, type AttestedAttribute, type HealthReport, judgeAttributes } from './health-report';

const NAMESPACE =
  /^http:\/\/schemas\.microsoft\.com\/windows\/security\/healthcertificate\/validation\/response\/v[134]$/;
const MAX_BYTES = 256 * 1024;

/** What the validation service answered: a report, or its error code. */
export type ValidationAnswer = { readonly report: HealthReport } | { readonly errorCode: string };

/**
 * Reads the answer of the validation service ([MS-DHA] 2.2.4). The service has decrypted what the device handed out, and
 * has held the nonce against it: an answer without an error is about this very request.
 * @throws ServiceError kind `invalid` when it is no such answer
 */
export function readValidationResponse(body: Uint8Array): ValidationAnswer | undefined {
  const root = readXml(body, { maxBytes: MAX_BYTES, maxNodes: 2_000 });
  if (root.name !== 'HealthCertificateValidationResponse' || !NAMESPACE.test(root.namespace)) return undefined;
  const errorCode = attribute(root, 'ErrorCode')?.trim() ?? '';
  if (errorCode !== '0') return { errorCode: /^-?\d{1,12}$/.test(errorCode) ? errorCode : 'unknown' };
  const properties = firstChild(root, 'HealthCertificateProperties');
  return properties === undefined ? undefined : reportOf(root, properties);
}

function reportOf(root: XmlElement, properties: XmlElement): ValidationAnswer | undefined {
  const values = new Map(childElements(properties).map((element) => [element.name, textOf(element)]));
  const issued = Date.parse(values.get('Issued')?.trim() ?? '');
  if (Number.isNaN(issued)) return undefined;
  const known = ATTRIBUTES.flatMap((name): [AttestedAttribute, string][] => {
    const value = values.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  const contradicts = firstChild(root, 'HealthStatusMismatchFlags') !== undefined;
  return { report: { issuedAt: new Date(issued).toISOString(), ...judgeAttributes(new Map(known)), contradicts } };
}
