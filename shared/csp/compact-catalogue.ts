import type { Catalogue, CatalogueBranch, CatalogueNode } from './catalogue-node';

/** `catalogue.json`, the form for people, with a line per node; the members that are carried over. */
export interface CatalogueFile extends Pick<Catalogue, 'rules' | 'blocked'> {
  /** Aliases differ from the LocURI in case only, which no lookup regards. */
  readonly nodes: readonly (CatalogueNode & { readonly aliases?: readonly string[] })[];
}

interface Grown {
  readonly name: string;
  kind: number | null;
  readonly children: Map<string, Grown>;
}

const seedling = (name: string): Grown => ({ name, kind: null, children: new Map() });

function grow(above: Grown, name: string): Grown {
  const branch = above.children.get(name) ?? seedling(name);
  above.children.set(name, branch);
  return branch;
}

function compact({ name, kind, children }: Grown): CatalogueBranch {
  return children.size === 0 ? [name, kind] : [name, kind, [...children.values()].map(compact)];
}

/** The pattern of each variable segment that has one, by the name of the segment. */
const segmentPatternsOf = (nodes: CatalogueFile['nodes']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    nodes.flatMap(({ segments = {} }) => Object.entries(segments).map(([name, { pattern }]) => [name, pattern])),
  );

/**
 * The catalogue in the form that loads fastest, since every cold start waits for it: a tree of names instead of whole
 * LocURIs, and what nodes have in common once, as a text that is only read when such a node is asked for.
 */
export function compactCatalogue({ nodes, rules, blocked }: CatalogueFile): Catalogue {
  const kinds = new Map<string, number>();
  const root = seedling('');
  for (const { uri, aliases, ...kind } of nodes) {
    const text = JSON.stringify(kind);
    const number = kinds.get(text) ?? kinds.size;
    kinds.set(text, number);
    uri.split('/').reduce(grow, root).kind = number;
  }
  const tree = JSON.stringify([...root.children.values()].map(compact));
  return { rules, blocked, segmentPatterns: segmentPatternsOf(nodes), kinds: [...kinds.keys()], tree };
}
