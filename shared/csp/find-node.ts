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
const deviceTree = './device/vendor/';
const noSegments: ReadonlyMap<string, string> = new Map();

function grow(branch: Branch, segment: string): Branch {
  if (segment.startsWith('{')) {
    branch.variable ??= { name: segment.slice(1, -1), branch: { children: new Map() } };
    return branch.variable.branch;
  }
  const key = segment.toLowerCase();
  const known = branch.children.get(key);
  if (known !== undefined) return known;
  const child: Branch = { children: new Map() };
  branch.children.set(key, child);
  return child;
}

/** `./Device/Vendor` and `./Vendor` are the same tree. */
function place(locUri: string): string {
  const isDevice = locUri.slice(0, deviceTree.length).toLowerCase() === deviceTree;
  return isDevice ? `./${locUri.slice('./device/'.length)}` : locUri;
}

function plant(nodes: readonly CatalogueNode[]): Branch {
  const root: Branch = { children: new Map() };
  for (const node of nodes) {
    const places = new Set([node.uri, ...(node.aliases ?? [])].map(place));
    for (const uri of places) uri.split('/').reduce(grow, root).node = node;
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
  for (const segment of place(locUri).split('/')) {
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
