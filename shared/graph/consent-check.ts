import { decodeJwt } from 'jose';
import { ServiceError } from '../errors';
import type { TenantId } from '../ids';
import { createGraphTokens, type GraphTokenParts } from './graph-tokens';
import { GROUP_PERMISSIONS } from './group-permissions';

/** Tells whether an administrator of a tenant has let the service in. */
export interface ConsentCheck {
  /** Asks Entra anew each time. @throws ServiceError `unavailable` / `graph.unavailable` */
  hasConsent(tenantId: TenantId): Promise<boolean>;
}

/**
 * The check by a token of the service itself: what a query says about consent can be made up, what Entra puts into a token
 * cannot. The token comes straight from Entra, so its claims are read without verifying them.
 */
export function createConsentCheck(parts: GraphTokenParts): ConsentCheck {
  return {
    async hasConsent(tenantId) {
      try {
        const { roles } = decodeJwt(await createGraphTokens(parts).tokenFor(tenantId));
        // They come with the consent of an administrator and in no other way.
        return Array.isArray(roles) && GROUP_PERMISSIONS.every((name) => roles.includes(name));
      } catch (thrown) {
        if (thrown instanceof ServiceError && thrown.code === 'graph.forbidden') return false;
        throw thrown;
      }
    },
  };
}
