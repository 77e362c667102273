import { catalogue } from './catalogue';
import type { CatalogueBranch, CatalogueNode, NodeKind } from './catalogue-node';

/** A node found by its LocURI, with the values of its variable segments, percent-decoded, e.g. `TenantId`. */
export interface FoundNode {
  readonly node: CatalogueNode;
  readonly segments: ReadonlyMap<string, string>;
}

/** What stands below one segment, by its name in lower case. */
interface Below {
  readonly named: Map<string, Branch>;
  variable?: { readonly name: string; readonly branch: Branch };
}

/** A place in the tree. Its `node` and what is `below` it are made when first asked for: a cold start need not wait. */
interface Branch {
  readonly uri: string;
  readonly kind: number | null;
  readonly children: readonly CatalogueBranch[];
  below?: Below;
  node?: CatalogueNode;
}

function belowOf(branch: Branch): Below {
  branch.below ??= spread(branch);
  return branch.below;
}

function spread({ uri: above, children }: Branch): Below {
  const below: Below = { named: new Map() };
  for (const [name, kind, next = []] of children) {
    const branch = { uri: above === '' ? name : `${above}/${name}`, kind, children: next };
    if (name.startsWith('{')) below.variable = { name: name.slice(1, -1), branch };
    else below.named.set(name.toLowerCase(), branch);
  }
  return below;
}

function nodeOf(branch: Branch): CatalogueNode | undefined {
  const kind = branch.kind === null ? undefined : catalogue.kinds[branch.kind];
  if (kind !== undefined) branch.node ??= { uri: branch.uri, ...(JSON.parse(kind) as NodeKind) };
  return branch.node;
}

const maximumUriLength = 2048;
const deviceTree = /^\.\/(device\/)?vendor\//i;
const root: Branch = { uri: '', kind: null, children: JSON.parse(catalogue.tree) };
const noSegments: ReadonlyMap<string, string> = new Map();

/** `./Device/Vendor` and `./Vendor` are the same tree, of which the catalogue spells a provider in one way. */
function otherSpelling(locUri: string): string | undefined {
  const [start, device] = deviceTree.exec(locUri) ?? [];
  if (start === undefined) return undefined;
  return `${device === undefined ? './Device/Vendor/' : './Vendor/'}${locUri.slice(start.length)}`;
}

function decoded(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function walk(locUri: string): FoundNode | undefined {
  let segments: Map<string, string> | undefined;
  let branch = root;
  for (const segment of locUri.split('/')) {
    const { named, variable } = belowOf(branch);
    const child = named.get(segment.toLowerCase());
    if (child !== undefined) {
      branch = child;
      continue;
    }
    const value = segment === '' ? undefined : decoded(segment);
    if (variable === undefined || value === undefined) return undefined;
    segments ??= new Map();
    segments.set(variable.name, value);
    branch = variable.branch;
  }
  const node = nodeOf(branch);
  return node && { node, segments: segments ?? noSegments };
}

/**
 * The catalogue's node for a LocURI in any spelling: without regard to case, in the `./Vendor` or `./Device/Vendor`
 * form. `undefined` when the MAM client knows no such node (rule GEN-1). Time grows with the number of segments only.
 */
export function findNode(locUri: string): FoundNode | undefined {
  if (locUri.length > maximumUriLength) return undefined;
  const found = walk(locUri);
  if (found !== undefined) return found;
  const other = otherSpelling(locUri);
  return other === undefined ? undefined : walk(other);
}
