/** Namespaces and literals of the enrollment request and response ([MS-MDE2] 3.4). */
export const NS = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://www.w3.org/2005/08/addressing',
  utility: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  wst: 'http://docs.oasis-open.org/ws-sx/ws-trust/200512',
  authorization: 'http://schemas.xmlsoap.org/ws/2006/12/authorization',
  enrollment: 'http://schemas.microsoft.com/windows/pki/2009/01/enrollment',
} as const;

/** Type of the token that is asked for and answered. */
export const TOKEN_TYPE = 'http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/DeviceEnrollmentToken';

/** MessageID of every enrollment request: a constant of the client, not unique. */
export const MESSAGE_ID = 'urn:uuid:0d5a1441-5891-453b-becf-a2e5f6ea3749';

/** Media type of SOAP 1.2. */
export const SOAP_MEDIA_TYPE = 'application/soap+xml';
