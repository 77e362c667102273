import { z } from 'zod';
import type { RosterEntry } from '../../shared/storage/store';
import { policyName } from '../../shared/tenant/tenant';
import { pageQuery } from './page-query';

const flag = z.enum(['true', 'false']);

/** Filters of the list of devices; all that are given must hold. */
export const deviceQuery = z.strictObject({
  ...pageQuery,
  user: z.guid().toLowerCase().optional().describe('Object id of the user.'),
  status: z.enum(['enrolled', 'unenrolled']).optional().describe('`enrolled` or `unenrolled`.'),
  policy: policyName.optional().describe('Policy on which the device has settled.'),
  name: z.string().min(1).max(256).optional().describe('Part of the name of the device or of its user, in any case.'),
  failing: flag.optional().describe('`true`: only devices that refused a setting; `false`: only the others.'),
});

/** See {@link deviceQuery}. */
export type DeviceQuery = z.infer<typeof deviceQuery>;

type Filter = (entry: RosterEntry) => boolean;

/** The filters of a query as one; `undefined` when it has none. */
export function deviceFilter({ user, status, policy, name, failing }: DeviceQuery): Filter | undefined {
  const part = name?.toLowerCase();
  const filters: (Filter | undefined)[] = [
    user === undefined ? undefined : (entry) => entry.userId === user,
    status === undefined ? undefined : (entry) => entry.status === status,
    policy === undefined ? undefined : (entry) => entry.policy?.name === policy,
    part === undefined ? undefined : (entry) => namesOf(entry).some((text) => text.includes(part)),
    failing === undefined ? undefined : (entry) => String((entry.failedSettings ?? 0) > 0) === failing,
  ];
  const given = filters.filter((filter) => filter !== undefined);
  return given.length === 0 ? undefined : (entry) => given.every((filter) => filter(entry));
}

function namesOf({ deviceName = '', userName = '' }: RosterEntry): readonly string[] {
  return [deviceName.toLowerCase(), userName.toLowerCase()];
}
