/** Namespaces of the enrollment messages ([MS-MDE2] 2.2.1). Only these count; the prefixes on the wire differ. */
export const ADDRESSING = 'http://www.w3.org/2005/08/addressing';

/** WS-Security: the `Security` header and its tokens. */
export const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';

/** WS-Security utility: the time stamp of a reply. */
export const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';

/** WS-Trust 1.3: the RST and its response. */
export const WST = 'http://docs.oasis-open.org/ws-sx/ws-trust/200512';

/** `AdditionalContext` of an RST. */
export const AUTHORIZATION = 'http://schemas.xmlsoap.org/ws/2006/12/authorization';

/** What Windows enrollment adds to WS-Trust. */
export const ENROLLMENT = 'http://schemas.microsoft.com/windows/pki/2009/01/enrollment';
