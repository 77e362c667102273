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

const TOKEN = /<!doctype[^<>]*>|<(\/?)([a-z][a-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|<|[^<]+/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+)))?/g;
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
// Cut out before anything else is read: where each begins and ends.
const SKIPPED = [
  ['<!--', '-->'],
  ['<style', '</style>'],
] as const;
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);

/**
 * Reads a page in which every element that is not void is closed in order, which is stricter than a browser. Comments
 * and style sheets are left out.
 * @throws ProtocolViolation
 */
export function readHtml(html: string): HtmlElement {
  const root: OpenElement = { tag: '', attributes: new Map(), children: [] };
  const open: OpenElement[] = [root];
  const visible = SKIPPED.reduce((text, [begin, end]) => without(text, begin, end), html);
  for (const token of visible.matchAll(TOKEN)) {
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

function without(html: string, begin: string, end: string): string {
  const kept: string[] = [];
  let at = 0;
  for (let from = html.indexOf(begin); from !== -1; from = html.indexOf(begin, at)) {
    const to = html.indexOf(end, from);
    if (to === -1) violate(`${begin} is never closed`, SOURCE.terms);
    kept.push(html.slice(at, from));
    at = to + end.length;
  }
  return kept.join('') + html.slice(at);
}

function addText(open: readonly OpenElement[], text: string): void {
  if (!/^<!doctype/i.test(text)) open.at(-1)?.children.push(decode(text));
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
