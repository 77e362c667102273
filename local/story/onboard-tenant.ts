import { z } from 'zod';
import { tenantSettings } from '../../shared/tenant/tenant';
import { DEMO_POLICY, DEMO_POLICY_NAME } from './demo-policy';
import { DEMO_TERMS } from './demo-terms';
import type { ManagementClient } from './management-client';

const tenantReply = z.object({
  settings: tenantSettings,
  terms: z.record(z.string(), z.string()),
  policies: z.record(z.string(), z.int()),
});
// The operator sees nothing of its settings.
const operatorReply = z.object({ status: z.string() });
const savedTerms = z.object({ version: z.string() });
const savedPolicy = z.object({
  revision: z.int(),
  warnings: z.array(z.object({ rule: z.string(), message: z.string() })),
});

type Tenant = z.infer<typeof tenantReply>;

/** Creates the demo tenant as the vendor, or makes the one that is there active. Idempotent. */
export async function createTenant(operator: ManagementClient, tenantId: string): Promise<readonly string[]> {
  const change = { displayName: 'Contoso', status: 'active' };
  const { status } = await operator.put(`operator/tenants/${tenantId}`, change, operatorReply);
  return [`The tenant of Contoso is ${status}.`];
}

/**
 * Saves terms, policy and settings as the tenant's administrator. What an earlier start saved, or the reader changed
 * since, stays.
 */
export async function setUpTenant(administrator: ManagementClient): Promise<readonly string[]> {
  const tenant = await administrator.get('tenant', tenantReply);
  const missing = [...DEMO_TERMS].filter(([locale]) => !Object.hasOwn(tenant.terms, locale));
  for (const [locale, terms] of missing) await administrator.put(`terms/${locale}`, terms, savedTerms);
  const languages = new Set([...DEMO_TERMS.keys(), ...Object.keys(tenant.terms)]);
  const policy = await savePolicy(administrator, tenant);
  const defaultPolicy = await applySettings(administrator, tenant);
  const terms = `Terms of use in ${[...languages].join(' and ')}; every PC gets the policy ${defaultPolicy}.`;
  return [terms, ...policy];
}

async function savePolicy(administrator: ManagementClient, { policies }: Tenant): Promise<readonly string[]> {
  const known = policies[DEMO_POLICY_NAME];
  if (known !== undefined) return [`The policy stays as it is, at revision ${known}.`];
  const { revision, warnings } = await administrator.put(`policies/${DEMO_POLICY_NAME}`, DEMO_POLICY, savedPolicy);
  const remarks = warnings.map(({ rule, message }) => `The service remarks (${rule}): ${message}.`);
  return [`The policy is saved as revision ${revision}.`, ...remarks];
}

async function applySettings(administrator: ManagementClient, { settings }: Tenant): Promise<string> {
  if (settings.defaultPolicy !== undefined) return settings.defaultPolicy;
  const wanted = { ...settings, defaultLocale: settings.defaultLocale ?? 'en', defaultPolicy: DEMO_POLICY_NAME };
  await administrator.put('tenant', wanted, tenantReply);
  return DEMO_POLICY_NAME;
}
