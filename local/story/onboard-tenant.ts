import { z } from 'zod';
import { tenantSettings } from '../../shared/tenant/tenant';
import { DEMO_POLICY, DEMO_POLICY_NAME } from './demo-policy';
import { DEMO_TERMS } from './demo-terms';
import type { ManagementClient } from './management-client';

const tenantReply = z.object({ status: z.string(), settings: tenantSettings });
const anything = z.object({});
const savedPolicy = z.object({
  revision: z.int(),
  warnings: z.array(z.object({ rule: z.string(), message: z.string() })),
});

/** Creates the demo tenant as the vendor, or leaves the one that is there. Idempotent. */
export async function createTenant(operator: ManagementClient, tenantId: string): Promise<readonly string[]> {
  const change = { displayName: 'Contoso', status: 'active' };
  const { status } = await operator.put(`operator/tenants/${tenantId}`, change, tenantReply);
  return [`Contoso is a customer now; its tenant is ${status}.`];
}

/**
 * Saves terms, policy and settings as the tenant's administrator. What an earlier start saved, or the reader changed
 * since, stays.
 */
export async function setUpTenant(administrator: ManagementClient): Promise<readonly string[]> {
  for (const [locale, terms] of DEMO_TERMS) {
    const known = await administrator.get(`terms/${locale}`, anything);
    if (known === undefined) await administrator.put(`terms/${locale}`, terms, anything);
  }
  const policy = await savePolicy(administrator);
  const settings = await applySettings(administrator);
  return [`Terms of use in ${[...DEMO_TERMS.keys()].join(' and ')}; ${settings}.`, ...policy];
}

async function savePolicy(administrator: ManagementClient): Promise<readonly string[]> {
  const path = `policies/${DEMO_POLICY_NAME}`;
  const known = await administrator.get(path, z.object({ revision: z.int() }));
  if (known !== undefined) return [`Policy ${DEMO_POLICY_NAME} stays at revision ${known.revision}.`];
  const { revision, warnings } = await administrator.put(path, DEMO_POLICY, savedPolicy);
  const remarks = warnings.map(({ rule, message }) => `The service remarks (${rule}): ${message}.`);
  return [`Policy ${DEMO_POLICY_NAME} is saved as revision ${revision}.`, ...remarks];
}

async function applySettings(administrator: ManagementClient): Promise<string> {
  const tenant = await administrator.get('tenant', tenantReply);
  const { defaultPolicy, defaultLocale } = tenant?.settings ?? {};
  if (defaultPolicy !== undefined) return `every PC gets the policy ${defaultPolicy}`;
  const settings = { ...tenant?.settings, defaultLocale: defaultLocale ?? 'en', defaultPolicy: DEMO_POLICY_NAME };
  await administrator.put('tenant', settings, tenantReply);
  return `every PC gets the policy ${DEMO_POLICY_NAME}`;
}
