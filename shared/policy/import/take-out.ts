import type { MemberPath } from '../member-path';

/** What goes of a value: all of it, or something inside. */
interface Cut {
  isWhole: boolean;
  readonly inside: Map<PropertyKey, Cut>;
}

const noCut = (): Cut => ({ isWhole: false, inside: new Map() });

/**
 * What goes with a value that cannot be read: the entry of the innermost list around it, else the member. Half an entry
 * could mean the opposite, such as a denial without its `denied`.
 */
function unitOf(path: MemberPath): MemberPath {
  const entry = path.findLastIndex((step) => typeof step === 'number');
  return path.slice(0, Math.max(entry, 0) + 1);
}

function mark(cut: Cut, path: MemberPath): void {
  const end = path.reduce<Cut>((above, step) => {
    const below = above.inside.get(step) ?? noCut();
    above.inside.set(step, below);
    return below;
  }, cut);
  end.isWhole = true;
}

function without(value: unknown, cut: Cut): unknown {
  const keep = <Key extends PropertyKey>(key: Key, inner: unknown): [Key, unknown][] => {
    const below = cut.inside.get(key);
    if (below === undefined) return [[key, inner]];
    return below.isWhole ? [] : [[key, without(inner, below)]];
  };
  if (Array.isArray(value)) return value.flatMap((inner: unknown, index) => keep(index, inner).map(([, kept]) => kept));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => keep(key, inner)));
}

/** A value without what cannot be read in it. @param paths To values that cannot be read, as a schema reports them. */
export function takeOut(value: unknown, paths: readonly MemberPath[]): unknown {
  const cut = noCut();
  for (const path of paths) mark(cut, unitOf(path));
  return without(value, cut);
}
