import { describe, expect, it } from 'vitest';
import { readEnvelope } from '../../../shared/soap/envelope';
import { type Fault, writeFault } from '../../../shared/soap/fault';
import type { XmlElement } from '../../../shared/xml/element';
import { attribute, childElements, firstChild, textOf } from '../../../shared/xml/find';
import { readWithSaxes } from '../xml/saxes-tree';

const ADDRESSING = 'http://www.w3.org/2005/08/addressing';
const ENROLLMENT = 'http://schemas.microsoft.com/windows/pki/2009/01/enrollment';
const fault: Fault = {
  version: '1.2',
  relatesTo: 'urn:uuid:0d5a1441-5891-453b-becf-a2e5f6ea3749',
  correlationId: '8f14e45f-ceea-467f-a83e-1d4d6a0a1b11',
  code: 'Receiver',
  subcode: 's:EnrollmentServer',
  reason: 'Zu viele Geräte & <mehr>',
  language: 'de-AT',
  detail: { errorType: 'DeviceCapReached', message: 'At most "5"', traceId: '8f14e45f' },
};

/** Text at a path of names, each in the namespace that Windows asks for. */
function textAt(root: XmlElement, ...path: readonly [namespace: string, name: string][]): string | undefined {
  let current: XmlElement | undefined = root;
  for (const [namespace, name] of path) current = current && firstChild(current, name, namespace);
  return current && textOf(current);
}

describe.each([
  ['1.2', 'http://www.w3.org/2003/05/soap-envelope'],
  ['1.1', 'http://schemas.xmlsoap.org/soap/envelope/'],
] as const)('writeFault in SOAP %s', (version, soap) => {
  const { header, body } = readEnvelope(readWithSaxes(writeFault({ ...fault, version })));
  const code: [string, string] = [soap, 'Code'];

  it('puts code and subcode where Windows looks for them, in its spelling', () => {
    expect(textAt(body, [soap, 'Fault'], code, [soap, 'Value'])).toBe('s:Receiver');
    expect(textAt(body, [soap, 'Fault'], code, [soap, 'Subcode'], [soap, 'Value'])).toBe('s:EnrollmentServer');
  });

  it('puts the detail where Windows looks for it first', () => {
    const path: [string, string][] = [
      [soap, 'Fault'],
      [soap, 'Detail'],
      [ENROLLMENT, 'DeviceEnrollmentServiceError'],
    ];
    expect(textAt(body, ...path, [ENROLLMENT, 'ErrorType'])).toBe('DeviceCapReached');
    expect(textAt(body, ...path, [ENROLLMENT, 'Message'])).toBe('At most "5"');
    expect(textAt(body, ...path, [ENROLLMENT, 'TraceId'])).toBe('8f14e45f');
  });

  it('gives the reason with its language', () => {
    const reason = firstChild(body, 'Fault')?.children.find(
      (each) => typeof each !== 'string' && each.name === 'Reason',
    );
    const text = typeof reason === 'object' ? firstChild(reason, 'Text', soap) : undefined;
    expect(text && textOf(text)).toBe('Zu viele Geräte & <mehr>');
    expect(text && attribute(text, 'lang')).toBe('de-AT');
  });

  it('names the action, the request and the correlation id in the header', () => {
    expect(header && childElements(header).map(({ namespace, name }) => [namespace, name])).toEqual([
      [ADDRESSING, 'Action'],
      ['http://schemas.microsoft.com/2004/09/ServiceModel/Diagnostics', 'ActivityId'],
      [ADDRESSING, 'RelatesTo'],
    ]);
    const [action, activity, related] = header === undefined ? [] : childElements(header);
    expect(action && textOf(action)).toBe('http://schemas.microsoft.com/windows/pki/2009/01/enrollment/rstrc/wstep');
    expect(activity && attribute(activity, 'CorrelationId')).toBe(fault.correlationId);
    expect(activity && textOf(activity)).toBe(fault.correlationId);
    expect(related && textOf(related)).toBe(fault.relatesTo);
  });
});

describe('writeFault', () => {
  it('leaves out RelatesTo when the request could not be read, and the detail when there is none', () => {
    const text = writeFault({ ...fault, relatesTo: undefined, detail: undefined });
    expect(text).not.toContain('RelatesTo');
    expect(text).not.toContain('Detail');
  });

  it('adds the two elements that SOAP 1.1 prescribes, and only there', () => {
    const legacy = writeFault({ ...fault, version: '1.1', code: 'Sender' });
    expect(legacy).toContain('<s:Fault><faultcode>s:Client</faultcode><faultstring>Zu viele');
    expect(writeFault(fault)).not.toContain('faultcode');
  });

  it('keeps the order of elements that SOAP 1.2 prescribes', () => {
    const { body } = readEnvelope(readWithSaxes(writeFault(fault)));
    const [element] = childElements(body);
    expect(element && childElements(element).map(({ name }) => name)).toEqual(['Code', 'Reason', 'Detail']);
  });

  it('escapes a request id that tries to add elements', () => {
    const text = writeFault({ ...fault, relatesTo: '</a:RelatesTo><s:Body>' });
    expect(childElements(readWithSaxes(text)).map(({ name }) => name)).toEqual(['Header', 'Body']);
  });
});
