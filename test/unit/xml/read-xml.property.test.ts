import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toServiceError } from '../../../shared/errors';
import type { XmlElement } from '../../../shared/xml/element';
import { escapeXml } from '../../../shared/xml/escape';
import { readXml } from '../../../shared/xml/read-xml';
import { readText } from './read-text';
import { readWithSaxes } from './saxes-tree';

// [XML] 2.2, written independently of the code under test.
function isXmlCharacter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

const awkward = fc.constantFrom('<', '>', '&', '"', "'", '\r', '\n', '\t', ' ', ']]>', '\u0085', '\u2028', '\ufeff');
const character = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter(isXmlCharacter);
const text = fc.string({ unit: fc.oneof(awkward, character), maxLength: 20 });

const name = fc.constantFrom('a', 'b', 'Data', 'x-1', '_y', 'Größe');
const prefix = fc.constantFrom('', 'p:', 'q:');
const blank = fc.constantFrom(' ', '\n', '\t ', '\r\n');
const section = fc.oneof(
  text.filter((value) => !value.includes(']]>')).map((value) => `<![CDATA[${value}]]>`),
  text.filter((value) => !value.includes('-')).map((value) => `<!--${value}-->`),
  text.filter((value) => !value.includes('?>')).map((value) => `<?target ${value}?>`),
);
const written = fc.oneof(
  text.map(escapeXml),
  text.map((value) => value.replaceAll('&', '&#38;').replaceAll('<', '&#x3c;').replaceAll('>', '&gt;')),
);
const attribute = fc
  .tuple(blank, prefix, name, fc.constantFrom('=', ' = '), fc.constantFrom('"', "'"), text)
  .map(([before, pre, local, equals, quote, value]) => ({
    key: local,
    markup: `${before}${pre}${local}${equals}${quote}${escapeXml(value)}${quote}`,
  }));
const declaration = fc.constantFrom('', ' xmlns="u"', ' xmlns=""', " xmlns:p='v'", ' xmlns:q="w" xmlns="v"');

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(
      prefix,
      name,
      fc.uniqueArray(attribute, { maxLength: 3, selector: ({ key }) => key }),
      declaration,
      fc.option(tie('content'), { depthSize: 'small' }),
      fc.constantFrom('', ' ', '\n'),
    )
    .map(([pre, local, attributes, declared, content, space]) => {
      const start = `<${pre}${local}${attributes.map(({ markup }) => markup).join('')}${declared}`;
      return content === null ? `${start}${space}/>` : `${start}${space}>${content}</${pre}${local}${space}>`;
    }),
  content: fc
    .array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, written, section, tie('element')), { maxLength: 5 })
    .map((parts) => parts.join('')),
}));
const document = element.map((markup) => `<root xmlns:p="u" xmlns:q="v">${markup}</root>`);

const message = readFileSync(new URL('../../fixtures/syncml/answers.xml', import.meta.url), 'utf8');
const mutation = fc.record({
  at: fc.nat(message.length),
  cut: fc.nat(12),
  put: fc.oneof(
    fc.constantFrom('<', '>', '/', '"', '&', '<a>', '</a>', '<!--', ']]>', '<?', '=', '-->', '<![CDATA['),
    text,
  ),
});
const mutated = fc
  .array(mutation, { minLength: 1, maxLength: 4 })
  .map((changes) =>
    changes.reduce((body, { at, cut, put }) => body.slice(0, at) + put + body.slice(at + cut), message),
  );

function tryRead(bytes: Uint8Array): XmlElement | undefined {
  try {
    return readXml(bytes, { maxBytes: 65_536 });
  } catch (error) {
    expect(['invalid', 'too-large']).toContain(toServiceError(error).kind);
    return undefined;
  }
}

// What is taken on purpose although the standards forbid it; other tests say why.
const tolerated = [/unbound namespace prefix/, /"]]>" is disallowed in char data/, /malformed comment/];

function judge(body: string): XmlElement | undefined {
  try {
    return readWithSaxes(body);
  } catch (error) {
    if (error instanceof Error && tolerated.some((pattern) => pattern.test(error.message))) return undefined;
    throw error;
  }
}

describe('readXml', () => {
  it('gives back any text that escapeXml wrote, in content and in attributes', () => {
    fc.assert(
      fc.property(text, (value) => {
        const escaped = escapeXml(value);
        const read = readText(`<a b="${escaped}" c='${escaped}'>${escaped}</a>`);
        expect(read.children.join('')).toBe(value);
        expect(read.attributes.map((each) => each.value)).toEqual([value, value]);
      }),
    );
  });

  it('reads generated documents as an independent parser does', () => {
    fc.assert(
      fc.property(document, (body) => {
        expect(readText(body)).toEqual(readWithSaxes(body));
      }),
      { numRuns: 300 },
    );
  });

  it('takes nothing damaged that an independent parser refuses, and reads the rest as that one does', () => {
    fc.assert(
      fc.property(mutated, (body) => {
        // A cut can halve a surrogate pair, so the judge reads what the bytes say.
        const bytes = Buffer.from(body);
        const read = tryRead(bytes);
        if (read !== undefined) expect(read).toEqual(judge(bytes.toString()) ?? read);
      }),
      { numRuns: 500 },
    );
  });

  it('answers any bytes with an element or a refusal', () => {
    const start = fc.constantFrom('', '<a>', '\ufeff<a b="').map((begin) => Buffer.from(begin));
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (begin, bytes) => {
        tryRead(Buffer.concat([begin, bytes]));
      }),
    );
  });
});
