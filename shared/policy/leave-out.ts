import { findNode } from '../csp/find-node';
import { isAvailable } from '../csp/is-available';
import type { NodeValue } from '../syncml/message';
import type { Draft } from './seal-setting';
import type { CompileInputs, LeftOut } from './setting';

/** Editions of Windows Home ([MS-MDE2] 2.2.9.6). */
const homeEditions: ReadonlySet<number> = new Set([98, 99, 100, 101]);

/** Leaves without which their family still does what it is for. */
const dispensable: ReadonlySet<string> = new Set(['WiFiCost']);

const leafName = (uri: string) => uri.slice(uri.lastIndexOf('/') + 1);

/** A setting as one device takes it, or why it does not. */
type Tailored = { readonly draft: Draft } | { readonly leftOut: LeftOut };

function isMissing({ uri }: NodeValue, osVersion: string): boolean {
  const found = findNode(uri);
  return found !== undefined && !isAvailable(found.node, osVersion);
}

const parentOf = (uri: string) => uri.slice(0, uri.lastIndexOf('/') + 1);

// One that says what holds anyway goes as well, unless its row would be gone with it.
function isDispensable({ uri, data }: NodeValue, others: readonly NodeValue[]): boolean {
  if (dispensable.has(leafName(uri))) return true;
  const byDefault = findNode(uri)?.node.default;
  const isDefault = byDefault !== undefined && String(byDefault) === data;
  return isDefault && others.some((other) => other.uri.startsWith(parentOf(uri)));
}

function forRelease(draft: Draft, osVersion: string): Tailored {
  const missing = draft.nodes.filter((node) => isMissing(node, osVersion));
  if (missing.length === 0) return { draft };
  const others = draft.nodes.filter((node) => !missing.includes(node));
  if (others.length > 0 && missing.every((node) => isDispensable(node, others))) {
    return { draft: { ...draft, nodes: others } };
  }
  const since = missing.flatMap(({ uri }) => findNode(uri)?.node.since ?? []).join(', ');
  const reason = `Windows ${osVersion} has no ${missing.map(({ uri }) => leafName(uri)).join(', ')} (since ${since})`;
  return { leftOut: { key: draft.key, member: draft.member, reason } };
}

function tailored(draft: Draft, { osVersion, osEdition }: CompileInputs): Tailored {
  if (homeEditions.has(osEdition ?? 0) && leafName(draft.key) === 'ManagementServerToUpgradeTo') {
    const reason = 'Windows Home would lose the protection at the move to MDM';
    return { leftOut: { key: draft.key, member: draft.member, reason } };
  }
  return osVersion === undefined ? { draft } : forRelease(draft, osVersion);
}

/**
 * Takes out what a device of this Windows release and edition cannot have (rule HAND-3 for Home). What rested on a
 * setting that is left out rests on the others only.
 */
export function leaveOut(drafts: readonly Draft[], inputs: CompileInputs) {
  const all = drafts.map((draft) => tailored(draft, inputs));
  const kept = all.flatMap((one) => ('draft' in one ? [one.draft] : []));
  const keys = new Set(kept.map(({ key }) => key));
  return {
    kept: kept.map((draft) => ({ ...draft, restsOn: draft.restsOn.filter((key) => keys.has(key)) })),
    leftOut: all.flatMap((one) => ('leftOut' in one ? [one.leftOut] : [])),
  };
}
