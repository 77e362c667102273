import { checkPolicy } from '../../../../shared/policy/check-policy';
import { now } from '../documents';

/** A document that breaks a rule, why, the member that the finding names, and the revision before it. */
export type DocumentCase = readonly [rule: string, why: string, document: unknown, path: string, previous?: unknown];

/** The verdict over the document of a case, at a time at which the certificates of the fixtures are valid. */
export function verdictOn([, , document, , previous]: DocumentCase) {
  const checked = checkPolicy(document, { now, previous });
  return { ok: checked.ok, errors: checked.ok ? [] : checked.errors, warnings: checked.warnings };
}
