import { z } from 'zod';
import type { DeviceId, TenantId } from '../ids';
import type { TenantGraph } from './tenant-graph';
import { unlessNotFound } from './unless-not-found';

// A member that Graph leaves out or sends as null is unknown, not false.
const known = <Schema extends z.ZodType>(schema: Schema) =>
  z.optional(z.nullable(schema)).transform((value) => value ?? undefined);

const directoryDevice = z.object({
  id: z.guid(),
  displayName: known(z.string()),
  accountEnabled: known(z.boolean()),
  trustType: known(z.string()),
  isManaged: known(z.boolean()),
  isCompliant: known(z.boolean()),
  managementType: known(z.string()),
});

/**
 * A device as the directory knows it: `id` is the object id, `trustType` is `Workplace` for a personal PC
 * [Graph device resource].
 */
export type DirectoryDevice = z.output<typeof directoryDevice>;

/** Finds devices in the directory of their tenant. */
export interface DeviceLookup {
  /** The device, or `undefined` when the directory does not have it (any more). @throws GraphRefusal, ServiceError */
  find(tenantId: TenantId, deviceId: DeviceId): Promise<DirectoryDevice | undefined>;
}

const MEMBERS = Object.keys(directoryDevice.shape).join(',');

/**
 * Looks devices up by the id that their tokens carry [GET /devices(deviceId='{id}')]. Device.Read.All would do; customers
 * are asked for the one permission over devices that writing their compliance needs, and for none where it is off.
 */
export function createDeviceLookup(graph: TenantGraph): DeviceLookup {
  return {
    find: (tenantId, deviceId) =>
      unlessNotFound(
        graph(tenantId).getJson(`/v1.0/devices(deviceId='${deviceId}')?$select=${MEMBERS}`, directoryDevice, {
          needs: 'Device.ReadWrite.All',
        }),
      ),
  };
}
