import { isDeepStrictEqual } from 'node:util';
import { diff } from '../../../shared/policy/diff';
import { typicalDevice } from '../../../shared/policy/typical-device';
import type { PolicyRevision, SavedPolicy } from '../../../shared/storage/stores/tenants';
import type { Call, Reply } from '../../http';
import { audited } from '../audited';
import type { TenantCaller } from '../authorize';
import type { Saver } from '../authorize-save';
import { json } from '../json';
import { requireQuota } from '../quotas';
import { comparedDocument } from './compared-document';
import { type AcceptedPolicy, acceptPolicy } from './judge-policy';
import { readableDocument } from './read-document';
import { requireRevisionMatch } from './revision-match';
import { revisionTag } from './revisions';

/** What is about to become the next revision of a policy. */
export interface Saving {
  readonly name: string;
  readonly input: unknown;
  /** Who wrote its secrets: the caller, or whoever saved the revision that it is taken from. */
  readonly origin: 'caller' | 'revision';
  readonly current: PolicyRevision | undefined;
  /** What the audit trail calls it, e.g. `policy.save`. */
  readonly action: string;
  /** Further ids and numbers for the audit trail. */
  readonly facts?: Readonly<Record<string, number>>;
}

/**
 * Saves a document as the next revision; with `?dryRun=true` only tells what that would say and change.
 * @throws RefusedDocument; ServiceError `precondition` / `etag.mismatch`, `storage.changed`
 */
export async function saveRevision(call: Call, { caller, isDryRun }: Saver, saving: Saving): Promise<Reply> {
  const { name, input, current } = saving;
  requireRevisionMatch(call, current?.revision);
  const accepted = await acceptPolicy(call, { tenant: caller.stored.value, name, input, current });
  requireQuotas(caller, saving, accepted);
  if (isDryRun) return dryRun(call, caller, { ...saving, accepted });
  const revision = await save(call, caller, { ...saving, accepted });
  return json(200, { name, revision, warnings: accepted.warnings }, revisionTag(revision));
}

function requireQuotas({ stored }: TenantCaller, { current }: Saving, { document }: AcceptedPolicy): void {
  const tenant = stored.value;
  if (current === undefined) requireQuota(tenant, 'policies', tenant.policies.size + 1);
  requireQuota(tenant, 'revisions', (current?.revision ?? 0) + 1);
  requireQuota(tenant, 'policyBytes', Buffer.byteLength(JSON.stringify(document)));
}

/** With the document as it was accepted, kept secrets included. */
interface AcceptedSaving extends Saving {
  readonly accepted: AcceptedPolicy;
}

async function save(call: Call, caller: TenantCaller, saving: AcceptedSaving): Promise<number> {
  const { name, action, current, facts, accepted } = saving;
  const { store, admission, clock } = call.service();
  const before = current?.revision ?? 0;
  const outcome = ({ revision }: SavedPolicy) => ({ after: revision });
  const change = { action, facts: { ...facts, policy: name, before, after: before + 1 }, outcome };
  const policy = { name, document: accepted.document, author: caller.id, savedAt: clock().toISOString() };
  const saved = await audited(call, caller, change, () => store.tenants.savePolicy(caller.stored, policy));
  admission.remember(saved.tenant.value);
  return saved.revision;
}

// The tag is that of the revision to which the diff refers: sent back as If-Match, what was shown is what is saved.
function dryRun(call: Call, caller: TenantCaller, { name, input, origin, current, accepted }: AcceptedSaving): Reply {
  const { document: saved, warnings } = accepted;
  const document = origin === 'caller' ? comparedDocument(caller, { input, document: saved }) : saved;
  const device = typicalDevice({ tenantId: caller.tenantId, providerId: call.service().config.providerId });
  const answer = {
    name,
    dryRun: true,
    revision: (current?.revision ?? 0) + 1,
    unchanged: current !== undefined && isDeepStrictEqual(current.document, document),
    warnings,
    diff: diff(readableDocument(current), document, device),
  };
  return json(200, answer, current === undefined ? undefined : revisionTag(current.revision));
}
