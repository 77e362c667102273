import { checkFraming, checkMediaType } from '../conformance/http-rules';
import { SOURCE, violate } from '../conformance/protocol-violation';
import type { HttpResponseIn } from '../transport/transport';
import { attributeOf, descend, type XmlElement } from '../xml/element';
import { readXml, XmlRefused } from '../xml/read-xml';
import { EnrollmentFault, readFault } from './enrollment-fault';
import { MESSAGE_ID, NS, SOAP_MEDIA_TYPE, TOKEN_TYPE } from './namespaces';

const PROVISION_DOC =
  'http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/DeviceEnrollmentProvisionDoc';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

// Children of RequestSecurityTokenResponse, in their order.
const RESPONSE_ORDER = [
  [NS.wst, 'TokenType'],
  [NS.enrollment, 'DispositionMessage'],
  [NS.wst, 'RequestedSecurityToken'],
  [NS.enrollment, 'RequestID'],
] as const;

/**
 * The provisioning document in a success response ([MS-MDE2] 3.4.4.1.1.2), found by the client's own path.
 * @throws EnrollmentFault when the server refused
 * @throws ProtocolViolation when the response is not what Windows takes
 */
export function readRstr(response: HttpResponseIn): Uint8Array {
  checkFraming(response);
  const envelope = readEnvelope(response);
  const fault = envelope === undefined ? undefined : readFault(envelope);
  if (fault !== undefined) throw new EnrollmentFault(response.status, fault);
  if (envelope === undefined || response.status !== 200) {
    const nothing = { subcode: undefined, errorType: undefined, reason: undefined, traceId: undefined };
    throw new EnrollmentFault(response.status, nothing);
  }
  checkMediaType(response.headers.get('content-type'), SOAP_MEDIA_TYPE);
  checkHeader(envelope);
  return decodeToken(findToken(envelope));
}

// What is no XML has no fault either, and then Windows shows the HTTP status; but a 200 must hold an envelope.
function readEnvelope({ status, body }: HttpResponseIn): XmlElement | undefined {
  try {
    return readXml(body);
  } catch (thrown) {
    if (!(thrown instanceof XmlRefused)) throw thrown;
    if (status === 200) violate(`the response must be plain well-formed XML: ${thrown.message}`, SOURCE.mde2);
    return undefined;
  }
}

function checkHeader(envelope: XmlElement): void {
  if (envelope.namespace !== NS.soap || envelope.name !== 'Envelope') {
    violate('the response must be a SOAP 1.2 envelope', SOURCE.mde2);
  }
  const header = (...path: (readonly [string, string])[]) => descend(envelope, [[NS.soap, 'Header'], ...path]);
  if (header([NS.addressing, 'Action'])?.text !== `${NS.enrollment}/RSTRC/wstep`) {
    violate('Action must be the one of RSTRC/wstep', SOURCE.mde2);
  }
  if (header([NS.addressing, 'RelatesTo'])?.text !== MESSAGE_ID) {
    violate('RelatesTo must repeat the MessageID of the request', SOURCE.mde2);
  }
  const timestamp = header([NS.wsse, 'Security'], [NS.utility, 'Timestamp']);
  const [created, expires] = ['Created', 'Expires'].map((name) =>
    timestamp === undefined ? undefined : descend(timestamp, [[NS.utility, name]])?.text,
  );
  if (!UTC.test(created ?? '') || !UTC.test(expires ?? '') || Date.parse(created ?? '') >= Date.parse(expires ?? '')) {
    violate('Security/Timestamp must have Created before Expires, in UTC with milliseconds', SOURCE.mde2);
  }
}

function findToken(envelope: XmlElement): XmlElement {
  const response = descend(envelope, [
    [NS.soap, 'Body'],
    [NS.wst, 'RequestSecurityTokenResponseCollection'],
    [NS.wst, 'RequestSecurityTokenResponse'],
  ]);
  if (response === undefined) violate('the body must hold a RequestSecurityTokenResponseCollection', SOURCE.mde2);
  const found = response.children.map((child) => `${child.namespace} ${child.name}`);
  const wanted = RESPONSE_ORDER.map(([namespace, name]) => `${namespace} ${name}`);
  if (found.join() !== wanted.join()) {
    violate(`RequestSecurityTokenResponse must hold ${RESPONSE_ORDER.map(([, name]) => name).join(', ')}`, SOURCE.mde2);
  }
  if (response.children[0]?.text !== TOKEN_TYPE) violate('TokenType must be DeviceEnrollmentToken', SOURCE.mde2);
  if (response.children[3]?.text !== '0') violate('RequestID must be 0', SOURCE.mde2);
  const token = descend(response, [
    [NS.wst, 'RequestedSecurityToken'],
    [NS.wsse, 'BinarySecurityToken'],
  ]);
  return token ?? violate('RequestedSecurityToken must hold a BinarySecurityToken', SOURCE.mde2);
}

function decodeToken(token: XmlElement): Uint8Array {
  if (attributeOf(token, 'ValueType') !== PROVISION_DOC) {
    violate('ValueType of the BinarySecurityToken must be DeviceEnrollmentProvisionDoc', SOURCE.mde2);
  }
  if (attributeOf(token, 'EncodingType') !== `${NS.wsse}#base64binary`) {
    violate('EncodingType of the BinarySecurityToken must be base64binary', SOURCE.mde2);
  }
  if (token.text === '' || !BASE64.test(token.text)) {
    violate('the BinarySecurityToken must be Base64 without white space', SOURCE.mde2);
  }
  return Buffer.from(token.text, 'base64');
}
