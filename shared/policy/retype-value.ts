import { asEntries, asResources, entriesIn, hostMeant, hostsIn } from './values/host';
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

/** Where the value stands. */
interface Place {
  readonly name: string;
  /** Name of the list in which it stands, if it is in one. */
  readonly list: string;
  /** Whether it is a list whose entries are objects. */
  readonly holdsObjects: boolean;
}

/** A range that was written as `10.0.0.0/8` or `10.0.0.1-10.0.0.9`, as the members of a range. */
function rangeInside(text: string): string | undefined {
  const [from = '', to = '', ...rest] = text.split('-').map((part) => part.trim());
  const isPair = rest.length === 0 && parseIpAddress(from) !== undefined && parseIpAddress(to) !== undefined;
  const range = isPair ? { from, to } : prefixRange(text.trim());
  return range && `{ "from": "${range.from}", "to": "${range.to}" }`;
}

function resourceInside(text: string): string | undefined {
  const host = hostMeant(text);
  return host && asResources([host]);
}

/** Entries that are objects here and texts elsewhere, by the member that lists them; each from one entry as text. */
const objects: ReadonlyMap<string, (text: string) => string | undefined> = new Map([
  ['cloudResources', resourceInside],
  ['ipRanges', rangeInside],
]);

/** Entries of a list as a console joins them in one text, as the objects that they are here. */
function objectsInside(text: string, list: string): string | undefined {
  const entries = entriesIn(text).map((entry) => objects.get(list)?.(entry));
  return entries.length === 0 || entries.includes(undefined) ? undefined : entries.join(', ');
}

function listInside(text: string, { name, holdsObjects }: Place): string | undefined {
  // Blanks separate hosts as well: none of them has one.
  const entries = holdsObjects
    ? objectsInside(text, name)
    : asEntries(hostsIn(text) ?? hostsIn(text.replace(/\s+/g, ';')) ?? [text]);
  return entries && `[${entries}]`;
}

const retypers: Readonly<Record<string, (value: unknown, place: Place) => string | undefined>> = {
  boolean: (value) => truths.get(value),
  number: numberInside,
  int: numberInside,
  array: (value, place) => (typeof value === 'string' ? listInside(value, place) : undefined),
  object: (value, { list }) => (typeof value === 'string' ? objectsInside(value, list) : undefined),
};

function numberInside(value: unknown): string | undefined {
  const isNumber = typeof value === 'string' && value.length <= longestNumber && /^[0-9]+$/.test(value);
  return isNumber ? value : undefined;
}

/**
 * What was most likely meant by a value of the wrong type, as JSON; `undefined` where that cannot be told.
 * @param expected The type that is wanted, as the schema names it.
 */
export function retypeValue(value: unknown, expected: string, place: Place): string | undefined {
  if (typeof value === 'string' && value.length > longest) return undefined;
  return Object.hasOwn(retypers, expected) ? retypers[expected]?.(value, place) : undefined;
}
