import type { XmlElement } from '../../../shared/xml/element';
import { readXml } from '../../../shared/xml/read-xml';

/** Reads a text as the UTF-8 bytes of a body of up to 1 MB. */
export function readText(text: string): XmlElement {
  return readXml(Buffer.from(text), { maxBytes: 2 ** 20 });
}
