import type { ItemVerb, SyncMlFormat } from '../syncml/message';

/** A demand on another node of the same provider: it must hold one of `values`, or be absent. */
export interface NodeDemand {
  readonly uri: string;
  readonly values?: readonly string[];
  readonly absent?: boolean;
  /** Values of the demanding node to which the demand is limited. */
  readonly when?: readonly string[];
}

/** How a value counts for access decisions: `grace` reads again before it fails, `passMask` tests bits. */
export interface ComplianceReading {
  readonly pass?: readonly (number | boolean)[];
  readonly fail?: readonly (number | boolean)[];
  readonly grace?: readonly number[];
  readonly ignore?: readonly number[];
  readonly passMask?: number;
  readonly passPattern?: string;
}

/** What `catalogue.json` says of a node, but its place: many nodes of one kind stand at several places. */
export interface NodeKind {
  readonly scope: 'device' | 'user' | 'both';
  readonly format: SyncMlFormat;
  /** Verbs that the node accepts. */
  readonly access: readonly ItemVerb[];
  /** `1`, `0..1`, `0..n` or `1..n`. */
  readonly occurs: string;
  /** `account`: housekeeping of the server. `avoid`: legal for Windows, but never written to a personal PC. */
  readonly use: 'policy' | 'status' | 'action' | 'container' | 'account' | 'avoid';
  /** First Windows release, e.g. `1703`, `11-22H2`; `preview` is insider builds only. */
  readonly since: string;
  /** First builds, back-ports after the first one. */
  readonly builds?: readonly string[];
  readonly default?: number | boolean | string;
  /** Inclusive range; together with `allowed` either is good enough. */
  readonly min?: number;
  readonly max?: number;
  /** Value and its meaning. */
  readonly allowed?: Readonly<Record<string, string>>;
  /** Bit and its meaning; the data is a sum of bits. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Regular expression for the whole value. */
  readonly pattern?: string;
  /** Separator of a list. */
  readonly list?: string;
  /** What a variable segment must look like, decoded. */
  readonly segments?: Readonly<Record<string, { readonly pattern: string }>>;
  /** Must be there when its parent is configured. */
  readonly required?: boolean;
  readonly requires?: readonly NodeDemand[];
  /** Travels inside an Atomic only. */
  readonly atomic?: boolean;
  /** Replace, never Add. */
  readonly replaceOnly?: boolean;
  /** Which of several competing values wins. */
  readonly mostSecure?: 'lowest' | 'highest' | 'lowest-nonzero' | 'last-write';
  readonly compliance?: ComplianceReading;
  /** Never logged. */
  readonly secret?: boolean;
  /** Personal data of the owner of the device. */
  readonly personal?: boolean;
  readonly deprecated?: boolean;
}

/** One node of a configuration service provider (CSP). */
export interface CatalogueNode extends NodeKind {
  /** LocURI; `{Name}` is a variable segment. */
  readonly uri: string;
}

/** A segment of LocURIs, the number of its kind when a node ends here, and the segments below. */
export type CatalogueBranch = readonly [name: string, kind: number | null, below?: readonly CatalogueBranch[]];

/** A rule over settings, e.g. `WIP-1`; errors refuse, warnings travel with the result. */
export interface CatalogueRule {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly rule: string;
}

/** `catalogue.compact.json`: what code reads of `catalogue.json`, in the form that loads fastest. */
export interface Catalogue {
  readonly rules: readonly CatalogueRule[];
  /** Providers and branches that a MAM client refuses, with the reason. */
  readonly blocked: readonly { readonly prefix: string; readonly reason: string }[];
  /** What variable segments must look like, decoded, by name. */
  readonly segmentPatterns: Readonly<Record<string, string>>;
  /** JSON of a `NodeKind` each. */
  readonly kinds: readonly string[];
  /** JSON of the `CatalogueBranch`es at the top. */
  readonly tree: string;
}
