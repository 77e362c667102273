import { deviceView } from '../../shared/sync/device-view';
import { type Call, type Reply, registerRoute } from '../http';
import { authorizeInTenant } from './authorize';
import { deviceOf } from './device-of';
import { deviceFilter, deviceQuery } from './device-query';
import { json } from './json';
import { meetDevice } from './meet-device';
import { nextPage, pageOf, readQuery } from './page-query';
import { problem } from './problem';

/** `/api/v1/devices` and `/api/v1/devices/{deviceId}`: the tenant's devices, and one with all that is known of it. */
export function registerDevices(): void {
  registerRoute({ name: 'devices', route: 'api/v1/devices', handlers: { GET: listDevices }, refuse: problem });
  registerRoute({ name: 'device', route: 'api/v1/devices/{deviceId}', handlers: { GET: getDevice }, refuse: problem });
}

async function listDevices(call: Call): Promise<Reply> {
  const { tenantId } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader', 'Mam.LogReader']);
  const query = readQuery(call, deviceQuery);
  const { limit: _, continuation: __, ...filter } = query;
  const list = { name: 'devices', tenantId, filter };
  const { roster } = call.service().store;
  const { entries, continuation } = await roster.list(tenantId, pageOf(list, query), deviceFilter(query));
  return json(200, { items: entries, ...nextPage(list, continuation) });
}

async function getDevice(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader', 'Mam.LogReader']);
  const device = await meetDevice(call, stored.value, deviceOf(call));
  const history = await call.service().store.devices.loadHistory(device.key);
  const actions = device.actions.map(({ value }) => value);
  return json(200, deviceView({ ...device, actions, history }, call.service().clock()));
}
