import type { ApiClient } from '../api-client';
import { pagesOf } from '../entries';
import { CliFailure } from '../failure';
import { indented } from '../print/table';
import { type DeviceRow, deviceRow } from './answers';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_SHOWN = 20;

/** The id of the device that is named by its id, or by its name where only one enrolled PC has it. @throws CliFailure */
export async function findDevice(api: ApiClient, named: string): Promise<string> {
  if (GUID.test(named)) return named.toLowerCase();
  const found = await enrolledOfName(api, named);
  const [first] = found;
  if (first === undefined) {
    throw new CliFailure(1, `No enrolled PC is called ${named}.`, `Look for it: mam devices list --name ${named}`);
  }
  if (found.length === 1) return first.deviceId;
  const shown = found
    .slice(0, MOST_SHOWN)
    .map(({ deviceId, userName, userId }) => `${deviceId} of ${userName ?? userId}`);
  throw new CliFailure(1, `${found.length} PCs are called ${named}.`, ['Take the id:', ...indented(shown)].join('\n'));
}

async function enrolledOfName(api: ApiClient, name: string): Promise<readonly DeviceRow[]> {
  const found: DeviceRow[] = [];
  const filters = { name, status: 'enrolled' };
  for await (const { items } of pagesOf(api, { path: 'devices', filters }, { item: deviceRow })) {
    found.push(...items.filter(({ deviceName }) => deviceName?.toLowerCase() === name.toLowerCase()));
  }
  return found;
}
