import type { TenantId } from '../ids';
import { type GraphClient, graphClientOver } from './graph-client';
import { GraphRefusal } from './graph-refusal';
import { createGraphTokens, type GraphTokenParts } from './graph-tokens';
import { createGraphTransport, type Patience } from './graph-transport';

/** Microsoft Graph in the tenant of a caller, with the permissions of the service itself. */
export type TenantGraph = (tenantId: TenantId) => GraphClient;

/** Graph per tenant; all clients share their tokens. */
export function createTenantGraph(parts: GraphTokenParts & { readonly patience: Patience }): TenantGraph {
  const tokens = createGraphTokens(parts);
  const { config, patience, clock, timeoutMs } = parts;
  return (tenantId) => {
    const send = createGraphTransport({
      graphUrl: config.graphUrl,
      token: () => tokens.tokenFor(tenantId),
      patience,
      clock,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    return graphClientOver(async (request) => {
      try {
        return await send(request);
      } catch (thrown) {
        if (thrown instanceof GraphRefusal && DOUBTFUL.has(thrown.status)) tokens.doubt(tenantId);
        throw thrown;
      }
    });
  };
}

const DOUBTFUL: ReadonlySet<number> = new Set([401, 403]);
