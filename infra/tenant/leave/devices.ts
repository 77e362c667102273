import { z } from 'zod';
import type { Session } from '../session';
import { readTenant } from '../steps/tenant-row';

const device = z.object({
  deviceId: z.string(),
  generation: z.string(),
  status: z.string(),
  deviceName: z.string().optional(),
});

/** A PC that is enrolled, as the service lists it. */
export type EnrolledDevice = z.output<typeof device>;

const page = z.object({ items: z.array(device), continuation: z.string().optional() });

const MAX_PAGES = 10_000;

/** The PCs of the tenant that have not left yet; none where the service does not know the tenant. */
export async function enrolledDevices(session: Session): Promise<readonly EnrolledDevice[]> {
  if ((await readTenant(session)) === undefined) return [];
  const devices: EnrolledDevice[] = [];
  let query = '';
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const { value }: { value: z.output<typeof page> } = await session.api.get(`devices${query}`, page);
    devices.push(...value.items.filter(({ status }) => status === 'enrolled'));
    if (value.continuation === undefined) break;
    query = `?continuation=${encodeURIComponent(value.continuation)}`;
  }
  return devices;
}

/** A count of PCs in words. */
export const countOf = (devices: readonly unknown[]): string =>
  devices.length === 1 ? '1 PC' : `${devices.length} PCs`;
