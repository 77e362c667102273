import type { NodeBehavior } from './behavior';
import { catalogue } from './catalogue';
import { type NodeFormat, type NodePlace, parentOf } from './node-facts';

/** A node that was written, as it is kept between two runs: its path, format and data (`null` for a container). */
export type StoredNode = readonly [uri: string, format: NodeFormat, data: string | null];

/** Read access to the management tree. */
export interface TreeReader {
  /** Present value of a leaf: live, written, or the standard one; undefined when there is none. */
  valueOf(locUri: string): string | undefined;
  exists(locUri: string): boolean;
  /** Paths of the written nodes below a path. */
  writtenBelow(locUri: string): readonly string[];
}

/** What the PC holds: the nodes that were written, over those that are always there. Knows no rules of verbs. */
export class ManagementTree implements TreeReader {
  readonly #written: Map<string, { readonly format: NodeFormat; readonly data: string | undefined }>;
  readonly #behaviors: ReadonlyMap<string, NodeBehavior>;

  constructor(behaviors: ReadonlyMap<string, NodeBehavior>, stored: readonly StoredNode[] = []) {
    this.#behaviors = behaviors;
    this.#written = new Map(stored.map(([uri, format, data]) => [uri, { format, data: data ?? undefined }]));
  }

  behaviorOf(place: NodePlace): NodeBehavior {
    return this.#behaviors.get(place.facts.template) ?? {};
  }

  valueOf(locUri: string): string | undefined {
    const place = catalogue.find(locUri);
    return place === undefined ? undefined : this.valueAt(place);
  }

  valueAt(place: NodePlace): string | undefined {
    const live = this.behaviorOf(place).read;
    if (live !== undefined) return live(place.uri, this);
    const written = this.#written.get(place.uri);
    if (written !== undefined) return written.data;
    return place.facts.inborn && this.#parentExists(place.uri) ? place.facts.standard : undefined;
  }

  exists(locUri: string): boolean {
    const place = catalogue.find(locUri);
    return place !== undefined && this.existsAt(place);
  }

  existsAt(place: NodePlace): boolean {
    if (this.#written.has(place.uri)) return true;
    const live = this.behaviorOf(place).read;
    if (live !== undefined) return live(place.uri, this) !== undefined;
    return place.facts.inborn && this.#parentExists(place.uri);
  }

  isWritten(uri: string): boolean {
    return this.#written.has(uri);
  }

  writtenBelow(locUri: string): readonly string[] {
    return [...this.#written.keys()].filter((uri) => uri.startsWith(`${locUri}/`));
  }

  /** Names of the children that are there, for a Get of a container. */
  childNames(uri: string): readonly string[] {
    const inborn = catalogue.inbornBelow(uri).filter((child) => this.exists(child));
    const written = this.writtenBelow(uri);
    const names = [...inborn, ...written].map((child) => child.slice(uri.length + 1).split('/', 1)[0] ?? '');
    return [...new Set(names)].sort();
  }

  write(uri: string, format: NodeFormat, data: string | undefined): void {
    this.#written.set(uri, { format, data });
  }

  /** Takes a node away with all below it. */
  remove(uri: string): void {
    this.#written.delete(uri);
    for (const below of this.writtenBelow(uri)) this.#written.delete(below);
  }

  /** All that was written, in the order of writing; the argument of a later {@link restore} or constructor. */
  snapshot(): readonly StoredNode[] {
    return [...this.#written].map(([uri, { format, data }]) => [uri, format, data ?? null]);
  }

  restore(stored: readonly StoredNode[]): void {
    this.#written.clear();
    for (const [uri, format, data] of stored) this.#written.set(uri, { format, data: data ?? undefined });
  }

  #parentExists(uri: string): boolean {
    const parent = parentOf(uri);
    const place = parent === undefined ? undefined : catalogue.find(parent);
    return place === undefined || this.existsAt(place);
  }
}
