import { ServiceError } from '../../shared/errors';
import type { TenantId, UserId } from '../../shared/ids';
import type { Stored } from '../../shared/storage/stores/stored';
import { type Tenant, tenantSettings } from '../../shared/tenant/tenant';
import type { Call } from '../http';
import { audited } from '../management/audited';

/** A tenant that may use the service from now on. */
export interface AdmittedTenant {
  readonly stored: Stored<Tenant>;
  readonly isNew: boolean;
}

/** Who brings a tenant in: an administrator of it. */
export interface Newcomer {
  readonly tenantId: TenantId;
  readonly id: UserId;
}

/**
 * The tenant of an administrator, created where the deployment admits whoever comes; one that was leaving is active again
 * there. What is active stays as it is.
 * @throws ServiceError `forbidden` / `onboarding.listed` where the operator decides, `tenant.suspended`
 */
export async function admitTenant(call: Call, newcomer: Newcomer, displayName: string): Promise<AdmittedTenant> {
  const { config, store, admission } = call.service();
  const { tenantId } = newcomer;
  const stored = await store.tenants.load(tenantId);
  if (stored?.value.status === 'active') return { stored, isNew: false };
  if (stored?.value.status === 'suspended') throw suspended(tenantId);
  if (config.tenantAdmission === 'listed') throw listed(tenantId);
  const settings = tenantSettings.parse({});
  const facts = { before: stored?.value.status ?? 'none', after: 'active' };
  const saved = await audited(call, newcomer, { action: 'tenant.onboard', facts }, () =>
    stored === undefined
      ? store.tenants.create({ id: tenantId, displayName, status: 'active', settings })
      : store.tenants.replace(stored, { displayName, status: 'active' }),
  );
  admission.remember(saved.value);
  return { stored: saved, isNew: stored === undefined };
}

// The one text that names an id, since the operator needs it.
function listed(tenantId: TenantId): ServiceError {
  const text = `Here the operator of the service creates tenants. Ask for tenant ${tenantId}: PUT /api/v1/operator/tenants/${tenantId}`;
  return new ServiceError('forbidden', 'onboarding.listed', text, { tenantId });
}

function suspended(tenantId: TenantId): ServiceError {
  const text = 'The operator of the service has suspended this organization, and alone can lift that.';
  return new ServiceError('forbidden', 'tenant.suspended', text, { tenantId });
}
