import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnvelope, writeEnvelope } from '../../../shared/soap/envelope';
import { childElements, textOf } from '../../../shared/xml/find';
import { readText } from '../xml/read-text';
import { readWithSaxes } from '../xml/saxes-tree';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/soap/${name}`, import.meta.url), 'utf8');
const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';
const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';

describe('readEnvelope refuses', () => {
  it.each([
    ['an Envelope without namespace', '<Envelope><Body/></Envelope>'],
    [
      'an Envelope of another namespace',
      '<Envelope xmlns="http://www.w3.org/2001/12/soap-envelope"><Body/></Envelope>',
    ],
    ['another element of the namespace', `<Body xmlns="${SOAP_12}"><Body/></Body>`],
    ['an Envelope without Body', `<Envelope xmlns="${SOAP_12}"><Header/></Envelope>`],
    ['a Body of the other version', `<Envelope xmlns="${SOAP_12}"><Body xmlns="${SOAP_11}"/></Envelope>`],
    ['a Body below something else', `<Envelope xmlns="${SOAP_12}"><Header><Body/></Header></Envelope>`],
  ])('%s', (_, text) => {
    expect(() => readEnvelope(readText(text))).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'soap.not-an-envelope' }),
    );
  });
});

describe('readEnvelope reads', () => {
  it('the SOAP 1.2 request that Windows sends', () => {
    const { version, header, body } = readEnvelope(readText(fixture('rst.xml')));
    expect(version).toBe('1.2');
    expect(header && childElements(header).map(({ name }) => name)).toEqual(['Action', 'MessageID', 'To']);
    expect(childElements(body).map(({ name }) => name)).toEqual(['RequestSecurityToken']);
  });

  it('SOAP 1.1 without prefixes and without header, because the specification speaks of it', () => {
    const { version, header, body } = readEnvelope(readText(fixture('rst-soap11.xml')));
    expect(version).toBe('1.1');
    expect(header).toBeUndefined();
    expect(childElements(body)).toHaveLength(1);
  });
});

describe('writeEnvelope', () => {
  it.each([
    ['1.1', SOAP_11],
    ['1.2', SOAP_12],
  ] as const)(
    'writes SOAP %s so that it can be read back, with the prefixes s, a and u declared',
    (version, namespace) => {
      const text = writeEnvelope({
        version,
        header: '<a:Action>x</a:Action>',
        body: '<u:Created s:y="1">z</u:Created>',
      });
      const root = readWithSaxes(text);
      const envelope = readEnvelope(root);
      expect(root.namespace).toBe(namespace);
      expect(envelope.version).toBe(version);
      expect(envelope.header && childElements(envelope.header)[0]?.namespace).toBe(
        'http://www.w3.org/2005/08/addressing',
      );
      const created = childElements(envelope.body)[0];
      expect(created?.namespace).toBe(
        'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
      );
      expect(created?.attributes[0]?.namespace).toBe(namespace);
      expect(created && textOf(created)).toBe('z');
    },
  );
});
