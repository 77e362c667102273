import type { TenantId } from '../ids';
import { createGraphClient, type GraphClient } from './graph-client';
import { createGraphTokens, type GraphTokenParts } from './graph-tokens';
import type { Patience } from './graph-transport';

/** Microsoft Graph in the tenant of a caller, with the permissions of the service itself. */
export type TenantGraph = (tenantId: TenantId) => GraphClient;

/** Graph per tenant; all clients share their tokens. */
export function createTenantGraph(parts: GraphTokenParts & { readonly patience: Patience }): TenantGraph {
  const tokens = createGraphTokens(parts);
  const { config, patience, clock, timeoutMs } = parts;
  return (tenantId) =>
    createGraphClient({
      graphUrl: config.graphUrl,
      token: () => tokens.tokenFor(tenantId),
      patience,
      clock,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
}
