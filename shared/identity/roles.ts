import type { TenantId } from '../ids';
import type { Role } from './principal';

const ROLES: ReadonlySet<string> = new Set<Role>(['Mam.Admin', 'Mam.Reader', 'Mam.LogReader', 'Mam.Operator']);

const isRole = (name: unknown): name is Role => typeof name === 'string' && ROLES.has(name);

/**
 * The roles of this service in claim `roles`; names of others are ignored. `Mam.Operator` counts in the vendor's home
 * tenant only: in any other, that tenant's own administrator could hand it out.
 */
export function readRoles(claim: unknown, tenantId: TenantId, homeTenant: string | undefined): ReadonlySet<Role> {
  const names: readonly unknown[] = Array.isArray(claim) ? claim : [];
  return new Set(names.filter(isRole).filter((role) => role !== 'Mam.Operator' || tenantId === homeTenant));
}
