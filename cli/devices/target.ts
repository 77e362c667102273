import type { ApiClient } from '../api-client';
import { pagesOf } from '../entries';
import { CliFailure } from '../failure';
import { counted } from '../print/table';
import { deviceAnswer, deviceRow } from './answers';
import { findDevice } from './find-device';

/** Of which PCs something is asked. */
export type Target =
  | { readonly kind: 'device'; readonly id: string }
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string };

/** How a command line names them. */
export interface NamedTarget {
  readonly device: string | undefined;
  readonly user: string | undefined;
  readonly group: string | undefined;
}

/** The PCs that a command line names: one, those of a person, or those of a group. @throws CliFailure */
export async function readTarget(api: ApiClient, { device, user, group }: NamedTarget): Promise<Target> {
  const given = [device, user, group].filter((name) => name !== undefined);
  if (given.length !== 1) {
    throw new CliFailure(2, 'Which PCs are meant is not plain.', 'Name one DEVICE, or --user ID, or --group ID.');
  }
  if (user !== undefined) return { kind: 'person', id: user };
  if (group !== undefined) return { kind: 'group', id: group };
  return { kind: 'device', id: await findDevice(api, device ?? '') };
}

const MOST_NAMED = 10;

/** The PCs in words, for a question about them. @throws RefusedByService where there is no such device */
export async function describeTarget(api: ApiClient, { kind, id }: Target): Promise<string> {
  if (kind === 'group') return `every PC of the members of group ${id}`;
  if (kind === 'person') return describePerson(api, id);
  const { device, userName, userId } = (await api.send({ method: 'GET', path: `devices/${id}` }, deviceAnswer)).body;
  return `${device.name ?? 'the PC'} of ${userName ?? userId} (${id})`;
}

async function describePerson(api: ApiClient, user: string): Promise<string> {
  const names: string[] = [];
  const filters = { user, status: 'enrolled' };
  for await (const { items } of pagesOf(api, { path: 'devices', filters }, { item: deviceRow })) {
    names.push(...items.map(({ deviceName, deviceId }) => `${deviceName ?? 'a PC'} (${deviceId})`));
  }
  const more = names.length > MOST_NAMED ? [`and ${names.length - MOST_NAMED} more`] : [];
  const list = [...names.slice(0, MOST_NAMED), ...more].join(', ');
  return `the ${counted(names.length, 'PC')} of user ${user}${list === '' ? '' : `: ${list}`}`;
}
