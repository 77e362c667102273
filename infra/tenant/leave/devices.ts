import { z } from 'zod';
import type { Session } from '../session';
import { readTenant } from '../steps/tenant-row';

const device = z.object({
  deviceId: z.string(),
  generation: z.string(),
  status: z.string(),
  deviceName: z.string().optional(),
});

/** A PC as the service lists it. */
export type ListedDevice = z.output<typeof device>;

const page = z.object({ items: z.array(device), continuation: z.string().optional() });

const MAX_PAGES = 10_000;

/** The PCs of the tenant that have not left yet; none where the service does not know the tenant. */
export async function enrolledDevices(session: Session): Promise<readonly ListedDevice[]> {
  if ((await readTenant(session)) === undefined) return [];
  return (await listedDevices(session)).filter(({ status }) => status === 'enrolled');
}

/** Every PC of the tenant that the service lists, those that have left among them. */
export async function listedDevices(session: Session): Promise<readonly ListedDevice[]> {
  const devices: ListedDevice[] = [];
  let query = '';
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const { value }: { value: z.output<typeof page> } = await session.api.get(`devices${query}`, page);
    devices.push(...value.items);
    if (value.continuation === undefined) break;
    query = `?continuation=${encodeURIComponent(value.continuation)}`;
  }
  return devices;
}

const SHOWN = 10;

/** Names of PCs for a sentence; of many the first ones. */
export function namesOf(devices: readonly ListedDevice[]): string {
  const names = devices.slice(0, SHOWN).map(({ deviceName, deviceId }) => deviceName ?? deviceId);
  const more = devices.length > SHOWN ? ` and ${devices.length - SHOWN} more` : '';
  return `${names.join(', ')}${more}`;
}

/** A count of PCs in words. */
export const countOf = (devices: readonly unknown[]): string =>
  devices.length === 1 ? '1 PC' : `${devices.length} PCs`;
