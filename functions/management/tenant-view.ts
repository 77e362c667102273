import type { DirectoryRefusal } from '../../shared/compliance/directory/directory-refusal';
import { refusalView } from '../../shared/compliance/directory/directory-view';
import { STANDARD_QUOTAS, type Tenant } from '../../shared/tenant/tenant';

/**
 * The tenant as the API shows it to its own administrators.
 * @param refusal Why its directory is not told how devices stand, where that is so.
 */
export function tenantView(tenant: Tenant, refusal?: DirectoryRefusal): object {
  return {
    ...tenant,
    ...(refusal === undefined ? {} : { directory: refusalView(refusal) }),
    quotas: { ...STANDARD_QUOTAS, ...tenant.quotas },
    terms: Object.fromEntries(tenant.terms),
    policies: Object.fromEntries(tenant.policies),
  };
}

/** The tenant as the API shows it to the operator, who needs none of its settings. */
export function operatorView({ id, displayName, status, version, quotas, terms, policies }: Tenant): object {
  const counts = { policies: policies.size, terms: terms.size };
  return { id, displayName, status, version, quotas, ...counts };
}
