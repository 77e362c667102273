import { describe, expect, it } from 'vitest';
import { escapeXml } from '../../../shared/xml/escape';

describe('escapeXml', () => {
  it.each(['\0', '\u0008', '\u001f', '\ud800', 'a\udc00b', '\ufffe', '\uffff'])(
    'throws on %j, because XML cannot carry it even as a reference',
    (text) => expect(() => escapeXml(text)).toThrow(TypeError),
  );

  it('escapes what is markup in text or in either kind of quotes', () => {
    expect(escapeXml(`<a b="1" c='2'>&amp;]]></a>`)).toBe(
      '&lt;a b=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;]]&gt;&lt;/a&gt;',
    );
  });

  it('writes tabs and line ends as references, because readers change them otherwise', () => {
    expect(escapeXml('1\r\n2\t3')).toBe('1&#13;&#10;2&#9;3');
  });

  it('leaves all other characters as they are', () => {
    expect(escapeXml('Zürich 😀 \u0085\u2028 ]]')).toBe('Zürich 😀 \u0085\u2028 ]]');
  });
});
