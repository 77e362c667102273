import type { XmlElement, XmlNode } from './element';

export { markupOf } from './markup-of';

/** The child elements of `parent` in document order, those with the local `name` and `namespace` where these are given. */
export function childElements(parent: XmlElement, name?: string, namespace?: string): XmlElement[] {
  return parent.children.filter(isElement).filter((child) => isNamed(child, name, namespace));
}

/** The first child element with the local `name`, in `namespace` where one is given. */
export function firstChild(parent: XmlElement, name: string, namespace?: string): XmlElement | undefined {
  return parent.children.find((child): child is XmlElement => isElement(child) && isNamed(child, name, namespace));
}

/** The character data directly in the element, not trimmed; that of its descendants is not included. */
export function textOf(element: XmlElement): string {
  return element.children.filter((child) => typeof child === 'string').join('');
}

/** Value of the first attribute with the local `name`, whatever its namespace. */
export function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((candidate) => candidate.name === name)?.value;
}

function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

function isNamed(element: XmlElement, name: string | undefined, namespace: string | undefined): boolean {
  return (name === undefined || element.name === name) && (namespace === undefined || element.namespace === namespace);
}
