import { checkHistory, type EarlierWip, earlierWip } from '../../../shared/policy/check-history';
import { checkPolicy, type PolicyCheck } from '../../../shared/policy/check-policy';
import type { PolicyRevision } from '../../../shared/storage/stores/tenants';
import type { Call } from '../../http';
import { RefusedDocument } from '../refused-document';
import type { PolicyPlace } from './policy-place';
import { readableDocument } from './read-document';
import { loadRevisions } from './revisions';

/** A document as it came in, and the policy whose next revision it wants to be. */
export interface Proposal extends PolicyPlace {
  readonly input: unknown;
  /** Its marks in place of secrets mean the values of this revision. */
  readonly current: PolicyRevision | undefined;
}

/** A document that may be saved, and what is to be said about it nevertheless. */
export type AcceptedPolicy = PolicyCheck & { readonly ok: true };

const REVISIONS_AT_ONCE = 20;

/** Judges a document as the next revision of a policy: by itself, and against everything that was saved before. */
export async function judgePolicy(call: Call, { input, current, ...place }: Proposal): Promise<PolicyCheck> {
  // One of an outdated form has no values to keep; what it said about the protection still counts.
  const checked = checkPolicy(input, { previous: readableDocument(current), now: call.service().clock() });
  if (!checked.ok) return checked;
  const { errors, warnings } = checkHistory(checked.document, await wipHistory(call, place, current));
  if (errors.length > 0) return { ok: false, errors, warnings: checked.warnings };
  return { ...checked, warnings: [...checked.warnings, ...warnings] };
}

/** As `judgePolicy`, for a document that has to be accepted. @throws RefusedDocument */
export async function acceptPolicy(call: Call, proposal: Proposal): Promise<AcceptedPolicy> {
  const checked = await judgePolicy(call, proposal);
  if (!checked.ok) throw new RefusedDocument(checked.errors, checked.warnings);
  return checked;
}

// Back to the newest revision with the protection on: what lies before it was judged when that one was saved.
async function wipHistory(
  call: Call,
  place: PolicyPlace,
  current: PolicyRevision | undefined,
): Promise<readonly EarlierWip[]> {
  const found: EarlierWip[] = [];
  let page = current === undefined ? [] : [current];
  while (page.length > 0) {
    for (const { revision, document } of page) {
      const wip = earlierWip(revision, document);
      if (wip !== undefined) found.push(wip);
      if (wip?.isActive) return found;
    }
    const newest = (page.at(-1)?.revision ?? 1) - 1;
    page = [...(await loadRevisions(call, place, { newest, count: REVISIONS_AT_ONCE }))];
  }
  return found;
}
