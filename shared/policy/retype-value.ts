import { asEntries, hostsIn, isHost } from './values/host';
import { parseIpAddress, prefixRange } from './values/ip-address';

const longest = 512;
const longestNumber = 9;

/** Values that stand for a switch in other formats. */
const truths: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  ['true', 'true'],
  ['1', 'true'],
  [1, 'true'],
  ['false', 'false'],
  ['0', 'false'],
  [0, 'false'],
]);

/** A range that was written as `10.0.0.0/8` or `10.0.0.1-10.0.0.9`, as the members of a range. */
function rangeInside(text: string): string | undefined {
  const [from = '', to = '', ...rest] = text.split('-').map((part) => part.trim());
  const isPair = rest.length === 0 && parseIpAddress(from) !== undefined && parseIpAddress(to) !== undefined;
  const range = isPair ? { from, to } : prefixRange(text.trim());
  return range && `{ "from": "${range.from}", "to": "${range.to}" }`;
}

const resourceInside = (text: string) =>
  isHost(text.replace(/^\./, '')) ? `{ "host": ${JSON.stringify(text)} }` : undefined;

/** Entries that are objects here and texts elsewhere, by the member that lists them. */
const objects: ReadonlyMap<string, (text: string) => string | undefined> = new Map([
  ['cloudResources', resourceInside],
  ['ipRanges', rangeInside],
]);

const retypers: Readonly<Record<string, (value: unknown, list: string) => string | undefined>> = {
  boolean: (value) => truths.get(value),
  number: numberInside,
  int: numberInside,
  array: (value) => (typeof value === 'string' ? `[${asEntries(hostsIn(value) ?? [value])}]` : undefined),
  object: (value, list) => (typeof value === 'string' ? objects.get(list)?.(value) : undefined),
};

function numberInside(value: unknown): string | undefined {
  const isNumber = typeof value === 'string' && value.length <= longestNumber && /^[0-9]+$/.test(value);
  return isNumber ? value : undefined;
}

/**
 * What was most likely meant by a value of the wrong type, as JSON; `undefined` where that cannot be told.
 * @param expected The type that is wanted, as the schema names it.
 * @param list Name of the list in which the value stands, if it is in one.
 */
export function retypeValue(value: unknown, expected: string, list: string): string | undefined {
  if (typeof value === 'string' && value.length > longest) return undefined;
  return Object.hasOwn(retypers, expected) ? retypers[expected]?.(value, list) : undefined;
}
