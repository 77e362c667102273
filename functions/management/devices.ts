import { deviceView } from '../../shared/sync/device-view';
import { type Call, type Reply, registerRoute } from '../http';
import { authorizeInTenant } from './authorize';
import { deviceOf } from './device-of';
import { deviceFilter, deviceQuery } from './device-query';
import { contentTag, json } from './json';
import { meetDevice } from './meet-device';
import { nextPage, pageOf, readQuery } from './page-query';
import { problem } from './problem';
import { withoutSeen } from './without-seen';

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
  const { store, clock } = call.service();
  const matches = deviceFilter(filter, clock());
  const { entries, continuation } = await store.roster.list(tenantId, pageOf(list, query), matches);
  const items = await withoutSeen(call, entries, filter.notSeenSince);
  return json(200, { items, ...nextPage(list, continuation) });
}

async function getDevice(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader', 'Mam.LogReader']);
  const device = await meetDevice(call, stored.value, deviceOf(call));
  const { store, clock } = call.service();
  const isTold = stored.value.settings.writeCompliance;
  const [history, writeBack] = await Promise.all([
    store.devices.loadHistory(device.key),
    isTold ? store.writeBacks.load(device.key) : undefined,
  ]);
  const actions = device.actions.map(({ value }) => value);
  const view = deviceView({ ...device, actions, history, writeBack: writeBack?.value }, clock());
  return json(200, view, contentTag(view));
}
