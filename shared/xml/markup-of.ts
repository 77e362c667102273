import type { XmlAttribute, XmlElement, XmlNode } from './element';
import { escapeXml } from './escape';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/**
 * The children of `element` as XML text again, for values that came as inline markup. Prefixes are not those of the
 * source: an element whose namespace differs from its parent's declares it as default.
 */
export function markupOf(element: XmlElement): string {
  return element.children.map((child) => writeNode(child, element.namespace)).join('');
}

function writeNode(node: XmlNode, outerNamespace: string): string {
  if (typeof node === 'string') return escapeXml(node);
  const declaration = node.namespace === outerNamespace ? '' : ` xmlns="${escapeXml(node.namespace)}"`;
  const start = `${node.name}${declaration}${node.attributes.map(writeAttribute).join('')}`;
  const content = markupOf(node);
  return content === '' ? `<${start}/>` : `<${start}>${content}</${node.name}>`;
}

function writeAttribute({ namespace, name, value }: XmlAttribute, index: number): string {
  const written = `${name}="${escapeXml(value)}"`;
  if (namespace === '') return ` ${written}`;
  if (namespace === XML_NAMESPACE) return ` xml:${written}`;
  return ` xmlns:n${index}="${escapeXml(namespace)}" n${index}:${written}`;
}
