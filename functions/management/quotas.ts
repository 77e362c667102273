import { type QuotaName, quotaOf, type Tenant } from '../../shared/tenant/tenant';
import { QuotaReached } from './quota-reached';

const OPERATOR = 'ask the operator of the service for more.';

const WAYS_OUT: Readonly<Record<QuotaName, string>> = {
  devices: `Unenroll devices that are not used any more, or ${OPERATOR}`,
  policies: `Change one of the policies that are there, or ${OPERATOR}`,
  revisions: `Save the document under another name, or ${OPERATOR}`,
  policyBytes: `Shorten the document, or ${OPERATOR}`,
  terms: `Change one of the languages that are there, or ${OPERATOR}`,
  bulkPersons: `Take smaller groups, or ${OPERATOR}`,
};

/** Refuses what would need more than the tenant's quota. @throws QuotaReached `forbidden` / `quota.{name}` */
export function requireQuota(tenant: Tenant, name: QuotaName, needed: number): void {
  const allowed = quotaOf(tenant, name);
  if (allowed !== undefined && needed > allowed) throw new QuotaReached({ name, needed, allowed }, WAYS_OUT[name]);
}
