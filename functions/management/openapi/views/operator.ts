import { z } from 'zod';
import { pageOf } from './page';
import { operatorTenantView } from './tenant';

/** The tenants of a deployment. */
export const tenantList = pageOf(operatorTenantView).extend({
  unreadable: z
    .array(z.guid())
    .optional()
    .describe('Tenant ids of rows that this version of the service cannot read; absent when there are none.'),
});
