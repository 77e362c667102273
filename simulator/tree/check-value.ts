import type { NodeFacts, NodeFormat } from './node-facts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const SHAPES: ReadonlyMap<NodeFormat, RegExp> = new Map([
  ['int', /^-?[0-9]{1,10}$/],
  ['bool', /^(?:true|false|[0-9])$/],
  ['b64', BASE64],
  ['bin', BASE64],
]);

/**
 * Status code with which the client refuses a value, undefined when it takes it: 415 for another format than the
 * node's, 400 for data that is no such format (or any data where none belongs), 500 for data that the provider does
 * not take. The last distinction is this simulator's choice; no source names the codes.
 */
export function refusalOf(facts: NodeFacts, format: string, data: string | undefined): number | undefined {
  if (format !== facts.format) return 415;
  if (facts.format === 'node' || facts.format === 'null') return data === undefined || data === '' ? undefined : 400;
  if (data === undefined) return 400;
  const shape = SHAPES.get(facts.format);
  if (shape !== undefined && !shape.test(data)) return 400;
  return isTaken(facts, data) ? undefined : 500;
}

function isTaken(facts: NodeFacts, data: string): boolean {
  if (facts.pattern !== undefined) return facts.pattern.test(data);
  if (facts.allowed !== undefined && isAllowed(facts.allowed, data)) return true;
  if (facts.min !== undefined || facts.max !== undefined) return isInRange(facts, Number(data));
  if (facts.flags !== undefined) return (Number(data) & ~facts.flags) === 0;
  return facts.allowed === undefined;
}

// `bool` is read alike in both spellings; other values are compared as text.
function isAllowed(allowed: ReadonlySet<string>, data: string): boolean {
  const twin = new Map([
    ['0', 'false'],
    ['1', 'true'],
    ['false', '0'],
    ['true', '1'],
  ]).get(data);
  return (
    allowed.has(data) || (twin !== undefined && (allowed.has('true') || allowed.has('false')) && allowed.has(twin))
  );
}

function isInRange(
  { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: NodeFacts,
  value: number,
): boolean {
  return value >= min && value <= max;
}
