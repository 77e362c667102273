import type { CatalogueNode } from './catalogue-node';

const patterns = new Map<string, RegExp>();

/** The compiled form of a pattern of the catalogue, made once. */
export function compiledPattern(source: string): RegExp {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const pattern = new RegExp(source);
  patterns.set(source, pattern);
  return pattern;
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const wholeNumber = /^-?(?:0|[1-9][0-9]{0,14})$/;

const spellings: ReadonlyMap<string, (data: string, node: CatalogueNode) => boolean> = new Map([
  ['int', (data) => wholeNumber.test(data)],
  ['bool', (data, node) => data === 'true' || data === 'false' || isAllowed(data, node)],
  ['b64', (data) => base64.test(data)],
  ['bin', (data) => base64.test(data)],
]);

const isAllowed = (data: string, node: CatalogueNode) =>
  node.allowed !== undefined && Object.hasOwn(node.allowed, data);

const hasRange = (node: CatalogueNode) => node.min !== undefined || node.max !== undefined;

function inRange(data: string, node: CatalogueNode): boolean {
  if (!hasRange(node)) return false;
  const value = Number(data);
  return value >= (node.min ?? Number.NEGATIVE_INFINITY) && value <= (node.max ?? Number.POSITIVE_INFINITY);
}

function isSumOfFlags(data: string, flags: Readonly<Record<string, string>>): boolean {
  const known = Object.keys(flags).reduce((sum, bit) => sum | Number(bit), 0);
  return (Number(data) & ~known) === 0;
}

function rangeText(node: CatalogueNode): string {
  const range = hasRange(node) ? [`${node.min ?? 'any'} to ${node.max ?? 'any'}`] : [];
  return [...Object.keys(node.allowed ?? {}), ...range].join(', ');
}

/** Bounds the patterns of host and address lists, whose time grows with the square of an entry's length. */
const longestEntry = 600;

const hasOverlongEntry = (data: string, { list }: CatalogueNode) =>
  (list === ',' || list === '|') && data.split(list).some((entry) => entry.length > longestEntry);

function checkPattern(data: string, pattern: string, node: CatalogueNode): string | undefined {
  if (hasOverlongEntry(data, node)) return `an entry has more than ${longestEntry} characters`;
  return compiledPattern(pattern).test(data) ? undefined : 'the data has not the shape that the node demands';
}

/**
 * Why a node cannot hold a value, in words, or `undefined` when it can: the spelling of its format, its allowed values
 * or range, its flags, its pattern. The value itself is not quoted. Expects a value of bounded size (rule SIZE-1), since
 * patterns take time that grows with it.
 */
export function checkValue(data: string, node: CatalogueNode): string | undefined {
  const isSpelled = spellings.get(node.format);
  if (isSpelled !== undefined && !isSpelled(data, node)) return `the data is not of format ${node.format}`;
  const isLimited = node.allowed !== undefined || hasRange(node);
  if (isLimited && !isAllowed(data, node) && !inRange(data, node)) return `allowed: ${rangeText(node)}`;
  if (node.flags !== undefined && !isSumOfFlags(data, node.flags)) return 'the data is not a sum of the known bits';
  return node.pattern === undefined ? undefined : checkPattern(data, node.pattern, node);
}
