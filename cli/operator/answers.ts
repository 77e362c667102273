import { z } from 'zod';

/** A tenant as its operator sees it: `GET operator/tenants` and below; what newer services add is let through. */
export const operatedTenant = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  status: z.string(),
  quotas: z.record(z.string(), z.number()),
  policies: z.number(),
  terms: z.number(),
});

/** See {@link operatedTenant}. */
export type OperatedTenant = z.output<typeof operatedTenant>;
