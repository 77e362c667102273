import { ServiceError } from '../../../shared/errors';
import { type PolicyDocument, policyDocument } from '../../../shared/policy/document';
import type { PolicyRevision } from '../../../shared/storage/store';
import { policyName, type Tenant } from '../../../shared/tenant/tenant';
import type { Call } from '../../http';

/** Part of the path that is an operation, so that no policy can have it for a name. */
export const VALIDATE = 'validate';

/** One policy of one tenant. */
export interface PolicyPlace {
  readonly tenant: Tenant;
  readonly name: string;
}

/**
 * The policy that the path names, whether it exists or not.
 * @throws ServiceError `invalid` / `policy.name`, `policy.name-reserved`
 */
export function policyPlace(call: Call, tenant: Tenant): PolicyPlace {
  return { tenant, name: checkedName(call.request.params['name']) };
}

/** A text as the name of a policy. @throws ServiceError `invalid` / `policy.name`, `policy.name-reserved` */
export function checkedName(text: unknown): string {
  if (text === VALIDATE) {
    const message = `"${VALIDATE}" is the name of an operation; a policy needs another one.`;
    throw new ServiceError('invalid', 'policy.name-reserved', message);
  }
  const name = policyName.safeParse(text);
  if (name.success) return name.data;
  throw new ServiceError('invalid', 'policy.name', 'A policy name is lower-case letters, digits and inner hyphens.');
}

/** The latest revision of a policy; `undefined` when there is no policy of this name. */
export async function currentRevision(call: Call, { tenant, name }: PolicyPlace): Promise<PolicyRevision | undefined> {
  const revision = tenant.policies.get(name);
  return revision === undefined ? undefined : call.service().store.tenants.loadPolicy(tenant.id, name, revision);
}

/** The latest revision. @throws ServiceError `not-found` / `policy.unknown` */
export async function requireCurrent(call: Call, place: PolicyPlace): Promise<PolicyRevision> {
  const current = await currentRevision(call, place);
  if (current !== undefined) return current;
  throw new ServiceError('not-found', 'policy.unknown', 'There is no policy of this name.');
}

/**
 * A revision by its number.
 * @throws ServiceError `not-found` / `policy.unknown`, `policy.revision-unknown`
 */
export async function requireRevision(call: Call, place: PolicyPlace, revision: number): Promise<PolicyRevision> {
  const { tenant, name } = place;
  const latest = tenant.policies.get(name);
  if (latest === undefined) return requireCurrent(call, place);
  const stored = revision > latest ? undefined : await loadRevision(call, place, revision);
  if (stored !== undefined) return stored;
  const message = `The policy ${name} has the revisions 1 to ${latest}.`;
  throw new ServiceError('not-found', 'policy.revision-unknown', message);
}

/** Up to `count` revisions from `newest` downwards, newest first. */
export async function loadRevisions(
  call: Call,
  place: PolicyPlace,
  { newest, count }: { readonly newest: number; readonly count: number },
): Promise<readonly PolicyRevision[]> {
  const numbers = Array.from({ length: Math.min(newest, count) }, (_, index) => newest - index);
  const loaded = await Promise.all(numbers.map((revision) => loadRevision(call, place, revision)));
  return loaded.filter((revision) => revision !== undefined);
}

/** A stored document, where it has a form that is read today. */
export function readableDocument(stored: PolicyRevision | undefined): PolicyDocument | undefined {
  return policyDocument.safeParse(stored?.document).data;
}

/** A stored document. @throws ServiceError `conflict` / `policy.revision-outdated` */
export function requireDocument(stored: PolicyRevision): PolicyDocument {
  const document = readableDocument(stored);
  if (document !== undefined) return document;
  const message = `Revision ${stored.revision} of ${stored.name} has a form that this service does not read any more.`;
  throw new ServiceError('conflict', 'policy.revision-outdated', message);
}

/** ETag of a policy: its revision. */
export const revisionTag = (revision: number): string => `"${revision}"`;

const loadRevision = (call: Call, { tenant, name }: PolicyPlace, revision: number) =>
  call.service().store.tenants.loadPolicy(tenant.id, name, revision);
