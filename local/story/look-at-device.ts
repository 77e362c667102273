import { z } from 'zod';
import { countText } from '../print/measures';
import { DEMO_PC_NAME } from './demo-pc';
import type { ManagementClient } from './management-client';

const deviceReply = z.object({
  status: z.string(),
  policy: z.object({ name: z.string(), revision: z.int() }).optional(),
  settings: z.array(z.object({ inForce: z.boolean() })),
});

/** What the administrator is told about the PC. */
export async function lookAtDevice(administrator: ManagementClient, deviceId: string): Promise<readonly string[]> {
  const { status, policy, settings } = await administrator.get(`devices/${deviceId}`, deviceReply);
  const inForce = settings.filter((setting) => setting.inForce).length;
  const settled = policy === undefined ? 'no policy yet' : `policy ${policy.name}, revision ${policy.revision}`;
  return [`${DEMO_PC_NAME} is ${status}: ${settled}, ${inForce} of ${countText(settings.length, 'setting')} in force.`];
}
