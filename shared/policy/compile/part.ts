import type { SyncMlFormat } from '../../syncml/message';
import type { Draft } from '../seal-setting';
import type { Removal, Setting } from '../setting';

/** What a member of the document comes to: something to set, or something to remove. */
export type Part =
  | { readonly kind: 'set'; readonly draft: Draft }
  | { readonly kind: 'remove'; readonly removal: Removal };

/** A member's data for a node: text to write, `null` to remove, `undefined` where it is not managed. */
export type Data = string | null | undefined;

/** One leaf that a section of the document fills. */
export interface LeafSource<Section> {
  readonly uri: string;
  readonly format: SyncMlFormat;
  /** Member of the document, e.g. `wip.mode`. */
  readonly member: string;
  readonly data: (section: Section) => Data;
}

/** How the leaves of a section travel. */
export interface LeafHabit {
  readonly verb: Setting['verb'];
  readonly restsOn?: readonly string[];
}

const staticLeaf: LeafHabit = { verb: 'Replace' };

/** A removal of one key. */
export const remove = (key: string, member: string): Part => ({ kind: 'remove', removal: { key, member } });

/** A setting of one leaf. */
export function leaf({ uri, format, member }: Omit<LeafSource<never>, 'data'>, data: string, habit = staticLeaf): Part {
  const { verb, restsOn = [] } = habit;
  return { kind: 'set', draft: { key: uri, kind: 'leaf', verb, nodes: [{ uri, format, data }], member, restsOn } };
}

/** A container, which has to be there before what lies below it. */
export function container(uri: string, member: string): Part {
  const nodes = [{ uri, format: 'node' as const }];
  return { kind: 'set', draft: { key: uri, kind: 'container', verb: 'Add', nodes, member, restsOn: [] } };
}

/** The leaves that a section fills, in the order of their sources. A section that is `null` removes each of them. */
export function leaves<Section>(
  section: Section | null | undefined,
  sources: readonly LeafSource<Section>[],
  habit = staticLeaf,
): Part[] {
  if (section === undefined) return [];
  return sources.flatMap((source) => {
    const data = section === null ? null : source.data(section);
    if (data === undefined) return [];
    return [data === null ? remove(source.uri, source.member) : leaf(source, data, habit)];
  });
}
