import { catalogue } from './catalogue';
import type { CatalogueNode } from './catalogue-node';

/** A node found by its LocURI, with the values of its variable segments, percent-decoded, e.g. `TenantId`. */
export interface FoundNode {
  readonly node: CatalogueNode;
  readonly segments: ReadonlyMap<string, string>;
}

interface Branch {
  readonly children: Map<string, Branch>;
  variable?: { readonly name: string; readonly branch: Branch };
  node?: CatalogueNode;
}

const maximumUriLength = 2048;
const variableSegment = /^\{(.+)\}$/;
const noSegments: ReadonlyMap<string, string> = new Map();

function grow(branch: Branch, segment: string): Branch {
  const name = variableSegment.exec(segment)?.[1];
  if (name !== undefined) {
    branch.variable ??= { name, branch: { children: new Map() } };
    return branch.variable.branch;
  }
  const key = segment.toLowerCase();
  const child = branch.children.get(key) ?? { children: new Map() };
  branch.children.set(key, child);
  return child;
}

function plant(nodes: readonly CatalogueNode[]): Branch {
  const root: Branch = { children: new Map() };
  for (const node of nodes) {
    for (const uri of [node.uri, ...(node.aliases ?? [])]) uri.split('/').reduce(grow, root).node = node;
  }
  return root;
}

const root = plant(catalogue.nodes);

function decoded(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/**
 * The catalogue's node for a LocURI in any spelling: without regard to case, in the `./Vendor` or `./Device/Vendor`
 * form. `undefined` when the MAM client knows no such node (rule GEN-1). Time grows with the number of segments only.
 */
export function findNode(locUri: string): FoundNode | undefined {
  if (locUri.length > maximumUriLength) return undefined;
  let segments: Map<string, string> | undefined;
  let branch = root;
  for (const segment of locUri.split('/')) {
    const child = branch.children.get(segment.toLowerCase());
    if (child !== undefined) {
      branch = child;
      continue;
    }
    const value = segment === '' ? undefined : decoded(segment);
    if (branch.variable === undefined || value === undefined) return undefined;
    segments ??= new Map();
    segments.set(branch.variable.name, value);
    branch = branch.variable.branch;
  }
  return branch.node && { node: branch.node, segments: segments ?? noSegments };
}
