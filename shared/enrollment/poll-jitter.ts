import { createHash } from 'node:crypto';
import type { DeviceId, TenantId } from '../ids';

/**
 * Minutes, 0 to 59, that a device adds to its tenant's poll interval: always the same ones, so that the schedule stays,
 * and spread evenly, so that the PCs of a tenant do not come at once (protocol.md 9 row 6).
 */
export function pollJitter(tenantId: TenantId, deviceId: DeviceId): number {
  return createHash('sha256').update(`${tenantId}_${deviceId}`).digest().readUInt32BE(0) % 60;
}
