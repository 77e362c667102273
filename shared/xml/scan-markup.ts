import { isBlank } from './characters';
import { checkReferences } from './references';
import { refuseXml } from './refusal';

/** Deepest nesting of elements that is read; real messages stay below 12. */
const MAX_DEPTH = 32;
/** Real elements have at most ten. The parser's time is attributes times children, so both must not be large. */
const MAX_ATTRIBUTES = 100;

// Each pattern is sticky and cannot match the same characters in two ways, so that a failure costs one pass.
const START_TAG = /<[^\s<>"'=/!?&]+/y;
const ATTRIBUTE = /[ \t\r\n]+[^\s<>"'=/&]+[ \t\r\n]*=[ \t\r\n]*(?:"[^"<]*"|'[^'<]*')/y;
const START_TAG_END = /[ \t\r\n]*\/?>/y;
const END_TAG = /<\/[^\s<>"'=/&]+[ \t\r\n]*>/y;

const SECTIONS = [
  { opens: '<!--', closes: '-->', isText: false },
  { opens: '<![CDATA[', closes: ']]>', isText: true },
  { opens: '<?', closes: '?>', isText: false },
] as const;

interface Scan {
  readonly text: string;
  readonly maxNodes: number;
  readonly kept: string[];
  keptFrom: number;
  position: number;
  depth: number;
  roots: number;
  nodes: number;
}

/**
 * Walks once through the markup, before any parser sees it, and refuses what parsers are known to read in more than one
 * way or slowly. Gives the text back without comments and processing instructions (the XML declaration among them), so
 * that only tags, text and CDATA are left. Whether start and end tags match is for the parser to say.
 * @throws ServiceError `xml.forbidden-declaration`, `xml.bad-reference`, `xml.malformed`, `xml.not-one-root`,
 * `xml.too-deep`, `xml.too-many-nodes`
 */
export function scanMarkup(text: string, maxNodes: number): string {
  const scan: Scan = { text, maxNodes, kept: [], keptFrom: 0, position: 0, depth: 0, roots: 0, nodes: 0 };
  while (scan.position < text.length) scanNext(scan);
  if (scan.roots === 0) throw refuseXml('xml.not-one-root');
  scan.kept.push(text.slice(scan.keptFrom));
  return scan.kept.join('');
}

function scanNext(scan: Scan): void {
  const { text, position } = scan;
  const section = SECTIONS.find(({ opens }) => text.startsWith(opens, position));
  if (text[position] !== '<') scanText(scan);
  else if (section !== undefined) scanSection(scan, section);
  else if (text[position + 1] === '!') throw refuseXml('xml.forbidden-declaration');
  else if (text[position + 1] === '/') scanEndTag(scan);
  else scanStartTag(scan);
}

function countNode(scan: Scan): void {
  scan.nodes += 1;
  if (scan.nodes > scan.maxNodes) throw refuseXml('xml.too-many-nodes');
}

function scanText(scan: Scan): void {
  countNode(scan);
  const next = scan.text.indexOf('<', scan.position);
  const end = next === -1 ? scan.text.length : next;
  const piece = scan.text.slice(scan.position, end);
  if (scan.depth === 0 && !isBlank(piece)) throw refuseXml('xml.not-one-root');
  checkReferences(piece);
  scan.position = end;
}

function scanSection(scan: Scan, section: (typeof SECTIONS)[number]): void {
  countNode(scan);
  const start = scan.position;
  const close = scan.text.indexOf(section.closes, start + section.opens.length);
  if (close === -1) throw refuseXml('xml.malformed');
  scan.position = close + section.closes.length;
  if (section.isText && scan.depth === 0) throw refuseXml('xml.not-one-root');
  if (!section.isText) drop(scan, start);
}

function drop(scan: Scan, start: number): void {
  scan.kept.push(scan.text.slice(scan.keptFrom, start));
  scan.keptFrom = scan.position;
}

function scanEndTag(scan: Scan): void {
  take(scan, END_TAG);
  scan.depth -= 1;
  if (scan.depth < 0) throw refuseXml('xml.malformed');
}

function scanStartTag(scan: Scan): void {
  countNode(scan);
  take(scan, START_TAG);
  if (scan.depth === 0) scan.roots += 1;
  if (scan.roots > 1) throw refuseXml('xml.not-one-root');
  if (scan.depth === MAX_DEPTH) throw refuseXml('xml.too-deep');
  scanAttributes(scan);
  const end = take(scan, START_TAG_END);
  if (!end.endsWith('/>')) scan.depth += 1;
}

function scanAttributes(scan: Scan): void {
  let attributes = 0;
  for (let found = find(scan, ATTRIBUTE); found !== undefined; found = find(scan, ATTRIBUTE)) {
    attributes += 1;
    if (attributes > MAX_ATTRIBUTES) throw refuseXml('xml.too-many-nodes');
    countNode(scan);
    checkReferences(found);
  }
}

function take(scan: Scan, pattern: RegExp): string {
  const found = find(scan, pattern);
  if (found === undefined) throw refuseXml('xml.malformed');
  return found;
}

function find(scan: Scan, pattern: RegExp): string | undefined {
  pattern.lastIndex = scan.position;
  const found = pattern.exec(scan.text)?.[0];
  if (found !== undefined) scan.position += found.length;
  return found;
}
