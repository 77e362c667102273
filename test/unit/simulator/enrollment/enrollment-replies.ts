import type { HttpResponseIn } from '../../../../simulator/index';

const NS = 'http://schemas.microsoft.com/windows/pki/2009/01/enrollment';
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const UTILITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const CM = 'http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment';

/** A provisioning document that Windows takes. */
export const goodDocument =
  '<wap-provisioningdoc version="1.1"><characteristic type="APPLICATION"><parm name="APPID" value="w7"/>' +
  '<parm name="PROVIDER-ID" value="ExampleMam"/><parm name="NAME" value="Contoso"/>' +
  '<parm name="ADDR" value="https://mam.example.org/mam/sync/kQ7v2n"/>' +
  '<parm name="DEFAULTENCODING" value="application/vnd.syncml.dm+xml"/></characteristic>' +
  '<characteristic type="DMClient"><characteristic type="Provider"><characteristic type="ExampleMam">' +
  '<characteristic type="Poll"><parm name="NumberOfRemainingScheduledRetries" value="0" datatype="integer"/>' +
  '<parm name="IntervalForRemainingScheduledRetries" value="1440" datatype="integer"/></characteristic>' +
  '</characteristic></characteristic></characteristic></wap-provisioningdoc>';

/** The envelope of a granted enrollment. */
export function rstr(document: string = goodDocument): string {
  return (
    `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:u="${UTILITY}">` +
    `<s:Header><a:Action s:mustUnderstand="1">${NS}/RSTRC/wstep</a:Action>` +
    '<a:RelatesTo>urn:uuid:0d5a1441-5891-453b-becf-a2e5f6ea3749</a:RelatesTo>' +
    `<wsse:Security xmlns:wsse="${WSSE}"><u:Timestamp u:Id="_0"><u:Created>2026-11-20T08:00:00.000Z</u:Created>` +
    '<u:Expires>2026-11-20T08:05:00.000Z</u:Expires></u:Timestamp></wsse:Security></s:Header><s:Body>' +
    '<RequestSecurityTokenResponseCollection xmlns="http://docs.oasis-open.org/ws-sx/ws-trust/200512"><RequestSecurityTokenResponse>' +
    `<TokenType>${CM}/DeviceEnrollmentToken</TokenType><DispositionMessage xmlns="${NS}"></DispositionMessage>` +
    `<RequestedSecurityToken><BinarySecurityToken xmlns="${WSSE}" ValueType="${CM}/DeviceEnrollmentProvisionDoc"` +
    ` EncodingType="${WSSE}#base64binary">${Buffer.from(document).toString('base64')}</BinarySecurityToken></RequestedSecurityToken>` +
    `<RequestID xmlns="${NS}">0</RequestID></RequestSecurityTokenResponse></RequestSecurityTokenResponseCollection></s:Body></s:Envelope>`
  );
}

/** A fault with the members that Windows reads. */
export function fault(subcode: string, errorType?: string): string {
  const detail =
    errorType === undefined
      ? ''
      : `<s:Detail><DeviceEnrollmentServiceError xmlns="${NS}"><ErrorType>${errorType}</ErrorType><Message>m</Message>` +
        '<TraceId>t-1</TraceId></DeviceEnrollmentServiceError></s:Detail>';
  return (
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value>' +
    `<s:Subcode><s:Value>${subcode}</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en-US">why</s:Text></s:Reason>` +
    `${detail}</s:Fault></s:Body></s:Envelope>`
  );
}

/** A whole reply of the enrollment service. */
export function soapReply(body: string, status = 200): HttpResponseIn {
  const bytes = Buffer.from(body);
  const headers = new Map([
    ['content-type', 'application/soap+xml; charset=utf-8'],
    ['content-length', String(bytes.length)],
  ]);
  return { status, headers, body: bytes };
}
