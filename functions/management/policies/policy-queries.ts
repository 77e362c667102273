import { z } from 'zod';
import { policyName } from '../../../shared/tenant/tenant';

/** The query of what puts a policy into words. */
export const explainQuery = z.strictObject({
  device: z.guid().toLowerCase().optional().describe('Device id of the PC in question; a typical PC when absent.'),
});

/** The query of a verdict over a document. */
export const validateQuery = z.strictObject({
  policy: policyName.optional().describe('Policy whose next revision it wants to be; by itself when absent.'),
});

/** The query of the list of revisions. */
export const revisionsQuery = z.strictObject({
  continuation: z.coerce
    .number()
    .int()
    .min(1)
    .max(999_999_999)
    .optional()
    .describe('`continuation` of the page before.'),
});
