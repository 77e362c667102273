import { ServiceError } from '../errors';

const TEXTS = {
  'xml.empty': 'The body is empty.',
  'xml.encoding': 'The body is not valid UTF-8, nor UTF-16 with a byte order mark.',
  'xml.forbidden-character': 'The body contains a character that XML does not allow.',
  'xml.forbidden-declaration': 'The body contains a document type or another declaration, which is not accepted.',
  'xml.bad-reference': 'The body contains a reference that is neither predefined nor a character that XML allows.',
  'xml.malformed': 'The body is not well-formed XML.',
  'xml.not-one-root': 'The body must consist of exactly one root element.',
  'xml.too-deep': 'The elements of the body are nested too deeply.',
  'xml.too-many-nodes': 'The body has too many elements or attributes.',
  'xml.namespace-too-long': 'A namespace name in the body is too long.',
  'xml.duplicate-attribute': 'An element of the body has the same attribute twice.',
} as const;

/** Why a body is not taken as XML. The codes are stable. */
export type XmlRefusal = keyof typeof TEXTS;

/** The error for a refusal, to be thrown: kind `invalid`, with a text that quotes nothing of the input. */
export function refuseXml(code: XmlRefusal): ServiceError {
  return new ServiceError('invalid', code, TEXTS[code]);
}
