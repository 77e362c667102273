import type { PolicyDocument } from '../document';
import type { MemberPath } from '../member-path';
import { type Rule, remarksOn, type Wording } from './remark';

/** What speaks against one entry of a list, by member, e.g. `routes.0.prefix`. */
export type EntryObjection = readonly [member: string, wording: Wording];

/** A rule over single entries of a list. */
export type EntryRule<Entry> = (entry: Entry, document: PolicyDocument) => readonly EntryObjection[];

const stepsOf = (member: string): MemberPath =>
  member.split('.').map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step));

/** Refuses each entry of a list for what its rules say. */
export function forEntries<Entry>(
  path: MemberPath,
  entriesOf: (document: PolicyDocument) => readonly Entry[] | null | undefined,
  rules: readonly EntryRule<Entry>[],
): Rule {
  return (document) =>
    (entriesOf(document) ?? []).flatMap((entry, index) =>
      rules
        .flatMap((rule) => rule(entry, document))
        .map(([member, wording]) => remarksOn(document).refuse([...path, index, ...stepsOf(member)], wording)),
    );
}

/** A member that goes with one choice of another member: needed with it, or only allowed with it. */
export interface Companion<Entry> {
  readonly rule: string;
  readonly member: string & keyof Entry;
  readonly with: string;
  readonly applies: (entry: Entry) => boolean;
  readonly isNeeded: boolean;
}

const missing = (member: string, condition: string) => ({
  message: `is needed with ${condition}`,
  allowed: `a value, with ${condition}`,
  suggestion: `add \`${member}\``,
});

const superfluous = (condition: string) => ({
  message: `is given with ${condition} only`,
  allowed: `nothing, unless there is ${condition}`,
  suggestion: `remove it, or write ${condition}`,
});

/** Refuses a companion that stands alone, and the lack of one that is needed. */
export function companions<Entry extends object>(table: readonly Companion<Entry>[]): EntryRule<Entry> {
  return (entry) =>
    table.flatMap((companion): EntryObjection[] => {
      const { rule, member, applies, isNeeded, with: condition } = companion;
      const isThere = entry[member] !== undefined && entry[member] !== null;
      const applied = applies(entry);
      if (applied ? isThere || !isNeeded : !isThere) return [];
      return [[member, { rule, ...(applied ? missing(member, condition) : superfluous(condition)) }]];
    });
}

/** Longest part of a name that is repeated in a suggestion. */
const mostOfName = 30;

/** Refuses names that a list has twice, regardless of case. */
export function uniqueNames(
  rule: string,
  namesOf: (document: PolicyDocument) => readonly (readonly [path: MemberPath, name: string])[],
): Rule {
  return (document) => {
    const seen = new Set<string>();
    return namesOf(document).flatMap(([path, name]) => {
      const key = name.toLowerCase();
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      const message = 'is taken already, regardless of case';
      const allowed = 'a name that no other entry has';
      const suggestion = `write another name, e.g. \`${name.slice(0, mostOfName)}-2\``;
      return [remarksOn(document).refuse(path, { rule, message, allowed, suggestion })];
    });
  };
}
