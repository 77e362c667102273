import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { XmlAttribute, XmlElement } from './element';

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const MAX_DEPTH = 32;
const MAX_ELEMENTS = 20_000;

/** A document is not what the client reads: malformed XML, or something that it never accepts. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

/**
 * Reads UTF-8 XML strictly: well-formed, every prefix declared, no document type, no processing instruction, no CDATA,
 * at most 32 levels and 20,000 elements. CDATA is refused because the client does not reliably take it (protocol
 * facts 5.2).
 * @throws XmlRefused
 */
export function readXml(bytes: Uint8Array): XmlElement {
  return readXmlText(decode(bytes));
}

/** As {@link readXml} for text that was decoded already, such as the rules of an AppLocker policy. @throws XmlRefused */
export function readXmlText(text: string): XmlElement {
  const builder = new TreeBuilder();
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0') refuse('the XML declaration must say version 1.0');
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') refuse('the XML declaration must say UTF-8');
  });
  parser.on('doctype', () => refuse('a document type declaration'));
  parser.on('processinginstruction', () => refuse('a processing instruction'));
  parser.on('cdata', () => refuse('a CDATA section'));
  parser.on('text', (part) => builder.text(part));
  parser.on('opentag', (tag) => builder.open(tag));
  parser.on('closetag', () => builder.close());
  parser.on('error', (error) => refuse(error.message));
  parser.write(text).close();
  return builder.root();
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new XmlRefused('the bytes are not UTF-8', { cause });
  }
}

function refuse(reason: string): never {
  throw new XmlRefused(reason);
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

class TreeBuilder {
  readonly #open: OpenElement[] = [];
  #root: OpenElement | undefined;
  #count = 0;

  open(tag: SaxesTagNS): void {
    this.#count += 1;
    if (this.#count > MAX_ELEMENTS) refuse(`more than ${MAX_ELEMENTS} elements`);
    if (this.#open.length >= MAX_DEPTH) refuse(`deeper than ${MAX_DEPTH} levels`);
    const element = { namespace: tag.uri, name: tag.local, attributes: attributesOf(tag), children: [], text: '' };
    this.#open.at(-1)?.children.push(element);
    this.#root ??= element;
    this.#open.push(element);
  }

  text(part: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += part;
  }

  close(): void {
    this.#open.pop();
  }

  root(): XmlElement {
    return this.#root ?? refuse('no element');
  }
}

function attributesOf(tag: SaxesTagNS): XmlAttribute[] {
  return Object.values(tag.attributes)
    .filter((attribute) => attribute.uri !== XMLNS)
    .map(({ uri, local, value }) => ({ namespace: uri, name: local, value }));
}
