import { ServiceError } from '../../../shared/errors';
import type { PolicyRevision } from '../../../shared/storage/stores/tenants';
import type { Call } from '../../http';
import type { PolicyPlace } from './policy-place';

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

/** ETag of a policy: its revision. */
export const revisionTag = (revision: number): string => `"${revision}"`;

const loadRevision = (call: Call, { tenant, name }: PolicyPlace, revision: number) =>
  call.service().store.tenants.loadPolicy(tenant.id, name, revision);
