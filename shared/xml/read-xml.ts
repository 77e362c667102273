import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ServiceError } from '../errors';
import { buildTree, type OrderedNode } from './build-tree';
import { decodeBytes } from './decode-bytes';
import type { XmlElement } from './element';
import { refuseXml } from './refusal';
import { scanMarkup } from './scan-markup';

/** Bounds of one body; there is no default for its size. */
export interface XmlLimits {
  readonly maxBytes: number;
  /** Elements, attributes, texts, CDATA sections, comments and instructions together; default 20,000. */
  readonly maxNodes?: number;
}

const DEFAULT_MAX_NODES = 20_000;

// Values stay text: ids such as `00123` and `1e5` are not numbers. References are decoded by `buildTree`, once.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 32,
  jPath: false,
  onDangerousProperty: (name) => name,
});

/**
 * Reads a hostile body as XML 1.0 without a document type, in linear time. UTF-8 or, with a byte order mark, UTF-16;
 * comments and processing instructions are dropped. An undeclared prefix means the empty namespace, and `]]>` may stand in
 * text: clients do both. At most 32 levels of elements, 100 attributes an element and 256 characters a namespace name.
 * @throws ServiceError `body.too-large` (kind `too-large`), or kind `invalid` with a code of `XmlRefusal`
 */
export function readXml(bytes: Uint8Array, limits: XmlLimits): XmlElement {
  if (bytes.length > limits.maxBytes) throw tooLarge(limits.maxBytes);
  const text = decodeBytes(bytes);
  const markup = scanMarkup(text, limits.maxNodes ?? DEFAULT_MAX_NODES);
  return buildTree(parse(markup));
}

function tooLarge(maxBytes: number): ServiceError {
  return new ServiceError('too-large', 'body.too-large', `The body is larger than ${Math.floor(maxBytes / 1024)} KB.`);
}

// The validator comes first because the parser alone accepts tags that do not match.
function parse(markup: string): readonly OrderedNode[] {
  if (XMLValidator.validate(markup) !== true) throw refuseXml('xml.malformed');
  try {
    return parser.parse(markup);
  } catch {
    // Its messages quote the input, so they are not passed on.
    throw refuseXml('xml.malformed');
  }
}
