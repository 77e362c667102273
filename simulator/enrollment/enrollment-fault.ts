import { descend, type XmlElement } from '../xml/element';
import { NS } from './namespaces';

// What Windows shows for a fault ([MS-MDE2] 2.2.10): ErrorType first, else the subcode without its prefix. The client
// compares upper and lower case.
const HRESULTS = new Map([
  ['MessageFormat', 0x80180001],
  ['Authentication', 0x80180002],
  ['Authorization', 0x80180003],
  ['CertificateRequest', 0x80180004],
  ['EnrollmentServer', 0x80180005],
  ['InternalServiceFault', 0x80180006],
  ['InvalidSecurity', 0x80180007],
  ['DeviceCapReached', 0x80180013],
  ['DeviceNotSupported', 0x80180014],
  ['NotSupported', 0x80180015],
  ['NotEligibleToRenew', 0x80180016],
  ['InMaintenance', 0x80180017],
  ['UserLicense', 0x80180018],
  ['InvalidEnrollmentData', 0x80180019],
  ['CustomServerError', 0x80180032],
]);
const UNKNOWN_FAULT = 0x80180008;
const HTTP_ERROR = 0x80190000;

/** The server refused the enrollment; the members are what Windows reads of its fault. */
export class EnrollmentFault extends Error {
  override readonly name = 'EnrollmentFault';
  readonly httpStatus: number;
  /** Without prefix, e.g. `Authorization`; undefined when there was no fault to read. */
  readonly subcode: string | undefined;
  /** E.g. `DeviceCapReached`. */
  readonly errorType: string | undefined;
  readonly reason: string | undefined;
  /** Number that Windows shows, e.g. `0x80180013`. */
  readonly hresult: string;
  readonly traceId: string | undefined;

  constructor(httpStatus: number, fault: FaultTexts) {
    const hresult = hresultOf(httpStatus, fault);
    const name = fault.errorType ?? fault.subcode ?? `HTTP ${httpStatus}`;
    super(
      `enrollment was refused: ${name}, shown as ${hresult}${fault.reason === undefined ? '' : `: ${fault.reason}`}`,
    );
    this.httpStatus = httpStatus;
    this.subcode = fault.subcode;
    this.errorType = fault.errorType;
    this.reason = fault.reason;
    this.hresult = hresult;
    this.traceId = fault.traceId;
  }
}

/** Texts found in a fault. */
export interface FaultTexts {
  readonly subcode: string | undefined;
  readonly errorType: string | undefined;
  readonly reason: string | undefined;
  readonly traceId: string | undefined;
}

/** The fault of an envelope by the path that the client takes, undefined when the body holds none. */
export function readFault(envelope: XmlElement): FaultTexts | undefined {
  const fault = descend(envelope, [
    [NS.soap, 'Body'],
    [NS.soap, 'Fault'],
  ]);
  if (fault === undefined) return undefined;
  const soap = (...names: string[]) =>
    descend(
      fault,
      names.map((name) => [NS.soap, name] as const),
    );
  const text = soap('Reason', 'Text');
  const hasLanguage = text?.attributes.some((attribute) => attribute.name === 'lang') === true;
  const error = descend(fault, [
    [NS.soap, 'Detail'],
    [NS.enrollment, 'DeviceEnrollmentServiceError'],
  ]);
  const detail = (name: string) => (error === undefined ? undefined : descend(error, [[NS.enrollment, name]])?.text);
  return {
    subcode: soap('Code', 'Subcode', 'Value')?.text.replace(/^[^:]*:/, ''),
    errorType: detail('ErrorType'),
    reason: hasLanguage ? text?.text : undefined,
    traceId: detail('TraceId'),
  };
}

function hresultOf(httpStatus: number, { errorType, subcode }: FaultTexts): string {
  if (errorType === undefined && subcode === undefined) return hex(HTTP_ERROR + httpStatus);
  return hex(HRESULTS.get(errorType ?? '') ?? HRESULTS.get(subcode ?? '') ?? UNKNOWN_FAULT);
}

function hex(code: number): string {
  return `0x${code.toString(16)}`;
}
