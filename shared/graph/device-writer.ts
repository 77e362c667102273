import type { DirectoryStanding } from '../compliance/directory/directory-standing';
import type { DeviceId, TenantId } from '../ids';
import type { TenantGraph } from './tenant-graph';

/** Tells the directory of a tenant how its devices stand. */
export interface DeviceWriter {
  /**
   * Writes both members of a device; the same again changes nothing.
   * @throws ServiceError of one of the codes in `WRITE_FAILURES`
   */
  write(tenantId: TenantId, deviceId: DeviceId, standing: DirectoryStanding): Promise<void>;
}

/**
 * Writes through Microsoft Graph [PATCH /devices(deviceId='{id}')]. On Windows these members are for Intune and for MDM
 * applications that Microsoft has approved [Update device].
 */
export function createDeviceWriter(graph: TenantGraph): DeviceWriter {
  return {
    write: (tenantId, deviceId, { isManaged, isCompliant }) =>
      graph(tenantId).patchJson(
        `/v1.0/devices(deviceId='${deviceId}')`,
        { isManaged, isCompliant },
        { needs: 'Device.ReadWrite.All' },
      ),
  };
}
