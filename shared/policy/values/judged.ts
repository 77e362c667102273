import { z } from 'zod';

/** Why a text is refused and, where it is clear what was meant, what to write instead. */
export interface Objection {
  readonly message: string;
  readonly suggestion?: string;
  /** Where another rule than that of the kind speaks about this text. */
  readonly rule?: string;
}

/** What a custom check adds to the issue that zod reports. */
export interface IssueDetails {
  readonly rule: string;
  readonly allowed: string;
  readonly suggestion: string;
}

/** A kind of text: the rule that speaks about it, what is allowed in words, what to do, and who decides. */
export interface TextKind {
  readonly rule: string;
  readonly allowed: string;
  /** What to do where it is not clear what was meant, e.g. `write a GUID`. */
  readonly advice: string;
  /** Bounds its own time: it is handed texts of any length. */
  readonly judge: (text: string) => Objection | undefined;
}

/** The schema of a kind of text. Its issues carry rule, allowed form and suggestion. */
export function judged({ rule, allowed, advice, judge }: TextKind): z.ZodString {
  return z.string().check(({ value, issues }) => {
    const objection = judge(value);
    if (objection === undefined) return;
    const { message, suggestion = advice } = objection;
    const params: IssueDetails = { rule: objection.rule ?? rule, allowed, suggestion };
    issues.push({ code: 'custom', input: value, message, params: { ...params } });
  });
}

/** The suggestion to write a corrected text. */
export const writeInstead = (text: string): string => `write \`${text}\``;
