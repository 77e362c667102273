import type { DeviceId } from '../ids';
import type { TenantStatus } from '../tenant/tenant';
import type { DevicePrincipal } from './principal';
import { type RefusalCode, refusal } from './token-refusal';

const INACTIVE: Readonly<Record<Exclude<TenantStatus, 'active'>, RefusalCode>> = {
  suspended: 'tenant.suspended',
  offboarding: 'tenant.offboarding',
};

/**
 * The device of the token; enrollment and sync need one, the terms page does not.
 * @throws ServiceError `forbidden` / `token.device-missing`
 */
export function requireDeviceId({ deviceId, tenantId }: DevicePrincipal): DeviceId {
  if (deviceId === undefined) throw refusal('token.device-missing', tenantId);
  return deviceId;
}

/**
 * Terms and enrollment need an active tenant; the sync of another goes on, for its exits.
 * @throws ServiceError `forbidden` / `tenant.suspended`, `tenant.offboarding`
 */
export function requireActive({ tenant: { id, status } }: Pick<DevicePrincipal, 'tenant'>): void {
  if (status !== 'active') throw refusal(INACTIVE[status], id);
}
