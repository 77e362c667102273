import { ServiceError, toServiceError } from '../../shared/errors';
import { requireActive } from '../../shared/identity/requirements';
import type { Tenant } from '../../shared/tenant/tenant';
import type { ReturnAddress } from '../../shared/terms/redirect';
import { TermsRefusal } from '../../shared/terms/terms-refusal';
import type { Reply } from '../http';

/**
 * Runs `step` for an active tenant, and lets Windows hear at its return address of whatever goes wrong there.
 * @throws TermsRefusal
 */
export async function tellingWindows(
  tenant: Tenant,
  returnTo: ReturnAddress | undefined,
  step: (returnTo: ReturnAddress) => Promise<Reply>,
): Promise<Reply> {
  if (returnTo === undefined) {
    const error = new ServiceError('invalid', 'terms.redirect-uri', 'The redirect target is missing or not allowed.');
    throw new TermsRefusal(error, { tenantId: tenant.id });
  }
  try {
    requireActive({ tenant });
    return await step(returnTo);
  } catch (thrown) {
    throw new TermsRefusal(toServiceError(thrown), { tenantId: tenant.id, returnTo });
  }
}
