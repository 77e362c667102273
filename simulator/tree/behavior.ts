import type { ManagementTree, TreeReader } from './management-tree';

/** Result of an Exec: a status code, or the end of the enrollment, after which no status is sent any more. */
export type ExecResult = number | 'unenroll';

/** What one kind of node does beyond holding a value. Kept by the node's template, `./Device` left out. */
export interface NodeBehavior {
  /** Makes the node live: its value at this moment, undefined when the PC has none (404). */
  readonly read?: (uri: string, tree: TreeReader) => string | undefined;
  /** Status code for a value that the provider refuses although its format is right. */
  readonly refuse?: (data: string, uri: string) => number | undefined;
  /** What else changes when a value was written. */
  readonly written?: (data: string, tree: ManagementTree) => void;
  readonly exec?: (data: string | undefined, tree: ManagementTree, uri: string) => ExecResult;
}

/** Behaviors by template. */
export type Behaviors = ReadonlyMap<string, NodeBehavior>;
