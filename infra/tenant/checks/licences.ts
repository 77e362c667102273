import { z } from 'zod';
import { GraphRefusal } from '../../../shared/graph/graph-refusal';
import type { Session } from '../session';
import { type Finding, well } from './finding';

const sku = z.object({
  skuPartNumber: z.string(),
  servicePlans: z.array(z.object({ servicePlanName: z.string() })).default([]),
});

// Entra ID P1 or P2: automatic enrollment needs one of them per user (protocol facts 8.1).
const PREMIUM: ReadonlySet<string> = new Set(['AAD_PREMIUM', 'AAD_PREMIUM_P2']);

/** The tenant has licences with automatic enrollment, as far as the signed-in person may see that. */
export async function checkLicences({ graph }: Session): Promise<Finding> {
  const check = 'licences';
  try {
    const skus = await graph.listJson('/v1.0/subscribedSkus', sku, { needs: 'Organization.Read.All' });
    const premium = skus.filter(({ servicePlans }) => servicePlans.some((plan) => PREMIUM.has(plan.servicePlanName)));
    if (premium.length > 0) return well(check, premium.map(({ skuPartNumber }) => skuPartNumber).join(', '));
    return {
      check,
      severity: 'problem',
      seen: 'no licence with Entra ID P1',
      why: 'Without one Windows does not enroll by itself when a work account is added.',
      mend: 'Assign Entra ID P1 (or a bundle that contains it) to the users.',
    };
  } catch (thrown) {
    if (!(thrown instanceof GraphRefusal && thrown.status === 403)) throw thrown;
    return {
      check,
      severity: 'note',
      seen: 'the licences cannot be read with this account',
      why: 'Each user needs Entra ID P1.',
      mend: 'Look at Billing > Licenses in the admin center.',
    };
  }
}
