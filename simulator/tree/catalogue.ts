import catalogueFile from '../../shared/csp/catalogue.json';
import type { NodeFacts, NodePlace } from './node-facts';
import { type CatalogueNode, readFacts, withoutDevice } from './read-facts';

/** What the MAM client accepts: every node of the catalogue file, found by LocURI. */
export interface Catalogue {
  /** The node that a LocURI names, in whatever spelling; undefined when the client knows none. */
  find(locUri: string): NodePlace | undefined;
  /** The literal children that are there as soon as the node at `uri` is. */
  inbornBelow(uri: string): readonly string[];
}

interface Segment {
  readonly literal: Map<string, Segment>;
  variable: { readonly pattern: RegExp | undefined; readonly below: Segment } | undefined;
  facts: NodeFacts | undefined;
}

const { nodes, blocked }: { nodes: readonly CatalogueNode[]; blocked: readonly { prefix: string }[] } = catalogueFile;
const root = buildIndex(nodes);
const blockedPrefixes = blocked.map(({ prefix }) => withoutDevice(prefix));

/** The catalogue that ships with the service, read once. */
export const catalogue: Catalogue = { find, inbornBelow };

function find(locUri: string): NodePlace | undefined {
  const path = withoutDevice(locUri);
  if (blockedPrefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) return undefined;
  const facts = walk(path)?.facts;
  return facts === undefined ? undefined : { facts, uri: inSpellingOf(facts.template, path) };
}

function inbornBelow(uri: string): readonly string[] {
  const below = walk(withoutDevice(uri))?.literal ?? new Map<string, Segment>();
  return [...below].filter(([, segment]) => segment.facts?.inborn === true).map(([name]) => `${uri}/${name}`);
}

function walk(path: string): Segment | undefined {
  let here: Segment | undefined = root;
  for (const name of path.split('/')) {
    here = here?.literal.get(name) ?? throughVariable(here, name);
  }
  return here;
}

function throughVariable(from: Segment | undefined, name: string): Segment | undefined {
  const variable = from?.variable;
  if (variable === undefined || name === '') return undefined;
  return variable.pattern === undefined || variable.pattern.test(name) ? variable.below : undefined;
}

// An alias may spell a literal segment differently; the names that a server chose are taken from the path.
function inSpellingOf(template: string, path: string): string {
  const names = path.split('/');
  return template
    .split('/')
    .map((segment, index) => (segment.startsWith('{') ? (names[index] ?? segment) : segment))
    .join('/');
}

function buildIndex(all: readonly CatalogueNode[]): Segment {
  const patterns = new Map(all.flatMap((node) => Object.entries(node.segments ?? {})));
  const top = emptySegment();
  for (const node of all) {
    const facts = readFacts(node);
    for (const spelling of [node.uri, ...(node.aliases ?? [])]) {
      let here = top;
      for (const name of withoutDevice(spelling).split('/')) here = step(here, name, patterns);
      here.facts = facts;
    }
  }
  return top;
}

function step(from: Segment, name: string, patterns: ReadonlyMap<string, { pattern?: string } | undefined>): Segment {
  if (!name.startsWith('{')) {
    const next = from.literal.get(name) ?? emptySegment();
    from.literal.set(name, next);
    return next;
  }
  const source = patterns.get(name.slice(1, -1))?.pattern;
  from.variable ??= { pattern: source === undefined ? undefined : new RegExp(source), below: emptySegment() };
  return from.variable.below;
}

function emptySegment(): Segment {
  return { literal: new Map(), variable: undefined, facts: undefined };
}
