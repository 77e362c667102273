import { ServiceError } from '../../shared/errors';
import { bearerToken } from '../../shared/identity/bearer';
import type { CallerPrincipal, Role } from '../../shared/identity/principal';
import type { Stored } from '../../shared/storage/stores/stored';
import type { Tenant } from '../../shared/tenant/tenant';
import { type Call, nameTenant } from '../http';

/** A caller whose tenant is onboarded, with the tenant as it is stored now. */
export interface TenantCaller extends CallerPrincipal {
  readonly stored: Stored<Tenant>;
}

/**
 * The caller, when one of `roles` is theirs.
 * @throws ServiceError `token.*` from the verifier, `role.missing`
 */
export async function authorize(call: Call, roles: readonly Role[]): Promise<CallerPrincipal> {
  const caller = await call.service().verifier.verifyCaller(bearerToken(call.request.headers.get('authorization')));
  nameTenant(call, caller.tenantId);
  return requireRole(caller, roles);
}

/** The caller again. @throws ServiceError `forbidden` / `role.missing` when none of `roles` is theirs */
export function requireRole(caller: CallerPrincipal, roles: readonly Role[]): CallerPrincipal {
  if (roles.some((role) => caller.roles.has(role))) return caller;
  throw new ServiceError('forbidden', 'role.missing', `This needs the role ${roles.join(' or ')}.`, {
    tenantId: caller.tenantId,
  });
}

/**
 * The caller together with the own tenant, freshly read.
 * @throws ServiceError as `authorize`, and `tenant.unknown`
 */
export async function authorizeInTenant(call: Call, roles: readonly Role[]): Promise<TenantCaller> {
  const caller = await authorize(call, roles);
  const stored = await call.service().store.tenants.load(caller.tenantId);
  if (stored === undefined) throw new ServiceError('forbidden', 'tenant.unknown', 'This tenant is not onboarded.');
  return { ...caller, stored };
}

/** @throws ServiceError `tenant.suspended` or `tenant.offboarding`: such a tenant is read and left, not changed. */
export function requireActiveTenant(tenant: Tenant): void {
  if (tenant.status === 'active') return;
  throw new ServiceError(
    'forbidden',
    `tenant.${tenant.status}`,
    `The tenant is ${tenant.status}; nothing can be changed.`,
  );
}
