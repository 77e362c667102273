import { STANDARD_QUOTAS, type Tenant } from '../../shared/tenant/tenant';

/** The tenant as the API shows it to its own administrators. */
export function tenantView(tenant: Tenant): object {
  return {
    ...tenant,
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
