import { ServiceError } from '../../shared/errors';
import type { DevicePrincipal } from '../../shared/identity/principal';
import type { LiveDevice } from '../../shared/storage/stores/devices';
import type { RosterStore } from '../../shared/storage/stores/roster';
import { quotaOf } from '../../shared/tenant/tenant';
import type { Call } from '../http';

const PAGE = 1000;

/**
 * Refuses one more device than the operator allows the tenant. The lists are counted, only where there is such a quota:
 * devices that enroll at the same moment may exceed it by as many as there are.
 * @throws ServiceError `forbidden` / `quota.devices`
 */
export async function requireDeviceQuota(
  call: Call,
  { tenantId, tenant }: DevicePrincipal,
  { enrollment }: LiveDevice,
): Promise<void> {
  const allowed = quotaOf(tenant, 'devices');
  const hasPlace = enrollment !== undefined && enrollment.value.ended === undefined;
  if (allowed === undefined || hasPlace) return;
  if ((await countEnrolled(call.service().store.roster, tenantId, allowed)) < allowed) return;
  const text = 'The organization has as many devices enrolled as the operator of the service allows.';
  throw new ServiceError('forbidden', 'quota.devices', text, { tenantId });
}

async function countEnrolled(roster: RosterStore, tenantId: DevicePrincipal['tenantId'], enough: number) {
  let count = 0;
  let from = {};
  while (count < enough) {
    const page = await roster.list(tenantId, { size: PAGE, ...from }, ({ status }) => status === 'enrolled');
    count += page.entries.length;
    if (page.continuation === undefined) break;
    from = { continuation: page.continuation };
  }
  return count;
}
