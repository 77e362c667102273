import type { NodeFacts, NodeFormat, Verb } from './node-facts';

const VERBS: readonly Verb[] = ['Add', 'Replace', 'Delete', 'Exec', 'Get'];
const FORMATS: readonly NodeFormat[] = ['chr', 'int', 'bool', 'b64', 'bin', 'xml', 'node', 'null'];

/** One node of the catalogue file, in the field names that the file documents. */
export interface CatalogueNode {
  readonly uri: string;
  readonly aliases?: readonly string[];
  readonly format: string;
  readonly access: readonly string[];
  readonly occurs: string;
  readonly default?: string | number | boolean;
  readonly min?: number;
  readonly max?: number;
  readonly allowed?: Readonly<Record<string, string | undefined>>;
  readonly flags?: Readonly<Record<string, string | undefined>>;
  readonly pattern?: string;
  readonly atomic?: boolean;
  readonly replaceOnly?: boolean;
  readonly segments?: Readonly<Record<string, { readonly pattern?: string } | undefined>>;
}

/** The facts of one catalogue node. @throws Error on a format or verb that the simulator does not know */
export function readFacts(node: CatalogueNode): NodeFacts {
  const format = known(FORMATS, node.format);
  const access = new Set(node.access.map((verb) => known(VERBS, verb)));
  const standard = node.default === undefined ? undefined : String(node.default);
  return {
    csp: providerOf(withoutDevice(node.uri)),
    template: withoutDevice(node.uri),
    format,
    access,
    standard,
    inborn: isInborn(node, access),
    min: node.min,
    max: node.max,
    allowed: node.allowed === undefined ? undefined : new Set(Object.keys(node.allowed)),
    flags: node.flags === undefined ? undefined : sumOf(Object.keys(node.flags)),
    pattern: node.pattern === undefined ? undefined : new RegExp(node.pattern),
    atomic: node.atomic === true,
    replaceOnly: node.replaceOnly === true,
  };
}

/** `./Device/X` and `./X` are the same node (policy guide, section 1). */
export function withoutDevice(uri: string): string {
  return uri.startsWith('./Device/') ? `./${uri.slice('./Device/'.length)}` : uri;
}

// `./Vendor/MSFT/WiFi/...`, `./User/Vendor/MSFT/WiFi/...`, `./DevInfo/...`, `./SyncML/DMAcc/...`
function providerOf(path: string): string {
  const names = path.split('/').filter((name) => !['.', 'User', 'Vendor', 'MSFT', 'SyncML'].includes(name));
  return names[0] ?? '';
}

// What occurs once is there with its parent. Below a name that a server chose, a leaf that a server may add is not:
// it comes when the server adds it.
function isInborn(node: CatalogueNode, access: ReadonlySet<Verb>): boolean {
  const last = node.uri.slice(node.uri.lastIndexOf('/') + 1);
  if (!node.occurs.startsWith('1') || last.startsWith('{')) return false;
  return node.format === 'node' || !node.uri.includes('{') || !access.has('Add') || node.default !== undefined;
}

function known<T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new Error(`the catalogue names ${text}, which the simulator does not know`);
  return found;
}

function sumOf(bits: readonly string[]): number {
  return bits.reduce((sum, bit) => sum + Number(bit), 0);
}
