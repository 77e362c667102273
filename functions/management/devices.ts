import { ServiceError } from '../../shared/errors';
import { parseDeviceId } from '../../shared/ids';
import { deviceView } from '../../shared/sync/device-view';
import { type Call, type Reply, registerRoute } from '../http';
import { authorizeInTenant } from './authorize';
import { json } from './json';
import { problem } from './problem';

const PAGE_SIZE = 100;

/** `/api/v1/devices` and `/api/v1/devices/{deviceId}`: the tenant's devices, and one with the state of its settings. */
export function registerDevices(): void {
  registerRoute({ name: 'devices', route: 'api/v1/devices', handlers: { GET: listDevices }, refuse: problem });
  registerRoute({ name: 'device', route: 'api/v1/devices/{deviceId}', handlers: { GET: getDevice }, refuse: problem });
}

async function listDevices(call: Call): Promise<Reply> {
  const { tenantId } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader', 'Mam.LogReader']);
  const continuation = call.request.query.get('continuation');
  const page = { size: PAGE_SIZE, ...(continuation === null ? {} : { continuation }) };
  const { entries, continuation: next } = await call.service().store.roster.list(tenantId, page);
  return json(200, { items: entries, ...(next === undefined ? {} : { continuation: next }) });
}

async function getDevice(call: Call): Promise<Reply> {
  const { tenantId } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader', 'Mam.LogReader']);
  const deviceId = parseDeviceId(call.request.params['deviceId']);
  if (deviceId === undefined) throw new ServiceError('invalid', 'device.id', 'A device id is a GUID.');
  const live = await call.service().store.devices.loadLive(tenantId, deviceId);
  if (live.enrollment === undefined)
    throw new ServiceError('not-found', 'device.unknown', 'This device never enrolled.');
  return json(200, deviceView(live.enrollment.value, live.state?.value, live.session?.value));
}
