/** Commands that run on a node of the management tree. */
export type Verb = 'Add' | 'Replace' | 'Delete' | 'Exec' | 'Get';

/** Meta/Format of a node. */
export type NodeFormat = 'chr' | 'int' | 'bool' | 'b64' | 'bin' | 'xml' | 'node' | 'null';

/** What Windows knows of one kind of node; `{Name}` in `template` stands for any name that fits. */
export interface NodeFacts {
  /** Configuration service provider that owns it. */
  readonly csp: string;
  /** Path in the spelling without `./Device`, e.g. `./Vendor/MSFT/DMClient/Provider/{ProviderID}/Poll`. */
  readonly template: string;
  readonly format: NodeFormat;
  readonly access: ReadonlySet<Verb>;
  /** Value while nobody has written one. */
  readonly standard: string | undefined;
  /** Exists without being added, as soon as its parent does. */
  readonly inborn: boolean;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Good values; with a range as well, a value is good if it is one of these or inside it. */
  readonly allowed: ReadonlySet<string> | undefined;
  /** Bits of which a value is the sum. */
  readonly flags: number | undefined;
  readonly pattern: RegExp | undefined;
  /** Works inside an Atomic only. */
  readonly atomic: boolean;
  /** Never takes Add on a PC. */
  readonly replaceOnly: boolean;
}

/** A node as a LocURI names it. */
export interface NodePlace {
  readonly facts: NodeFacts;
  /** The same for every spelling of one node: `./Device` left out, aliases resolved. */
  readonly uri: string;
}

/** The path above, or undefined at the root. */
export function parentOf(uri: string): string | undefined {
  const slash = uri.lastIndexOf('/');
  return slash <= 1 ? undefined : uri.slice(0, slash);
}
