import type { NodeValue } from '../syncml/message';
import { removalOf } from './remove-setting';
import type { CompiledPolicy, Setting } from './setting';

/** What happens to one setting between two revisions. */
export interface SettingChange {
  readonly key: string;
  readonly member: string;
  /** `leave`: the policy does not want it any more, and Windows cannot delete it. */
  readonly kind: 'add' | 'change' | 'remove' | 'leave';
  /** Nodes to delete first, with all below them. */
  readonly deletes: readonly string[];
  readonly writes: readonly NodeValue[];
}

const byKey = ({ settings }: CompiledPolicy) => new Map(settings.map((setting) => [setting.key, setting]));

function gone(key: string, member: string): SettingChange {
  const removal = removalOf(key);
  const deletes = removal.kind === 'delete' ? removal.uris : [];
  return { key, member, kind: removal.kind === 'delete' ? 'remove' : 'leave', deletes, writes: [] };
}

/** Nodes of an older form that a newer one does not write. */
function leftovers({ key, kind, nodes }: Setting): readonly string[] {
  if (kind !== 'family') return [];
  const written = new Set(nodes.map(({ uri }) => uri));
  const removal = removalOf(key);
  return removal.kind === 'delete' ? removal.uris.filter((uri) => !written.has(uri)) : [];
}

/**
 * What changes on a device that has one compiled policy and gets another of the same enrollment: what goes away first,
 * from the leaves up, then what comes, in the order in which it is sent.
 */
export function planChange(before: CompiledPolicy, after: CompiledPolicy): SettingChange[] {
  const had = byKey(before);
  const wanted = byKey(after);
  const left = [...had.values()].filter(({ key }) => !wanted.has(key)).reverse();
  const named = after.removals.filter(({ key }) => !had.has(key));
  const written = after.settings.filter(({ key, hash }) => had.get(key)?.hash !== hash);
  return [
    ...[...left, ...named].map(({ key, member }) => gone(key, member)),
    ...written.map((setting): SettingChange => {
      const { key, member, nodes } = setting;
      if (!had.has(key)) return { key, member, kind: 'add', deletes: [], writes: nodes };
      return { key, member, kind: 'change', deletes: leftovers(setting), writes: nodes };
    }),
  ];
}
