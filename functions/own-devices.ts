import type { Enrollment } from '../shared/enrollment/enrollment';
import type { DeviceId, TenantId, UserId } from '../shared/ids';
import type { LiveDevice } from '../shared/storage/stores/devices';
import type { Call } from './http';
import { inParts } from './in-parts';

const AT_ONCE = 16;

/** A device whose latest enrollment is that of the user, also where it has ended. */
export interface OwnedDevice {
  readonly deviceId: DeviceId;
  readonly enrollment: Enrollment;
  readonly live: LiveDevice;
}

/**
 * The devices of a user. The places under the user's cap name them; whose a device is now, its own enrollment says: one
 * that was reserved may never have come to its end, and somebody else may have enrolled the device since.
 */
export async function ownDevices(
  call: Call,
  { tenantId, userId }: { readonly tenantId: TenantId; readonly userId: UserId },
): Promise<readonly OwnedDevice[]> {
  const { people, devices } = call.service().store;
  const found = await inParts(await people.devicesOf(tenantId, userId), AT_ONCE, async (deviceId) => {
    const live = await devices.loadLive(tenantId, deviceId);
    const enrollment = live.enrollment?.value;
    return enrollment?.userId === userId ? { deviceId, enrollment, live } : undefined;
  });
  return found.flatMap((device) => device ?? []);
}
