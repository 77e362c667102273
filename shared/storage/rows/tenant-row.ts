import { z } from 'zod';
import type { TenantId } from '../../ids';
import { type Tenant, type TenantSettings, tenantQuotas, tenantSettings } from '../../tenant/tenant';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, integer, invalidRow, json, oneOf, text } from './columns';

const VERSION = 1;
const STATUSES = ['active', 'suspended', 'offboarding'] as const;
// Members that a newer instance added are left out, those that an older one did not know get their default.
const storedSettings = z.object(tenantSettings.shape);
const storedQuotas = z.object(tenantQuotas.shape);
const storedTerms = z.array(z.tuple([z.string(), z.string()]));
const storedPolicies = z.array(z.tuple([z.string(), z.int().positive()]));

/** Columns of the row `tenant`. Maps are stored as lists of pairs, since their names come from outside. */
export function tenantColumns(tenant: Tenant): Record<string, ColumnValue> {
  return {
    v: VERSION,
    displayName: tenant.displayName,
    status: tenant.status,
    version: tenant.version,
    settings: JSON.stringify(tenant.settings),
    quotas: JSON.stringify(tenant.quotas),
    terms: JSON.stringify([...tenant.terms]),
    policies: JSON.stringify([...tenant.policies]),
  };
}

function shaped<T>(row: StoredRow, column: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(json(row, column));
  if (!result.success) throw invalidRow(column);
  return result.data;
}

/** The tenant of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readTenant(row: StoredRow, id: TenantId): Tenant {
  checkVersion(row, VERSION);
  const settings: TenantSettings = shaped(row, 'settings', storedSettings);
  return {
    id,
    displayName: text(row, 'displayName'),
    status: oneOf(row, 'status', STATUSES),
    version: integer(row, 'version'),
    settings,
    quotas: row.columns['quotas'] === undefined ? {} : shaped(row, 'quotas', storedQuotas),
    terms: new Map(shaped(row, 'terms', storedTerms)),
    policies: new Map(shaped(row, 'policies', storedPolicies)),
  };
}
