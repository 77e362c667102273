import { z } from 'zod';
import { tenantQuotas, tenantSettings } from '../../../../shared/tenant/tenant';
import { directoryRefusal } from './compliance';

const head = {
  id: z.guid(),
  displayName: z.string(),
  status: z.enum(['active', 'suspended', 'offboarding']),
  version: z.int().describe('Rises with every change of anything in the organization.'),
};

/** The tenant as its own administrators see it. */
export const tenantView = z.strictObject({
  ...head,
  settings: tenantSettings,
  directory: directoryRefusal
    .optional()
    .describe('Why Entra is not told how PCs stand, where `writeCompliance` is on and that is refused.'),
  quotas: tenantQuotas.describe('What the operator allows, or what counts where nothing was said.'),
  terms: z.record(z.string(), z.string()).describe('Current version of the terms by language.'),
  policies: z.record(z.string(), z.int()).describe('Current revision by name of the policy.'),
});

/** The tenant as the operator of the service sees it. */
export const operatorTenantView = z.strictObject({
  ...head,
  quotas: tenantQuotas.describe('What was said; what is absent counts as the standard.'),
  policies: z.int().describe('How many.'),
  terms: z.int().describe('How many languages.'),
});
