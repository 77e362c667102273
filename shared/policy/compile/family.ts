import type { NodeValue, SyncMlFormat } from '../../syncml/message';
import type { Data, Part } from './part';

/** One leaf of a family: name below its root, format, data; without data it is left out. */
export type FamilyLeaf = readonly [name: string, format: SyncMlFormat, data: Data];

/** A family of leaves below one root. */
export interface Family {
  readonly key: string;
  /** LocURI of the root, with the slash at its end. */
  readonly root: string;
  readonly member: string;
  readonly leaves: readonly FamilyLeaf[];
  /** Node that is executed once the leaves are there. */
  readonly executes?: string;
}

/** A family as one setting: its leaves are added in one Atomic, what it executes comes last. */
export function family({ key, root, member, leaves, executes }: Family): Part {
  const values = leaves.flatMap(([name, format, data]): NodeValue[] =>
    data === undefined || data === null ? [] : [{ uri: `${root}${name}`, format, data }],
  );
  const last: NodeValue[] = executes === undefined ? [] : [{ uri: `${root}${executes}`, format: 'null' }];
  const nodes = [...values, ...last];
  return { kind: 'set', draft: { key, kind: 'family', verb: 'Add', nodes, member, restsOn: [] } };
}
