import type { XmlElement } from '../xml/element';
import { childElements, firstChild, markupOf, textOf } from '../xml/find';

/** Trimmed text of the first child with that local name, whatever its namespace; `undefined` when there is no such child. */
export function childText(parent: XmlElement, name: string): string | undefined {
  const child = firstChild(parent, name);
  return child === undefined ? undefined : textOf(child).trim();
}

/** Trimmed LocURI below Target or Source; `undefined` when it is missing or empty. */
export function locUri(parent: XmlElement, name: 'Target' | 'Source'): string | undefined {
  const end = firstChild(parent, name);
  return (end === undefined ? undefined : childText(end, 'LocURI')) || undefined;
}

/** Content of Data as text, not trimmed. Markup that was not escaped is written back to text. */
export function dataText(parent: XmlElement): string | undefined {
  const data = firstChild(parent, 'Data');
  if (data === undefined) return undefined;
  return childElements(data).length > 0 ? markupOf(data) : textOf(data);
}

/** A count of bytes, or `undefined` when the text is not a decimal number that JavaScript can represent exactly. */
export function byteCount(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
}
