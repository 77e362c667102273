import { ServiceError } from '../../shared/errors';
import { STANDARD_QUOTAS, type Tenant } from '../../shared/tenant/tenant';

/** What a tenant has so many of. */
type Counted = keyof typeof STANDARD_QUOTAS;

const NAMES: Readonly<Record<Counted, string>> = { policies: 'policies', terms: 'languages of the terms of use' };

/**
 * Refuses one more of what the tenant has a quota of; what is there already may change.
 * @throws ServiceError `forbidden` / `quota.policies`, `quota.terms`
 */
export function requireQuota(tenant: Tenant, counted: Counted, name: string): void {
  const used = tenant[counted];
  const quota = tenant.quotas[counted] ?? STANDARD_QUOTAS[counted];
  if (used.has(name) || used.size < quota) return;
  throw new ServiceError(
    'forbidden',
    `quota.${counted}`,
    `The organization has ${used.size} of ${quota} ${NAMES[counted]}. Change one of them, or ask the operator of the service for more.`,
  );
}
