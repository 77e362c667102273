import { type MemberPath, pathText } from '../member-path';

/**
 * What goes with a value that cannot be read: the entry of the innermost list around it, else the member. Half an entry
 * could mean the opposite, such as a denial without its `denied`.
 */
function unitOf(path: MemberPath): MemberPath {
  const entry = path.findLastIndex((step) => typeof step === 'number');
  return path.slice(0, Math.max(entry, 0) + 1);
}

function without(value: unknown, [step, ...rest]: MemberPath): unknown {
  const isKept = (key: PropertyKey) => rest.length > 0 || key !== step;
  const change = (key: PropertyKey, inner: unknown) => (key === step ? without(inner, rest) : inner);
  if (Array.isArray(value))
    return value.flatMap((inner: unknown, index) => (isKept(index) ? [change(index, inner)] : []));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => isKept(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, change(key, inner)]));
}

/** A value without what cannot be read in it. @param paths In the order of the value, as a schema reports them. */
export function takeOut(value: unknown, paths: readonly MemberPath[]): unknown {
  const units = new Map(paths.map(unitOf).map((unit) => [pathText(unit), unit]));
  // From the last one on, since the entries behind one that goes move up.
  return [...units.values()].reduceRight(without, value);
}
