import { describe, expect, it } from 'vitest';
import { readXml, XmlRefused } from '../../../../simulator/xml/read-xml';

const read = (text: string) => readXml(Buffer.from(text));

const refusals: readonly (readonly [what: string, bytes: Uint8Array | string])[] = [
  ['nothing', ''],
  ['white space only', ' \n '],
  ['text only', 'hello'],
  ['two roots', '<a/><b/>'],
  ['text behind the root', '<a/>x'],
  ['mismatched tags', '<a><b></a></b>'],
  ['an open end', '<a><b></b>'],
  ['an attribute given twice', '<a x="1" x="2"/>'],
  ['an attribute without quotes', '<a x=1/>'],
  ['an undeclared prefix', '<p:a/>'],
  ['an undeclared attribute prefix', '<a p:x="1"/>'],
  ['an entity of its own', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
  ['an external entity', '<!DOCTYPE a SYSTEM "http://127.0.0.1/x"><a/>'],
  ['an unknown entity', '<a>&nbsp;</a>'],
  ['a bare ampersand', '<a>A & B</a>'],
  ['a processing instruction', '<a><?x y?></a>'],
  ['CDATA', '<a><![CDATA[x]]></a>'],
  ['NUL', '<a>\u0000</a>'],
  ['a control character as a reference', '<a>&#1;</a>'],
  ['XML 1.1', '<?xml version="1.1"?><a/>'],
  ['another encoding by name', '<?xml version="1.0" encoding="utf-16"?><a/>'],
  ['bytes that are not UTF-8', Uint8Array.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e])],
  ['33 levels', '<a>'.repeat(33) + '</a>'.repeat(33)],
  ['20,001 elements', `<a>${'<b/>'.repeat(20_000)}</a>`],
];

describe('reading XML of a server', () => {
  it.each(refusals)('refuses %s', (_what, bytes) => {
    expect(() => readXml(Buffer.from(bytes))).toThrow(XmlRefused);
  });

  it('resolves namespaces, whatever the prefix', () => {
    const [child] = read('<a xmlns="u:1" xmlns:p="u:2"><p:b p:x="1" y="2"/></a>').children;
    expect(child).toMatchObject({ namespace: 'u:2', name: 'b' });
    expect(child?.attributes).toEqual([
      { namespace: 'u:2', name: 'x', value: '1' },
      { namespace: '', name: 'y', value: '2' },
    ]);
  });

  it('decodes references and keeps white space', () => {
    expect(read('<a> &lt;&amp;&#x41;&#66; </a>').text).toBe(' <&AB ');
  });

  it('takes a byte order mark, a declaration and comments', () => {
    expect(read('\uFEFF<?xml version="1.0" encoding="UTF-8"?><!-- c --><a>x<!-- c -->y</a>').text).toBe('xy');
  });

  it('takes names that an object would have by itself', () => {
    expect(read('<a __proto__="1"><constructor/></a>').attributes).toEqual([
      { namespace: '', name: '__proto__', value: '1' },
    ]);
  });
});
