import { describe, expect, it } from 'vitest';
import { enrollmentResponse } from '../../../shared/enrollment/enrollment-response';

const TRUST = 'http://docs.oasis-open.org/ws-sx/ws-trust/200512';
const SECURITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const UTILITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const PKI = 'http://schemas.microsoft.com/windows/pki/2009/01/enrollment';
const CONFIGURATION_MANAGER = 'http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment';

const response = {
  version: '1.2' as const,
  relatesTo: 'urn:uuid:0d5a1441-5891-453b-becf-a2e5f6ea3749',
  document: '<wap-provisioningdoc name="Bäckerei"/>',
  now: new Date('2026-11-20T10:00:00.420Z'),
};

describe('the response to an RST', () => {
  // One literal: the client reads exactly this path and order, so any difference is one that it might notice.
  it('is what the specification prints', () => {
    expect(enrollmentResponse(response)).toBe(
      [
        `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:u="${UTILITY}">`,
        `<s:Header><a:Action s:mustUnderstand="1">${PKI}/RSTRC/wstep</a:Action>`,
        '<a:RelatesTo>urn:uuid:0d5a1441-5891-453b-becf-a2e5f6ea3749</a:RelatesTo>',
        `<wsse:Security xmlns:wsse="${SECURITY}" s:mustUnderstand="1"><u:Timestamp u:Id="_0">`,
        '<u:Created>2026-11-20T10:00:00.420Z</u:Created><u:Expires>2026-11-20T10:05:00.420Z</u:Expires>',
        '</u:Timestamp></wsse:Security></s:Header>',
        `<s:Body><RequestSecurityTokenResponseCollection xmlns="${TRUST}"><RequestSecurityTokenResponse>`,
        `<TokenType>${CONFIGURATION_MANAGER}/DeviceEnrollmentToken</TokenType>`,
        `<DispositionMessage xmlns="${PKI}"></DispositionMessage>`,
        `<RequestedSecurityToken><BinarySecurityToken xmlns="${SECURITY}"`,
        ` ValueType="${CONFIGURATION_MANAGER}/DeviceEnrollmentProvisionDoc"`,
        ` EncodingType="${SECURITY}#base64binary">`,
        Buffer.from(response.document, 'utf8').toString('base64'),
        '</BinarySecurityToken></RequestedSecurityToken>',
        `<RequestID xmlns="${PKI}">0</RequestID>`,
        '</RequestSecurityTokenResponse></RequestSecurityTokenResponseCollection></s:Body></s:Envelope>',
      ].join(''),
    );
  });

  it('answers SOAP 1.1 in SOAP 1.1', () => {
    expect(enrollmentResponse({ ...response, version: '1.1' })).toContain('http://schemas.xmlsoap.org/soap/envelope/');
  });

  it('relates to nothing where the request had no MessageID', () => {
    expect(enrollmentResponse({ ...response, relatesTo: undefined })).not.toContain('RelatesTo');
  });
});
