import { catalogue } from './catalogue';
import type { CatalogueNode } from './catalogue-node';

/** A node found by its LocURI, with the values of its variable segments, percent-decoded, e.g. `TenantId`. */
export interface FoundNode {
  readonly node: CatalogueNode;
  readonly segments: ReadonlyMap<string, string>;
}

interface Branch {
  children?: Map<string, Branch>;
  variable?: { readonly name: string; readonly branch: Branch };
  node?: CatalogueNode;
}

const maximumUriLength = 2048;
const deviceTree = './device/vendor/';
const noSegments: ReadonlyMap<string, string> = new Map();

function grow(branch: Branch, segment: string): Branch {
  if (segment.startsWith('{')) {
    branch.variable ??= { name: segment.slice(1, -1), branch: {} };
    return branch.variable.branch;
  }
  branch.children ??= new Map();
  const key = segment.toLowerCase();
  const known = branch.children.get(key);
  if (known !== undefined) return known;
  const child: Branch = {};
  branch.children.set(key, child);
  return child;
}

/** `./Device/Vendor` and `./Vendor` are the same tree. */
function place(locUri: string): string {
  const isDevice = locUri.slice(0, deviceTree.length).toLowerCase() === deviceTree;
  return isDevice ? `./${locUri.slice('./device/'.length)}` : locUri;
}

/** Grows each branch from the one above it, which siblings share; in plain steps, since a cold start waits for this. */
function plant(nodes: readonly CatalogueNode[]): Branch {
  const top: Branch = {};
  const grown = new Map<string, Branch>();
  const branchOf = (uri: string): Branch => {
    const known = grown.get(uri);
    if (known !== undefined) return known;
    const slash = uri.lastIndexOf('/');
    const branch = grow(slash < 0 ? top : branchOf(uri.slice(0, slash)), uri.slice(slash + 1));
    grown.set(uri, branch);
    return branch;
  };
  for (const node of nodes) {
    branchOf(place(node.uri)).node = node;
    if (node.aliases === undefined) continue;
    for (const alias of node.aliases) branchOf(place(alias)).node = node;
  }
  return top;
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
  for (const segment of place(locUri).split('/')) {
    const child = branch.children?.get(segment.toLowerCase());
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
