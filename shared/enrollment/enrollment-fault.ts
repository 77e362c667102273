import type { ErrorKind, ServiceError } from '../errors';
import type { CorrelationId } from '../ids';
import type { SoapVersion } from '../soap/envelope';
import { type FaultCode, type FaultSubcode, writeFault } from '../soap/fault';
import { FAULT_TEXTS, type FaultName, type Language } from './fault-texts';

/** What is known of the refused message. Before an envelope was read, that is little. */
export interface FaultContext {
  readonly version: SoapVersion;
  readonly messageId: string | undefined;
  readonly language: Language;
  readonly correlationId: CorrelationId;
}

/** A fault ready to be sent. */
export interface EnrollmentFault {
  /** 400 when the device or its user has to change something, 500 when a repetition may help (protocol.md 9 row 4). */
  readonly status: 400 | 500;
  readonly body: string;
}

interface FaultRow {
  readonly code: FaultCode;
  readonly subcode: FaultSubcode;
  /** DeviceEnrollmentServiceError that Windows prefers to the subcode. */
  readonly errorType?: string;
}

// [MS-MDE2] 2.2.10 and protocol.md 4.5. Windows compares upper and lower case.
const FAULTS: Readonly<Record<FaultName, FaultRow>> = {
  MessageFormat: { code: 'Sender', subcode: 's:MessageFormat' },
  UnknownOperation: { code: 'Sender', subcode: 's:MessageFormat', errorType: 'NotSupported' },
  InvalidSecurity: { code: 'Sender', subcode: 'a:InvalidSecurity' },
  Authentication: { code: 'Sender', subcode: 's:Authentication' },
  Authorization: { code: 'Sender', subcode: 's:Authorization' },
  WipeOpen: { code: 'Sender', subcode: 's:Authorization' },
  InternalServiceFault: { code: 'Receiver', subcode: 'a:InternalServiceFault' },
  DeviceCapReached: { code: 'Sender', subcode: 's:Authorization', errorType: 'DeviceCapReached' },
  DeviceNotSupported: { code: 'Sender', subcode: 's:EnrollmentServer', errorType: 'DeviceNotSupported' },
  NotSupported: { code: 'Sender', subcode: 's:EnrollmentServer', errorType: 'NotSupported' },
  NotEligibleToRenew: { code: 'Sender', subcode: 's:EnrollmentServer', errorType: 'NotEligibleToRenew' },
  InMaintenance: { code: 'Receiver', subcode: 's:EnrollmentServer', errorType: 'InMaintenance' },
  InvalidEnrollmentData: { code: 'Sender', subcode: 's:Authorization', errorType: 'InvalidEnrollmentData' },
};

const BY_CODE: ReadonlyMap<string, FaultName> = new Map([
  ['enrollment.action', 'UnknownOperation'],
  ['enrollment.security-missing', 'InvalidSecurity'],
  ['enrollment.security-invalid', 'InvalidSecurity'],
  ['enrollment.device-cap', 'DeviceCapReached'],
  ['quota.devices', 'DeviceCapReached'],
  ['enrollment.device-type', 'DeviceNotSupported'],
  ['enrollment.type', 'NotSupported'],
  ['enrollment.recovery', 'NotSupported'],
  ['enrollment.renew', 'NotEligibleToRenew'],
  ['enrollment.terms', 'InvalidEnrollmentData'],
  ['enrollment.wipe-open', 'WipeOpen'],
]);

const BY_KIND: Readonly<Record<ErrorKind, FaultName>> = {
  unauthenticated: 'Authentication',
  forbidden: 'Authorization',
  invalid: 'MessageFormat',
  'too-large': 'MessageFormat',
  'unsupported-media': 'MessageFormat',
  maintenance: 'InMaintenance',
  unavailable: 'InternalServiceFault',
  internal: 'InternalServiceFault',
  // The device cannot help any of these; they never reach it unless the service made a mistake.
  'not-found': 'InternalServiceFault',
  conflict: 'InternalServiceFault',
  precondition: 'InternalServiceFault',
  'refused-document': 'InternalServiceFault',
};

const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en-US', de: 'de-DE' };

/** What Windows shows as an error, and what the audit keeps: the ErrorType or, without one, the subcode. */
export function shownCode(error: ServiceError): string {
  const { errorType, subcode } = FAULTS[faultNameOf(error)];
  return errorType ?? subcode.slice(2);
}

/** How an attempt ended for the audit: it was refused, or the service failed it. */
export function outcomeOf(error: ServiceError): 'refused' | 'failed' {
  return faultNameOf(error) === 'InternalServiceFault' ? 'failed' : 'refused';
}

/** The fault that tells Windows and its user about an error: by the error's code, otherwise by its kind. */
export function enrollmentFault(error: ServiceError, context: FaultContext): EnrollmentFault {
  const name = faultNameOf(error);
  const { code, subcode, errorType } = FAULTS[name];
  const { version, messageId, language, correlationId } = context;
  const text = FAULT_TEXTS[name][language];
  // Only there are the error's own words the operator's, and meant for users.
  const reason = error.kind === 'maintenance' ? `${text} ${error.message}` : text;
  const body = writeFault({
    version,
    relatesTo: messageId,
    correlationId,
    code,
    subcode,
    reason,
    language: LANGUAGE_TAGS[language],
    detail: errorType === undefined ? undefined : { errorType, message: reason, traceId: correlationId },
  });
  return { status: code === 'Sender' ? 400 : 500, body };
}

const faultNameOf = ({ code, kind }: ServiceError): FaultName => BY_CODE.get(code) ?? BY_KIND[kind];
