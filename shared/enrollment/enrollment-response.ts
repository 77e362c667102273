import { type SoapVersion, writeEnvelope } from '../soap/envelope';
import { escapeXml } from '../xml/escape';
import { ENROLLMENT, WSSE, WST } from './namespaces';

/** What a success response is made of. */
export interface EnrollmentResponse {
  readonly version: SoapVersion;
  /** MessageID of the request. */
  readonly relatesTo: string | undefined;
  /** The provisioning document as XML text. */
  readonly document: string;
  readonly now: Date;
}

const ACTION = 'http://schemas.microsoft.com/windows/pki/2009/01/enrollment/RSTRC/wstep';
const CONFIGURATION_MANAGER = 'http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment';
const WINDOW_MS = 5 * 60 * 1_000;

/** The RequestSecurityTokenResponseCollection that carries the provisioning document ([MS-MDE2] 3.4.4.1.1.2). */
export function enrollmentResponse({ version, relatesTo, document, now }: EnrollmentResponse): string {
  return writeEnvelope({ version, header: writeHeader(relatesTo, now), body: writeCollection(document) });
}

function writeHeader(relatesTo: string | undefined, now: Date): string {
  const expires = new Date(now.getTime() + WINDOW_MS);
  const related = relatesTo === undefined ? '' : `<a:RelatesTo>${escapeXml(relatesTo)}</a:RelatesTo>`;
  return (
    `<a:Action s:mustUnderstand="1">${ACTION}</a:Action>${related}` +
    `<wsse:Security xmlns:wsse="${WSSE}" s:mustUnderstand="1"><u:Timestamp u:Id="_0">` +
    `<u:Created>${now.toISOString()}</u:Created><u:Expires>${expires.toISOString()}</u:Expires>` +
    '</u:Timestamp></wsse:Security>'
  );
}

// The order of the elements is the specification's, and the base64 has no white space around it (protocol.md 4.3).
function writeCollection(document: string): string {
  return (
    `<RequestSecurityTokenResponseCollection xmlns="${WST}"><RequestSecurityTokenResponse>` +
    `<TokenType>${CONFIGURATION_MANAGER}/DeviceEnrollmentToken</TokenType>` +
    `<DispositionMessage xmlns="${ENROLLMENT}"></DispositionMessage>` +
    `<RequestedSecurityToken><BinarySecurityToken xmlns="${WSSE}" ` +
    `ValueType="${CONFIGURATION_MANAGER}/DeviceEnrollmentProvisionDoc" EncodingType="${WSSE}#base64binary">` +
    `${Buffer.from(document, 'utf8').toString('base64')}</BinarySecurityToken></RequestedSecurityToken>` +
    `<RequestID xmlns="${ENROLLMENT}">0</RequestID>` +
    '</RequestSecurityTokenResponse></RequestSecurityTokenResponseCollection>'
  );
}
