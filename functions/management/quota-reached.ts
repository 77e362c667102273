import { ServiceError } from '../../shared/errors';
import type { QuotaName } from '../../shared/tenant/tenant';

/** A quota that would be exceeded, and by what. */
export interface ReachedQuota {
  readonly name: QuotaName;
  /** How much the request would need. */
  readonly needed: number;
  readonly allowed: number;
}

/** More than the operator allows the tenant: 403, with `quota` beside the members of every problem. */
export class QuotaReached extends ServiceError {
  readonly members: { readonly quota: ReachedQuota };

  /** @param wayOut What the caller can do about it, a sentence. */
  constructor(quota: ReachedQuota, wayOut: string) {
    const { name, needed, allowed } = quota;
    const text = `The quota "${name}" of the organization is ${allowed}; this would need ${needed}. ${wayOut}`;
    super('forbidden', `quota.${name}`, text);
    this.members = { quota };
  }
}
