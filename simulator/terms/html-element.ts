import { SOURCE, violate } from '../conformance/protocol-violation';

/** An element of an HTML page. Names of tags and attributes are lower-case. */
export interface HtmlElement {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (HtmlElement | string)[];
}

interface OpenElement extends HtmlElement {
  readonly children: (HtmlElement | string)[];
}

const TOKEN = /<!--[\s\S]*?-->|<!doctype[^<>]*>|<(\/?)([a-z][a-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|<|[^<]+/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+)))?/g;
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
const RAW = /<(style|title|textarea)\b([^<>]*)>([\s\S]*?)<\/\1\s*>/gi;
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);

/**
 * Reads a page in which every element that is not void is closed in order, which is stricter than a browser. Style sheets
 * are left out.
 * @throws ProtocolViolation
 */
export function readHtml(html: string): HtmlElement {
  const root: OpenElement = { tag: '', attributes: new Map(), children: [] };
  const open: OpenElement[] = [root];
  for (const token of withoutStyles(html).matchAll(TOKEN)) {
    const [whole, slash, tag] = token;
    if (tag === undefined) addText(open, whole);
    else if (slash === '/') close(open, tag.toLowerCase());
    else start(open, tag.toLowerCase(), token[3] ?? '');
  }
  const left = open.at(-1);
  if (left !== undefined && left !== root) violate(`<${left.tag}> is never closed`, SOURCE.terms);
  return root;
}

/** All elements below in document order, the element itself first. */
export function everyElement(from: HtmlElement): readonly HtmlElement[] {
  return [from, ...from.children.flatMap((child) => (typeof child === 'string' ? [] : everyElement(child)))];
}

/** Text of an element and all below it, white space folded. */
export function textIn(element: HtmlElement): string {
  const join = (from: HtmlElement): string =>
    from.children.map((child) => (typeof child === 'string' ? child : `${join(child)} `)).join('');
  return join(element).replace(/\s+/g, ' ').trim();
}

function withoutStyles(html: string): string {
  return html.replace(RAW, (whole, tag: string) => (tag.toLowerCase() === 'style' ? '' : whole));
}

function addText(open: readonly OpenElement[], text: string): void {
  if (!/^<(!--|!doctype)/i.test(text)) open.at(-1)?.children.push(decode(text));
}

function start(open: OpenElement[], tag: string, attributes: string): void {
  const element: OpenElement = { tag, attributes: readAttributes(attributes), children: [] };
  open.at(-1)?.children.push(element);
  if (!VOID.has(tag)) open.push(element);
}

function close(open: OpenElement[], tag: string): void {
  const last = open.pop();
  if (last?.tag !== tag) violate(`</${tag}> closes <${last?.tag}>`, SOURCE.terms);
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const pairs = [...text.matchAll(ATTRIBUTE)].map(([, name = '', ...values]): [string, string] => [
    name.toLowerCase(),
    decode(values.find((value) => value !== undefined) ?? ''),
  ]);
  return new Map(pairs);
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(String(name).toLowerCase()) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
