import { ServiceError } from '../../shared/errors';
import { parseDeviceId } from '../../shared/ids';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { Tenant } from '../../shared/tenant/tenant';
import type { Work } from '../http';
import { type MetDevice, meetDevice } from '../management/meet-device';

/** A device that is due, and its tenant. */
export interface MetDue {
  readonly tenant: Tenant;
  readonly device: MetDevice;
}

/** Meets the device of an entry; `undefined` where there is no such tenant or device any more. */
export async function meetDue(work: Work, entry: DueEntry): Promise<MetDue | undefined> {
  const deviceId = parseDeviceId(entry.subject);
  const stored = await work.service().store.tenants.load(entry.tenantId);
  if (stored === undefined || deviceId === undefined) return undefined;
  const device = await unlessUnknown(meetDevice(work, stored.value, deviceId));
  return device === undefined ? undefined : { tenant: stored.value, device };
}

async function unlessUnknown<T>(meeting: Promise<T>): Promise<T | undefined> {
  try {
    return await meeting;
  } catch (thrown) {
    if (thrown instanceof ServiceError && thrown.code === 'device.unknown') return undefined;
    throw thrown;
  }
}
