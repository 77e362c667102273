/** An element of a document that a server sent, namespace resolved. */
export interface XmlElement {
  readonly namespace: string;
  /** Local name. */
  readonly name: string;
  /** Attributes without the `xmlns` declarations. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** All character data directly inside, joined; references decoded. */
  readonly text: string;
}

/** An attribute; `namespace` is empty when it has no prefix. */
export interface XmlAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** The first child of that name in the namespace of its parent. */
export function childOf(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((child) => child.name === name && child.namespace === parent.namespace);
}

/** The value of an attribute without prefix. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name && attribute.namespace === '')?.value;
}

/** The element reached by that path of namespace and name, one step a pair; undefined when a step is missing. */
export function descend(from: XmlElement, path: readonly (readonly [string, string])[]): XmlElement | undefined {
  let found: XmlElement | undefined = from;
  for (const [namespace, name] of path) {
    found = found?.children.find((child) => child.name === name && child.namespace === namespace);
  }
  return found;
}
