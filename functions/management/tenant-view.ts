import type { Tenant } from '../../shared/tenant/tenant';

/** The tenant as the API shows it. */
export function tenantView(tenant: Tenant): object {
  return {
    ...tenant,
    terms: Object.fromEntries(tenant.terms),
    policies: Object.fromEntries(tenant.policies),
  };
}
