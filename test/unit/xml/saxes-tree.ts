import { SaxesParser } from 'saxes';
import type { XmlElement, XmlNode } from '../../../shared/xml/element';

interface OpenElement extends Omit<XmlElement, 'children'> {
  readonly children: XmlNode[];
}

const DECLARATIONS = 'http://www.w3.org/2000/xmlns/';

/** Reads well-formed XML with another library than the server's, as the judge of what the server reads and writes. Throws on the first error. */
export function readWithSaxes(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenElement[] = [{ namespace: '', name: '', attributes: [], children: [] }];
  const append = (node: XmlNode) => open.at(-1)?.children.push(node);
  parser.on('opentag', (tag) => {
    const attributes = Object.values(tag.attributes)
      .filter(({ uri }) => uri !== DECLARATIONS)
      .map(({ uri, local, value }) => ({ namespace: uri, name: local, value }));
    const element = { namespace: tag.uri, name: tag.local, attributes, children: [] };
    append(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return rootOf(open);
}

function rootOf(open: readonly OpenElement[]): XmlElement {
  const root = open[0]?.children.find((node) => typeof node !== 'string');
  if (root === undefined || typeof root === 'string') throw new Error('the document has no root');
  return joinTexts(root);
}

// Texts beside each other are one text, however they were written; empty ones are none.
function joinTexts(element: XmlElement): XmlElement {
  const children: XmlNode[] = [];
  for (const child of element.children) {
    const last = children.at(-1);
    if (typeof child !== 'string') children.push(joinTexts(child));
    else if (typeof last === 'string') children[children.length - 1] = last + child;
    else if (child !== '') children.push(child);
  }
  return { ...element, children };
}
