import { catalogue } from '../../shared/csp/catalogue';
import { documentRules, type Finding } from '../../shared/policy/finding';

/** What is wrong with one member of a request or document: where, which rule, what was found, what to write instead. */
export type MemberProblem = Required<Finding>;

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ...catalogue.rules.map(({ id, rule }) => [id, rule] as const),
  ...documentRules,
]);

const ADVICE: ReadonlyMap<string, string> = new Map([
  ['DOC-1', 'leave it out, or use a name that is allowed'],
  ['DOC-2', 'add it'],
  ['HAND-2', 'give the MDM policy the same primary domain, or stay with MAM'],
  ['HAND-3', 'stay with MAM, or let the user move to another edition first'],
]);

/** Completes a finding; a value that is not shown is named as such. */
export function memberProblem(finding: Finding): MemberProblem {
  const { path, rule, found = 'a value that is not shown' } = finding;
  const allowed = finding.allowed ?? SENTENCES.get(rule) ?? 'another value';
  const suggestion = finding.suggestion ?? ADVICE.get(rule) ?? `change \`${path || 'the body'}\` to what is allowed`;
  return { ...finding, found, allowed, suggestion };
}
