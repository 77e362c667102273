import type { PolicyDocument } from '../document';
import { foundText, pathOf } from '../member-path';
import type { Warning } from '../refusal';

/** Warnings over a change from one revision to the next; nothing when the change does not touch them. */
export type ChangeRule = (before: PolicyDocument, after: PolicyDocument) => readonly Warning[];

/** What a warning says; what was found is read from the new revision, what is harmless is what the old one had. */
export type Words = Pick<Warning, 'rule' | 'message' | 'allowed' | 'suggestion'>;

/** A warning about a member of the new revision. */
export const warn = (after: PolicyDocument, path: string, words: Words): Warning => ({
  path,
  ...words,
  found: foundText(after, pathOf(path)),
});
