import type { Data } from './part';

/** Encodes a value that is there; `null` and `undefined` keep their meaning. */
export function given<Value>(value: Value | null | undefined, encode: (value: Value) => string): Data {
  if (value === undefined) return undefined;
  return value === null ? null : encode(value);
}

/** A switch of format int: 1 or 0. */
export const bit = (value: boolean | null | undefined): Data => given(value, (on) => (on ? '1' : '0'));

/** A switch of format bool. */
export const truth = (value: boolean | null | undefined): Data => given(value, String);

/** A number of format int. */
export const whole = (value: number | null | undefined): Data => given(value, String);

/** Entries joined by the separator of their leaf, in order, repeated ones once; an empty list means removal (rule NET-4). */
export function joined<Entry>(
  entries: readonly Entry[] | null | undefined,
  separator: string,
  toText: (entry: Entry) => string,
): Data {
  if (entries === undefined) return undefined;
  if (entries === null || entries.length === 0) return null;
  return [...new Set(entries.map(toText))].join(separator);
}
