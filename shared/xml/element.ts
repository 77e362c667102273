/** An XML element with its namespace resolved. Attributes keep theirs too; the `xmlns` declarations are not among them. */
export interface XmlElement {
  /** Namespace name, trimmed; empty when there is none or the prefix was never declared. */
  readonly namespace: string;
  /** Local name, without the prefix. */
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  /** Elements and character data in document order; references are decoded, CDATA is character data. */
  readonly children: readonly XmlNode[];
}

/** One attribute with its namespace resolved (empty for an unprefixed one). */
export interface XmlAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** A child of an element: another element, or text. */
export type XmlNode = XmlElement | string;
