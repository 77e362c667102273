import type { XmlAttribute, XmlElement, XmlNode } from './element';
import { decodeReferences } from './references';
import { refuseXml } from './refusal';

/** A node as fast-xml-parser gives it with `preserveOrder`: text, CDATA, or one member named like the element. */
export interface OrderedNode {
  readonly '#text'?: string;
  readonly '#cdata'?: readonly OrderedNode[];
  readonly ':@'?: Readonly<Record<string, string>>;
  readonly [name: string]: unknown;
}

/** Prefixes in scope. Scopes are chained, not copied: many declarations on many elements must not multiply. */
interface Scope {
  readonly prefixes: ReadonlyMap<string, string>;
  readonly outer: Scope | undefined;
}

const XML_SCOPE: Scope = { prefixes: new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]), outer: undefined };

/**
 * The root element as our own tree: namespaces resolved, references decoded, CDATA as text. The document is one that
 * `scanMarkup` let pass, so beside the root there is only white space.
 * @throws ServiceError `xml.not-one-root`, `xml.malformed`, `xml.bad-reference`, `xml.duplicate-attribute`,
 * `xml.namespace-too-long`
 */
export function buildTree(document: readonly OrderedNode[]): XmlElement {
  const root = toNodes(document, XML_SCOPE).find((node) => typeof node !== 'string');
  if (root === undefined) throw refuseXml('xml.not-one-root');
  return root;
}

function toNodes(nodes: readonly OrderedNode[], scope: Scope): XmlNode[] {
  const result: XmlNode[] = [];
  for (const node of nodes) {
    const next = toText(node) ?? toElement(node, scope);
    const last = result.at(-1);
    if (typeof next === 'string' && typeof last === 'string') result[result.length - 1] = last + next;
    else if (next !== '') result.push(next);
  }
  return result;
}

function toText(node: OrderedNode): string | undefined {
  if (node['#cdata'] !== undefined) return node['#cdata'].map((part) => part['#text'] ?? '').join('');
  return node['#text'] === undefined ? undefined : decodeReferences(node['#text']);
}

function toElement(node: OrderedNode, outer: Scope): XmlElement {
  const member = Object.entries(node).find(([key]) => key !== ':@');
  if (member === undefined || !Array.isArray(member[1])) throw refuseXml('xml.malformed');
  const children: readonly OrderedNode[] = member[1];
  const attributes = Object.entries(node[':@'] ?? {}).map(([name, raw]) => ({
    ...splitName(name),
    value: decodeAttribute(raw),
  }));
  const scope = openScope(attributes, outer);
  const { prefix, name } = splitName(member[0]);
  return {
    namespace: resolve(scope, prefix),
    name,
    attributes: resolveAttributes(attributes, scope),
    children: toNodes(children, scope),
  };
}

interface RawAttribute {
  readonly prefix: string;
  readonly name: string;
  readonly value: string;
}

const isDefault = ({ prefix, name }: RawAttribute) => prefix === '' && name === 'xmlns';
const isDeclaration = (attribute: RawAttribute) => attribute.prefix === 'xmlns' || isDefault(attribute);

/** Names in use have at most 100 characters. `markupOf` repeats them, so a long one would multiply a message. */
const MAX_NAMESPACE = 256;

function openScope(attributes: readonly RawAttribute[], outer: Scope): Scope {
  const declarations = attributes.filter(isDeclaration);
  if (declarations.length === 0) return outer;
  const prefixes = new Map<string, string>();
  for (const declaration of declarations) {
    const namespace = declaration.value.trim();
    if (namespace.length > MAX_NAMESPACE) throw refuseXml('xml.namespace-too-long');
    prefixes.set(isDefault(declaration) ? '' : declaration.name, namespace);
  }
  return { prefixes, outer };
}

function resolveAttributes(attributes: readonly RawAttribute[], scope: Scope): XmlAttribute[] {
  const seen = new Set<string>();
  const resolved: XmlAttribute[] = [];
  for (const attribute of attributes) {
    if (isDeclaration(attribute)) continue;
    const { prefix, name, value } = attribute;
    const namespace = prefix === '' ? '' : resolve(scope, prefix);
    const expanded = `${name} ${namespace}`;
    if (seen.has(expanded)) throw refuseXml('xml.duplicate-attribute');
    seen.add(expanded);
    resolved.push({ namespace, name, value });
  }
  return resolved;
}

function resolve(scope: Scope, prefix: string): string {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.outer) {
    const namespace = current.prefixes.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return '';
}

function splitName(qualified: string): { prefix: string; name: string } {
  const parts = qualified.split(':');
  if (parts.length > 2 || parts.includes('')) throw refuseXml('xml.malformed');
  const [first = '', second] = parts;
  return second === undefined ? { prefix: '', name: first } : { prefix: first, name: second };
}

// Line ends and tabs that are written literally are blanks; those written as references stay ([XML] 3.3.3).
function decodeAttribute(raw: string): string {
  return decodeReferences(raw.replace(/[\t\n]/g, ' '));
}
