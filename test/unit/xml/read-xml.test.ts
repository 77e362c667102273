import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../shared/errors';
import { readXml } from '../../../shared/xml/read-xml';
import { readText } from './read-text';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/xml/${name}`, import.meta.url));
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const bigEndian = (text: string) => utf16(text).swap16();
const depth = (levels: number) => `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`;
const attributes = (count: number) => Array.from({ length: count }, (_, index) => ` a${index}=""`).join('');

const refused: readonly [why: string, body: Uint8Array | string, code: string][] = [
  ['it is empty', '', 'xml.empty'],
  ['it is white space only', ' \r\n\t', 'xml.empty'],
  ['it is a byte order mark only', '\ufeff', 'xml.empty'],
  ['it is not UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xe9, 0x3c, 0x2f, 0x61, 0x3e]), 'xml.encoding'],
  ['it has an overlong UTF-8 sequence', Buffer.from([0x3c, 0x61, 0x3e, 0xc0, 0xbc, 0x3c, 0x2f]), 'xml.encoding'],
  ['it has a surrogate in UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80]), 'xml.encoding'],
  ['its UTF-16 has half a character', Buffer.concat([utf16('\ufeff<a/>'), Buffer.from([0x20])]), 'xml.encoding'],
  ['it is UTF-16 without a byte order mark', utf16('<a/>'), 'xml.forbidden-character'],
  ['it is UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), 'xml.forbidden-character'],
  ['it has NUL', '<a>\0</a>', 'xml.forbidden-character'],
  ['it has a control character', '<a b="\u0008"/>', 'xml.forbidden-character'],
  ['it has U+FFFF', '<a>\uffff</a>', 'xml.forbidden-character'],
  ['it has a second byte order mark', '\ufeff\ufeff<a/>', 'xml.not-one-root'],
  ['it expands entities', fixture('entity-expansion.xml'), 'xml.forbidden-declaration'],
  ['it names an external entity', fixture('external-entity.xml'), 'xml.forbidden-declaration'],
  ['it names an external document type', fixture('external-subset.xml'), 'xml.forbidden-declaration'],
  ['it has a document type in lower case', '<!doctype a><a/>', 'xml.forbidden-declaration'],
  ['it declares an element inside the root', '<a><!ELEMENT b ANY></a>', 'xml.forbidden-declaration'],
  ['it has a CDATA section in lower case', '<a><![cdata[]]></a>', 'xml.forbidden-declaration'],
  ['it refers to an unknown entity', '<a>&nbsp;</a>', 'xml.bad-reference'],
  ['it refers to an entity in an attribute', '<a b="&x;"/>', 'xml.bad-reference'],
  ['it has a bare ampersand', '<a>R&D</a>', 'xml.bad-reference'],
  ['a comment splits a reference', '<a>&am<!-- -->p;</a>', 'xml.bad-reference'],
  ['a reference names NUL', '<a>&#0;</a>', 'xml.bad-reference'],
  ['a reference names a control character', '<a b="&#x1b;"/>', 'xml.bad-reference'],
  ['a reference names a surrogate', '<a>&#xD83D;&#xDE00;</a>', 'xml.bad-reference'],
  ['a reference is beyond Unicode', '<a>&#x110000;</a>', 'xml.bad-reference'],
  ['a reference has no digits', '<a>&#;</a>', 'xml.bad-reference'],
  ['a reference has endless digits', `<a>&#${'0'.repeat(400)}65;</a>`, 'xml.bad-reference'],
  ['tags do not match', '<a><b></a></b>', 'xml.malformed'],
  ['tags differ in case', '<a></A>', 'xml.malformed'],
  ['prefixes of tags differ', '<x:a xmlns:x="u" xmlns:y="u"></y:a>', 'xml.malformed'],
  ['an element is not closed', '<a><b></b>', 'xml.malformed'],
  ['an end tag has no start', '</a>', 'xml.malformed'],
  ['an end tag comes twice', '<a></a></a>', 'xml.malformed'],
  ['an end tag has an attribute', '<a></a b="">', 'xml.malformed'],
  ['a tag is cut off', '<a', 'xml.malformed'],
  ['a tag is inside a tag', '<a <b/>/>', 'xml.malformed'],
  ['an attribute has no quotes', '<a b=c/>', 'xml.malformed'],
  ['an attribute has no value', '<a b/>', 'xml.malformed'],
  ['attributes touch each other', '<a b="1"c="2"/>', 'xml.malformed'],
  ['an attribute is not closed', '<a b="1/>', 'xml.malformed'],
  ['an attribute contains markup', '<a b="<"/>', 'xml.malformed'],
  ['an attribute comes twice', '<a b="1" b="2"/>', 'xml.malformed'],
  ['a name begins with a digit', '<1/>', 'xml.malformed'],
  ['a name has two prefixes', '<a:b:c/>', 'xml.malformed'],
  ['a name is a prefix only', '<a:/>', 'xml.malformed'],
  ['a name is only a colon', '<:/>', 'xml.malformed'],
  ['a comment is not closed', '<a><!-- </a>', 'xml.malformed'],
  ['a CDATA section is not closed', '<a><![CDATA[</a>', 'xml.malformed'],
  ['an instruction is not closed', '<a/><?x ', 'xml.malformed'],
  ['an element would change a prototype', '<__proto__/>', 'xml.malformed'],
  ['an attribute would change a prototype', '<a __proto__="x"/>', 'xml.malformed'],
  ['two attributes are the same one', '<a x:b="" y:b="" xmlns:x="u" xmlns:y=" u "/>', 'xml.duplicate-attribute'],
  ['a namespace is a text of its own', `<a xmlns:p="${'u'.repeat(257)}"/>`, 'xml.namespace-too-long'],
  ['it has no element', '<!-- nothing -->', 'xml.not-one-root'],
  ['it has two roots', '<a></a><b></b>', 'xml.not-one-root'],
  ['it has two empty roots', '<a/><b/>', 'xml.not-one-root'],
  ['text precedes the root', 'x<a/>', 'xml.not-one-root'],
  ['text follows the root', '<a/>x', 'xml.not-one-root'],
  ['a no-break space follows the root', '<a/>\u00a0', 'xml.not-one-root'],
  ['CDATA follows the root', '<a/><![CDATA[]]>', 'xml.not-one-root'],
  ['it is nested 33 levels deep', depth(33), 'xml.too-deep'],
  ['an element has 101 attributes', `<a${attributes(101)}/>`, 'xml.too-many-nodes'],
];

describe('readXml refuses a body', () => {
  it.each(refused)('because %s', (_, body, code) => {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    expect(() => readXml(bytes, { maxBytes: 65_536 })).toThrow(
      expect.objectContaining({ name: 'ServiceError', kind: 'invalid', code }),
    );
  });

  it('because it is larger than the limit, as too large and before anything else is looked at', () => {
    expect(() => readXml(Buffer.alloc(1_025), { maxBytes: 1_024 })).toThrow(
      expect.objectContaining({ kind: 'too-large', code: 'body.too-large', message: 'The body is larger than 1 KB.' }),
    );
  });

  it('because elements, attributes and texts are more than the limit of nodes', () => {
    const bytes = Buffer.from('<a b="">text<c/></a>');
    expect(readXml(bytes, { maxBytes: 64, maxNodes: 4 }).name).toBe('a');
    expect(() => readXml(bytes, { maxBytes: 64, maxNodes: 3 })).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'xml.too-many-nodes' }),
    );
  });

  it('because it has more than 20,000 nodes when no other limit is given', () => {
    const siblings = (count: number) => Buffer.from(`<a>${'<b/>'.repeat(count)}</a>`);
    expect(readXml(siblings(19_999), { maxBytes: 2 ** 20 }).children).toHaveLength(19_999);
    expect(() => readXml(siblings(20_000), { maxBytes: 2 ** 20 })).toThrow(
      expect.objectContaining({ code: 'xml.too-many-nodes' }),
    );
  });

  it('with a text that quotes nothing of it', () => {
    const secret = 'S3cr3tV4lue';
    for (const body of [`<a>${secret}</b>`, `<${secret}>`, `<a ${secret}="1" ${secret}="2"/>`, `<a>&${secret};</a>`]) {
      try {
        readText(body);
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(ServiceError);
        const { message, detail, cause } = error as ServiceError;
        expect(JSON.stringify({ message, detail, cause })).not.toContain(secret);
      }
    }
  });
});

describe('readXml reads', () => {
  it('32 levels of elements and 100 attributes', () => {
    expect(readText(depth(32)).name).toBe('a');
    expect(readText(`<a${attributes(100)}/>`).attributes).toHaveLength(100);
  });

  it.each([
    ['UTF-8', Buffer.from('<a>Zürich 😀</a>')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff<a>Zürich 😀</a>')],
    ['UTF-16 in little-endian order', utf16('\ufeff<a>Zürich 😀</a>')],
    ['UTF-16 in big-endian order', bigEndian('\ufeff<a>Zürich 😀</a>')],
    ['UTF-8 that calls itself Latin-1', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>Zürich 😀</a>')],
    ['UTF-16 that calls itself UTF-8', utf16('\ufeff<?xml version="1.0" encoding="UTF-8"?><a>Zürich 😀</a>')],
  ])('%s', (_, bytes) => {
    expect(readXml(bytes, { maxBytes: 1_024 }).children).toEqual(['Zürich 😀']);
  });

  it('names with their namespaces, whatever the prefixes are', () => {
    const text = '<p:a xmlns:p="outer" xmlns="inner"><b p:c="1" d="2"/><e xmlns=""/><p:f xmlns:p=" again "/></p:a>';
    expect(readText(text)).toEqual({
      namespace: 'outer',
      name: 'a',
      attributes: [],
      children: [
        {
          namespace: 'inner',
          name: 'b',
          attributes: [
            { namespace: 'outer', name: 'c', value: '1' },
            { namespace: '', name: 'd', value: '2' },
          ],
          children: [],
        },
        { namespace: '', name: 'e', attributes: [], children: [] },
        { namespace: 'again', name: 'f', attributes: [], children: [] },
      ],
    });
  });

  it('a prefix that was never declared as no namespace, because clients forget to', () => {
    expect(readText('<x:a y:b="1"/>')).toEqual({
      namespace: '',
      name: 'a',
      attributes: [{ namespace: '', name: 'b', value: '1' }],
      children: [],
    });
  });

  it(']]> and double hyphens where XML forbids them, because they are harmless and logs that are escaped carelessly have them', () => {
    expect(readText('<a>&lt;![CDATA[1]]><!-- 2 -- 3 --></a>').children).toEqual(['<![CDATA[1]]>']);
  });

  it('predefined and numeric references once, so that escaped markup stays text', () => {
    expect(readText('<a>&lt;b&gt; &amp;lt; &quot;&apos; &#233;&#xE9;&#x1F600;</a>').children).toEqual([
      '<b> &lt; "\' éé😀',
    ]);
  });

  it('CDATA as text in which nothing is markup or a reference', () => {
    expect(readText('<a>x<![CDATA[<b>&amp;]]]]>y<![CDATA[]]></a>').children).toEqual(['x<b>&amp;]]y']);
  });

  it('around comments and instructions, which are dropped without splitting the text', () => {
    const text = '<?xml version="1.0"?><!-- <x> --><a>1<!-- & < -->2<?pi it\'s "not closed?>3</a><?end?>\n';
    expect(readText(text).children).toEqual(['123']);
  });

  it('text exactly as it is, because ids such as 00123 and 1e5 are not numbers', () => {
    const texts = ['00123', '1e5', '0x1F', 'true', ' padded ', '+1'];
    const read = readText(`<a>${texts.map((text) => `<b c="${text}">${text}</b>`).join('')}</a>`);
    expect(read.children).toEqual(
      texts.map((text) => ({
        namespace: '',
        name: 'b',
        attributes: [{ namespace: '', name: 'c', value: text }],
        children: [text],
      })),
    );
  });

  it('line ends as line feeds, and those in attributes as blanks unless written as references', () => {
    const read = readText('<a b="1\r\n2\t3&#10;&#9;&#13;">1\r\n2\r3&#13;</a>');
    expect(read.attributes).toEqual([{ namespace: '', name: 'b', value: '1 2 3\n\t\r' }]);
    expect(read.children).toEqual(['1\n2\n3\r']);
  });

  it('names that plain objects have as members', () => {
    const read = readText('<toString hasOwnProperty="1" valueOf="2"><p:__proto__ p:constructor="3"/></toString>');
    expect(read).toEqual({
      namespace: '',
      name: 'toString',
      attributes: [
        { namespace: '', name: 'hasOwnProperty', value: '1' },
        { namespace: '', name: 'valueOf', value: '2' },
      ],
      children: [
        {
          namespace: '',
          name: '__proto__',
          attributes: [{ namespace: '', name: 'constructor', value: '3' }],
          children: [],
        },
      ],
    });
  });

  it('instructions with quotes inside as a parser must not: they end at the first ?>', () => {
    expect(readText('<?x "?><a>1</a><?y "?>').children).toEqual(['1']);
    expect(() => readText('<?x "?><a/><b/><?y "?>')).toThrow(expect.objectContaining({ code: 'xml.not-one-root' }));
  });
});
