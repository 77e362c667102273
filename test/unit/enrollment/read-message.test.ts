import { describe, expect, it } from 'vitest';
import { readMessage, requireRstAction } from '../../../shared/enrollment/read-message';
import { readXml } from '../../../shared/xml/read-xml';
import { enrollmentFixture, mamRst } from '../../support/rst';

const read = (text: string) => readMessage(readXml(Buffer.from(text), { maxBytes: 65_536 }));

describe('the message around an RST', () => {
  it.each(['discover', 'get-policies'])('is refused when it is a %s, because MAM has no such step', (name) => {
    const message = read(enrollmentFixture(name, {}));
    expect(() => requireRstAction(message)).toThrow(expect.objectContaining({ code: 'enrollment.action' }));
  });

  it('is refused when it names no action', () => {
    const message = read(mamRst({}, ['a:Action', 'a:NoAction']));
    expect(() => requireRstAction(message)).toThrow(expect.objectContaining({ code: 'enrollment.action' }));
  });

  it('is an RST when its action says so, padded as old clients pad it', () => {
    expect(() => requireRstAction(read(enrollmentFixture('rst-windows-10-1703', {})))).not.toThrow();
  });

  it('gives what the reply depends on', () => {
    expect(read(mamRst({}))).toMatchObject({
      version: '1.2',
      messageId: 'urn:uuid:0d5a1441-5891-453b-becf-a2e5f6ea3749',
      to: 'https://mam.example.test:443/mam/enroll',
      language: 'de',
    });
  });

  it('gives no MessageID that is longer than any real one, since it would be echoed', () => {
    const text = mamRst({}, ['urn:uuid:0d5a1441-5891-453b-becf-a2e5f6ea3749', 'x'.repeat(2_049)]);
    expect(read(text).messageId).toBeUndefined();
  });

  it.each([
    ['de-AT', 'de'],
    ['DE', 'de'],
    ['en-US', 'en'],
    ['den-CA', 'en'],
    ['fr-FR', 'en'],
    ['', 'en'],
    ['__proto__', 'en'],
  ])('speaks to a device in %j with %s texts', (locale, language) => {
    expect(read(mamRst({}, ['de-AT', locale])).language).toBe(language);
  });
});
