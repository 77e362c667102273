import { describe, expect, it } from 'vitest';
import { enrollmentFault, type FaultContext, outcomeOf, shownCode } from '../../../shared/enrollment/enrollment-fault';
import { FAULT_TEXTS } from '../../../shared/enrollment/fault-texts';
import { type ErrorKind, ServiceError } from '../../../shared/errors';
import { newCorrelationId } from '../../../shared/random';
import { readEnvelope } from '../../../shared/soap/envelope';
import type { XmlElement } from '../../../shared/xml/element';
import { firstChild, textOf } from '../../../shared/xml/find';
import { readXml } from '../../../shared/xml/read-xml';

const correlationId = newCorrelationId();
const context: FaultContext = { version: '1.2', messageId: 'urn:uuid:1', language: 'en', correlationId };

const bodyOf = (markup: string) => readEnvelope(readXml(Buffer.from(markup), { maxBytes: 65_536 })).body;
const at = (from: XmlElement, ...path: string[]) =>
  path.reduce<XmlElement | undefined>((element, name) => element && firstChild(element, name), from);

/** A fault as Windows looks at it: ErrorType first, otherwise the subcode. */
function faultOf(error: ServiceError, changes: Partial<FaultContext> = {}) {
  const { status, body } = enrollmentFault(error, { ...context, ...changes });
  const text = (...path: string[]) => {
    const found = at(bodyOf(body), 'Fault', ...path);
    return found === undefined ? undefined : textOf(found);
  };
  const detail = (name: string) => text('Detail', 'DeviceEnrollmentServiceError', name);
  return {
    status,
    code: text('Code', 'Value'),
    subcode: text('Code', 'Subcode', 'Value'),
    reason: text('Reason', 'Text'),
    errorType: detail('ErrorType'),
    message: detail('Message'),
    traceId: detail('TraceId'),
  };
}

const anError = (kind: ErrorKind, code: string) => new ServiceError(kind, code, 'What developers read.');

describe('a fault', () => {
  it.each<[ErrorKind, string, number, string, string, string | undefined]>([
    ['unauthenticated', 'token.expired', 400, 's:Sender', 's:Authentication', undefined],
    ['unauthenticated', 'enrollment.username-token', 400, 's:Sender', 's:Authentication', undefined],
    ['forbidden', 'token.device-missing', 400, 's:Sender', 's:Authorization', undefined],
    ['forbidden', 'tenant.suspended', 400, 's:Sender', 's:Authorization', undefined],
    ['forbidden', 'enrollment.wipe-open', 400, 's:Sender', 's:Authorization', undefined],
    ['invalid', 'xml.malformed', 400, 's:Sender', 's:MessageFormat', undefined],
    ['invalid', 'enrollment.malformed', 400, 's:Sender', 's:MessageFormat', undefined],
    ['too-large', 'body.too-large', 400, 's:Sender', 's:MessageFormat', undefined],
    ['unsupported-media', 'enrollment.content-type', 400, 's:Sender', 's:MessageFormat', undefined],
    ['invalid', 'enrollment.security-missing', 400, 's:Sender', 'a:InvalidSecurity', undefined],
    ['invalid', 'enrollment.security-invalid', 400, 's:Sender', 'a:InvalidSecurity', undefined],
    ['invalid', 'enrollment.action', 400, 's:Sender', 's:MessageFormat', 'NotSupported'],
    ['invalid', 'enrollment.type', 400, 's:Sender', 's:EnrollmentServer', 'NotSupported'],
    ['invalid', 'enrollment.recovery', 400, 's:Sender', 's:EnrollmentServer', 'NotSupported'],
    ['invalid', 'enrollment.renew', 400, 's:Sender', 's:EnrollmentServer', 'NotEligibleToRenew'],
    ['invalid', 'enrollment.device-type', 400, 's:Sender', 's:EnrollmentServer', 'DeviceNotSupported'],
    ['forbidden', 'enrollment.device-cap', 400, 's:Sender', 's:Authorization', 'DeviceCapReached'],
    ['forbidden', 'enrollment.terms', 400, 's:Sender', 's:Authorization', 'InvalidEnrollmentData'],
    ['maintenance', 'maintenance', 500, 's:Receiver', 's:EnrollmentServer', 'InMaintenance'],
    ['unavailable', 'storage.unavailable', 500, 's:Receiver', 'a:InternalServiceFault', undefined],
    ['internal', 'internal', 500, 's:Receiver', 'a:InternalServiceFault', undefined],
    ['precondition', 'storage.changed', 500, 's:Receiver', 'a:InternalServiceFault', undefined],
    ['not-found', 'nobody.knows', 500, 's:Receiver', 'a:InternalServiceFault', undefined],
  ])(
    'for %s / %s has status %i, code %s, subcode %s and ErrorType %s',
    (kind, name, status, code, subcode, errorType) => {
      const error = anError(kind, name);
      expect(faultOf(error)).toMatchObject({ status, code, subcode, errorType });
      expect(shownCode(error)).toBe(errorType ?? subcode.slice(2));
    },
  );

  it('with an ErrorType carries the text again and the correlation id, which Windows keeps', () => {
    const fault = faultOf(anError('forbidden', 'enrollment.device-cap'));
    expect(fault).toMatchObject({ message: fault.reason, traceId: correlationId });
  });

  it('speaks the language of the device', () => {
    const error = anError('forbidden', 'enrollment.device-cap');
    expect(faultOf(error, { language: 'de' }).reason).toBe(FAULT_TEXTS.DeviceCapReached.de);
    expect(faultOf(error).reason).toBe(FAULT_TEXTS.DeviceCapReached.en);
  });

  it.each(['en', 'de'] as const)('for an open wipe tells the user why and whom to ask (%s)', (language) => {
    const { reason } = faultOf(anError('forbidden', 'enrollment.wipe-open'), { language });
    expect(reason).toBe(FAULT_TEXTS.WipeOpen[language]);
    expect(reason).not.toBe(FAULT_TEXTS.Authorization[language]);
  });

  it('never shows the words that are meant for developers', () => {
    expect(faultOf(anError('invalid', 'xml.malformed')).reason).not.toContain('developers');
  });

  it('in maintenance adds what the operator wrote', () => {
    const error = new ServiceError('maintenance', 'maintenance', 'Back at <noon>.');
    expect(faultOf(error).reason).toBe(`${FAULT_TEXTS.InMaintenance.en} Back at <noon>.`);
  });

  it('is written in the version of the request', () => {
    const { body } = enrollmentFault(anError('internal', 'internal'), { ...context, version: '1.1' });
    expect(readEnvelope(readXml(Buffer.from(body), { maxBytes: 65_536 })).version).toBe('1.1');
  });

  it('echoes the MessageID, and says nothing of it where there was none', () => {
    const error = anError('internal', 'internal');
    expect(enrollmentFault(error, context).body).toContain('<a:RelatesTo>urn:uuid:1</a:RelatesTo>');
    expect(enrollmentFault(error, { ...context, messageId: undefined }).body).not.toContain('RelatesTo');
  });

  it.each<[ErrorKind, string]>([
    ['unavailable', 'failed'],
    ['internal', 'failed'],
    ['maintenance', 'refused'],
    ['forbidden', 'refused'],
  ])('for %s is audited as %s', (kind, outcome) => expect(outcomeOf(anError(kind, 'x'))).toBe(outcome));
});
