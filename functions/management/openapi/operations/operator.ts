import { z } from 'zod';
import { tenantChange } from '../../operator-tenants';
import { pageQuery } from '../../page-query';
import type { Operation } from '../operation';
import { tenantList } from '../views/operator';
import { operatorTenantView } from '../views/tenant';

const OPERATOR = ['Mam.Operator'] as const;

/** `/operator/tenants`. */
export const operatorOperations: readonly Operation[] = [
  {
    id: 'listTenants',
    method: 'GET',
    path: '/operator/tenants',
    tag: 'operator',
    summary: 'The tenants of this deployment',
    roles: OPERATOR,
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of tenants.', schema: tenantList } },
    refusals: ['page.continuation-invalid'],
    examples: { all: { summary: 'The first hundred', query: { limit: '100' }, status: 200 } },
  },
  {
    id: 'getTenantAsOperator',
    method: 'GET',
    path: '/operator/tenants/{tenantId}',
    tag: 'operator',
    summary: 'One tenant',
    roles: OPERATOR,
    replies: { 200: { description: 'The tenant.', schema: operatorTenantView, headers: ['etag'] } },
    refusals: ['tenant.not-found'],
    examples: { one: { summary: 'A tenant that is here', status: 200 } },
  },
  {
    id: 'putTenantAsOperator',
    method: 'PUT',
    path: '/operator/tenants/{tenantId}',
    tag: 'operator',
    summary: 'Creates a tenant, or changes its status and quotas',
    description: 'Quotas that are absent stay as they are.',
    roles: OPERATOR,
    isConditional: true,
    body: { schema: tenantChange },
    replies: { 200: { description: 'The tenant.', schema: operatorTenantView, headers: ['etag'] } },
    examples: {
      quota: {
        summary: 'At most a thousand PCs',
        body: { displayName: 'Contoso', quotas: { devices: 1000 } },
        status: 200,
      },
      suspend: { summary: 'Suspends a tenant', body: { displayName: 'Contoso', status: 'suspended' }, status: 200 },
    },
  },
];
