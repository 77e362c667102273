import { checkCompiled } from './check-compiled';
import { type PolicyDocument, policyDocument } from './document';
import { issueFindings } from './issue-findings';
import type { Refusal, Warning } from './refusal';
import { appRules } from './rules/app-rules';
import { certificateRules } from './rules/certificate-rules';
import { complianceRules } from './rules/compliance-rules';
import { networkRules } from './rules/network-rules';
import { profileRules } from './rules/profile-rules';
import { recoveryCertificateIsUsable } from './rules/recovery-rules';
import type { CheckContext, Remark, Rule } from './rules/remark';
import { signInRules } from './rules/sign-in-rules';
import { syncRules } from './rules/sync-rules';
import { vpnRules } from './rules/vpn-rules';
import { wipRules } from './rules/wip-rules';
import { keepSecrets } from './secrets';
import { storedDocument } from './stored-document';

/** Verdict over a policy document. Warnings travel with a successful save as well. */
export type PolicyCheck =
  | { readonly ok: true; readonly document: PolicyDocument; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly errors: readonly Refusal[]; readonly warnings: readonly Warning[] };

const mostFindings = 100;

const rules: readonly Rule[] = [
  ...wipRules,
  recoveryCertificateIsUsable,
  ...appRules,
  ...networkRules,
  ...signInRules,
  ...syncRules,
  ...certificateRules,
  ...vpnRules,
  ...profileRules,
  ...complianceRules,
];

const findingsOf = (remarks: readonly Remark[], severity: Remark['severity']) =>
  remarks.flatMap((remark) => (remark.severity === severity ? [remark.finding] : [])).slice(0, mostFindings);

function judge(document: PolicyDocument, context: CheckContext): PolicyCheck {
  const remarks = rules.flatMap((rule) => rule(document, context));
  const warnings = findingsOf(remarks, 'warning');
  const errors = findingsOf(remarks, 'error');
  const refusing = errors.length > 0 ? errors : checkCompiled(document);
  return refusing.length > 0 ? { ok: false, errors: refusing, warnings } : { ok: true, document, warnings };
}

/**
 * Judges an untrusted value as a policy document: its form, the rules over its members, and every node that it compiles
 * to. Each finding names member, rule, what stands there, what is allowed and what to write instead; values of secret
 * members are in none. Marks in place of secrets are replaced by the values of `previous`. At most 100 errors and
 * 100 warnings are returned.
 * @param context `previous` is the document of the latest saved revision (rules WIP-4, WIP-11), which counts where its
 * form is read; without `now` the dates of certificates are not judged.
 */
export function checkPolicy(
  input: unknown,
  context: { readonly previous?: unknown; readonly now?: Date } = {},
): PolicyCheck {
  const previous = storedDocument(context.previous);
  const completed = keepSecrets(input, previous);
  const parsed = policyDocument.safeParse(completed);
  if (parsed.success) return judge(parsed.data, { previous, now: context.now });
  const issues = parsed.error.issues.slice(0, mostFindings);
  const errors = issues.flatMap((issue) => issueFindings(policyDocument, completed, issue));
  return { ok: false, errors: errors.slice(0, mostFindings), warnings: [] };
}
