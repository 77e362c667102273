import { z } from 'zod';
import { tenantQuotas, tenantSettings } from '../../../../shared/tenant/tenant';

/** Whether an organization may change anything. */
export const tenantStatus = z.enum(['active', 'suspended', 'offboarding']);

/** The tenant as its own administrators see it. */
export const tenantView = z.strictObject({
  id: z.guid(),
  displayName: z.string(),
  status: tenantStatus,
  version: z.int().describe('Rises with every change of anything in the tenant.'),
  settings: tenantSettings,
  quotas: tenantQuotas.describe('What the operator allows, or what counts where nothing was said.'),
  terms: z.record(z.string(), z.string()).describe('Current version of the terms by language.'),
  policies: z.record(z.string(), z.int()).describe('Current revision by name of the policy.'),
});
