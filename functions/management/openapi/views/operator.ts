import { pageOf } from './page';
import { operatorTenantView } from './tenant';

/** The tenants of a deployment. */
export const tenantList = pageOf(operatorTenantView);
