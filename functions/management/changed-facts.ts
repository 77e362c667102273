import { isDeepStrictEqual } from 'node:util';
import type { AuditEntry } from '../../shared/storage/stores/audit';

const LONGEST = 2_000;

/**
 * What a change replaces, for the audit trail: the members that differ, as JSON before and after. For settings without
 * secrets and names of people only.
 */
export function changedFacts(before: object, after: object): NonNullable<AuditEntry['facts']> {
  const was = new Map(Object.entries(before));
  const is = new Map(Object.entries(after));
  const names = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => !isDeepStrictEqual(was.get(name), is.get(name)),
  );
  return { before: textOf(names, was), after: textOf(names, is) };
}

function textOf(names: readonly string[], members: ReadonlyMap<string, unknown>): string {
  const text = JSON.stringify(Object.fromEntries(names.map((name) => [name, members.get(name)])));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
