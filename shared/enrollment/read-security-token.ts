import { ServiceError } from '../errors';
import type { XmlElement } from '../xml/element';
import { attribute, childElements, textOf } from '../xml/find';
import { WSSE } from './namespaces';

// protocol.md 9 row 1: what the specification demands, what Windows sends, and the older form.
const TOKEN_TYPES: ReadonlySet<string> = new Set([
  'urn:ietf:params:oauth:token-type:jwt',
  'http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/DeviceEnrollmentUserToken',
  'http://schemas.microsoft.com/ConfigurationManager/Enrollment/DeviceEnrollmentUserToken',
]);

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Text of the access token in `wsse:Security/wsse:BinarySecurityToken` ([MS-MDE2] 3.4.4.1.1.1). Nothing is verified yet.
 * `EncodingType` is not looked at: its literal differs between clients, and base64 is all it can be.
 * @throws ServiceError `enrollment.security-missing`, `enrollment.security-invalid`; `enrollment.username-token` for a
 * password, `token.malformed` for content that is not base64
 */
export function readSecurityToken(header: XmlElement | undefined): string {
  const token = onlyToken(onlySecurity(header));
  const type = attribute(token, 'ValueType')?.trim() ?? '';
  if (!TOKEN_TYPES.has(type)) throw invalidSecurity('The security token is of a type that is not supported.');
  const base64 = textOf(token).replace(/\s+/g, '');
  if (!BASE64.test(base64)) throw new ServiceError('unauthenticated', 'token.malformed', 'The token is not base64.');
  // Latin-1 keeps every byte apart; a token is ASCII, and the verifier refuses what is not.
  return Buffer.from(base64, 'base64').toString('latin1');
}

function onlySecurity(header: XmlElement | undefined): XmlElement {
  const [security, second] = header === undefined ? [] : childElements(header, 'Security', WSSE);
  if (security === undefined) {
    throw new ServiceError('invalid', 'enrollment.security-missing', 'The message has no security header.');
  }
  if (second !== undefined) throw invalidSecurity('The message has more than one security header.');
  return security;
}

function onlyToken(security: XmlElement): XmlElement {
  if (childElements(security, 'UsernameToken', WSSE).length > 0) {
    throw new ServiceError(
      'unauthenticated',
      'enrollment.username-token',
      'Enroll with an access token, not a password.',
    );
  }
  const [token, second] = childElements(security, 'BinarySecurityToken', WSSE);
  if (token === undefined || second !== undefined)
    throw invalidSecurity('The security header needs exactly one token.');
  return token;
}

function invalidSecurity(text: string): ServiceError {
  return new ServiceError('invalid', 'enrollment.security-invalid', text);
}
