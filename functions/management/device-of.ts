import { ServiceError } from '../../shared/errors';
import { type DeviceId, parseDeviceId } from '../../shared/ids';
import type { Call } from '../http';

/** The device that a route names. @throws ServiceError `invalid` / `device.id` */
export function deviceOf(call: Call): DeviceId {
  const deviceId = parseDeviceId(call.request.params['deviceId']);
  if (deviceId === undefined) throw new ServiceError('invalid', 'device.id', 'A device id is a GUID.');
  return deviceId;
}
