import { isDeepStrictEqual } from 'node:util';
import type { AuditEntry } from '../../shared/storage/store';

const LONGEST = 2_000;

/**
 * What a change replaces, for the audit trail: the members that differ, as JSON before and after. For settings without
 * secrets and names of people only.
 */
export function changedFacts(before: object, after: object): NonNullable<AuditEntry['facts']> {
  const was = new Map(Object.entries(before));
  const changed = Object.entries(after).filter(([name, value]) => !isDeepStrictEqual(was.get(name), value));
  const names = changed.map(([name]) => name);
  return { before: textOf(names.map((name) => [name, was.get(name)])), after: textOf(changed) };
}

function textOf(members: readonly (readonly [string, unknown])[]): string {
  const text = JSON.stringify(Object.fromEntries(members));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
