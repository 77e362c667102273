import { describe, expect, it } from 'vitest';
import { attribute, childElements, firstChild, markupOf, textOf } from '../../../shared/xml/find';
import { readText } from './read-text';

const root = readText(
  '<a xmlns:p="u" p:id="1" id="2">one<b>inner</b><p:b p:late="3"/><c> <b>deep</b></c>two<b xmlns="v"/></a>',
);

describe('childElements', () => {
  it('gives the elements directly below, in document order', () => {
    expect(childElements(root).map(({ name }) => name)).toEqual(['b', 'b', 'c', 'b']);
  });

  it('selects by local name whatever the namespace, or by both', () => {
    expect(childElements(root, 'b').map(({ namespace }) => namespace)).toEqual(['', 'u', 'v']);
    expect(childElements(root, 'b', 'u')).toHaveLength(1);
    expect(childElements(root, 'b', '')).toHaveLength(1);
    expect(childElements(root, 'd')).toEqual([]);
  });
});

describe('firstChild', () => {
  it('gives the first of several, and none for a name that is missing or only deeper down', () => {
    expect(firstChild(root, 'b')?.children).toEqual(['inner']);
    expect(firstChild(root, 'b', 'v')?.namespace).toBe('v');
    expect(firstChild(root, 'deep')).toBeUndefined();
    expect(firstChild(root, 'c', 'u')).toBeUndefined();
  });
});

describe('textOf', () => {
  it("joins the element's own text and leaves out that of its descendants", () => {
    expect(textOf(root)).toBe('onetwo');
    expect(textOf(readText('<a/>'))).toBe('');
  });
});

describe('attribute', () => {
  it('finds by local name in any namespace, the first one written', () => {
    expect(attribute(root, 'id')).toBe('1');
    expect(attribute(root, 'late')).toBeUndefined();
  });
});

describe('markupOf', () => {
  it('writes children back with their text escaped', () => {
    expect(markupOf(readText('<a>1 &lt; 2<b c="&quot;&#10;"><d/></b></a>'))).toBe(
      '1 &lt; 2<b c="&quot;&#10;"><d/></b>',
    );
  });

  it('declares namespaces where they change, so that the same tree is read back', () => {
    const text = '<a xmlns="u"><b/><p:c xmlns:p="v" p:d="1" xml:lang="de"><p:e/><f xmlns=""/></p:c></a>';
    const element = readText(text);
    expect(readText(`<a xmlns="u">${markupOf(element)}</a>`)).toEqual(element);
    expect(markupOf(element)).toContain('<b/><c xmlns="v"');
    expect(markupOf(element)).toContain(' xml:lang="de"');
  });
});
