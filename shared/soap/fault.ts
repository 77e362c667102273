import { escapeXml } from '../xml/escape';
import { type SoapVersion, writeEnvelope } from './envelope';

const FAULT_ACTION = 'http://schemas.microsoft.com/windows/pki/2009/01/enrollment/rstrc/wstep';
const DIAGNOSTICS = 'http://schemas.microsoft.com/2004/09/ServiceModel/Diagnostics';
const ENROLLMENT = 'http://schemas.microsoft.com/windows/pki/2009/01/enrollment';

/** Who has to change something for a repetition to succeed ([SOAP 1.2] 5.4.6). */
export type FaultCode = 'Sender' | 'Receiver';

/** What Windows maps to an error that the user sees ([MS-MDE2] 2.2.10); it compares upper and lower case. */
export type FaultSubcode =
  | 's:MessageFormat'
  | 's:Authentication'
  | 's:Authorization'
  | 's:CertificateRequest'
  | 's:EnrollmentServer'
  | 'a:InternalServiceFault'
  | 'a:InvalidSecurity';

/** The detail that Windows prefers to the subcode: DeviceEnrollmentServiceError ([MS-MDE2] 2.2.10). */
export interface FaultDetail {
  /** E.g. `DeviceCapReached`; Windows compares upper and lower case. */
  readonly errorType: string;
  readonly message: string;
  /** Kept by Windows and shown in its event log. */
  readonly traceId: string;
}

/** What a fault consists of. */
export interface Fault {
  readonly version: SoapVersion;
  /** MessageID of the request, where it is known. */
  readonly relatesTo: string | undefined;
  readonly correlationId: string;
  readonly code: FaultCode;
  readonly subcode: FaultSubcode;
  readonly reason: string;
  /** Language of the reason, e.g. `en-US`. */
  readonly language: string;
  readonly detail?: FaultDetail | undefined;
}

const LEGACY_CODES: Readonly<Record<FaultCode, string>> = { Sender: 's:Client', Receiver: 's:Server' };

/** Writes a fault message of the enrollment service in the spelling that Windows looks for ([MS-MDE2] 2.2.10). */
export function writeFault(fault: Fault): string {
  const legacy = fault.version === '1.1' ? writeLegacyCode(fault) : '';
  const body = `<s:Fault>${legacy}${writeCode(fault)}${writeReason(fault)}${writeDetail(fault.detail)}</s:Fault>`;
  return writeEnvelope({ version: fault.version, header: writeHeader(fault), body });
}

function writeHeader({ relatesTo, correlationId }: Fault): string {
  const id = escapeXml(correlationId);
  const related = relatesTo === undefined ? '' : `<a:RelatesTo>${escapeXml(relatesTo)}</a:RelatesTo>`;
  return (
    `<a:Action s:mustUnderstand="1">${FAULT_ACTION}</a:Action>` +
    `<ActivityId CorrelationId="${id}" xmlns="${DIAGNOSTICS}">${id}</ActivityId>${related}`
  );
}

// SOAP 1.1 has its own two elements ([SOAP 1.1] 4.4); Windows looks for those of SOAP 1.2 in either namespace.
function writeLegacyCode({ code, reason }: Fault): string {
  return `<faultcode>${LEGACY_CODES[code]}</faultcode><faultstring>${escapeXml(reason)}</faultstring>`;
}

function writeCode({ code, subcode }: Fault): string {
  return `<s:Code><s:Value>s:${code}</s:Value><s:Subcode><s:Value>${subcode}</s:Value></s:Subcode></s:Code>`;
}

function writeReason({ reason, language }: Fault): string {
  return `<s:Reason><s:Text xml:lang="${escapeXml(language)}">${escapeXml(reason)}</s:Text></s:Reason>`;
}

function writeDetail(detail: FaultDetail | undefined): string {
  if (detail === undefined) return '';
  return (
    `<s:Detail><DeviceEnrollmentServiceError xmlns="${ENROLLMENT}">` +
    `<ErrorType>${escapeXml(detail.errorType)}</ErrorType><Message>${escapeXml(detail.message)}</Message>` +
    `<TraceId>${escapeXml(detail.traceId)}</TraceId></DeviceEnrollmentServiceError></s:Detail>`
  );
}
