import { blastRadius } from './blast-radius';
import { compilePolicy } from './compile-policy';
import type { PolicyDocument } from './document';
import { shownData } from './explain';
import { planChange, type SettingChange } from './plan-change';
import type { Warning } from './refusal';
import type { CompiledPolicy, CompileInputs } from './setting';

/** One node that changes; secrets are shown as `secret`. */
export interface NodeChange {
  readonly uri: string;
  readonly before?: string;
  readonly after?: string;
}

/** What a new revision changes on devices that have the old one. */
export interface PolicyDiff {
  readonly changes: readonly {
    readonly key: string;
    readonly member: string;
    readonly kind: SettingChange['kind'];
    readonly nodes: readonly NodeChange[];
  }[];
  /** What the change means for the people at the devices. */
  readonly warnings: readonly Warning[];
}

/** Data of every node as it may be shown; the empty text for containers. */
const dataOf = ({ settings }: CompiledPolicy) =>
  new Map(settings.flatMap(({ nodes }) => nodes.map((node) => [node.uri, shownData(node) ?? ''])));

/** @param had What is on the device; what goes away is taken out of it, so that each node goes once. */
function nodesOf({ deletes, writes }: SettingChange, had: Map<string, string>): NodeChange[] {
  const before = (uri: string) => (had.has(uri) ? { before: had.get(uri) ?? '' } : {});
  const removed = deletes
    .flatMap((root) => [...had.keys()].filter((uri) => uri === root || uri.startsWith(`${root}/`)))
    .filter((uri) => !writes.some((node) => node.uri === uri))
    .map((uri) => ({ uri, ...before(uri) }));
  for (const { uri } of removed) had.delete(uri);
  return [...removed, ...writes.map((node) => ({ uri: node.uri, ...before(node.uri), after: shownData(node) ?? '' }))];
}

/**
 * What a new revision changes on a device that has the old one, node by node, with warnings about its blast radius.
 * @param before Without it, everything is new.
 * @param device The enrollment for which both are compiled.
 */
export function diff(before: PolicyDocument | undefined, after: PolicyDocument, device: CompileInputs): PolicyDiff {
  const none: PolicyDocument = { schemaVersion: 1, name: after.name };
  const old = compilePolicy(before ?? none, device);
  const had = dataOf(old);
  const changes = planChange(old, compilePolicy(after, device)).map((change) => {
    const { key, member, kind } = change;
    return { key, member, kind, nodes: nodesOf(change, had) };
  });
  return { changes, warnings: blastRadius(before ?? none, after) };
}
