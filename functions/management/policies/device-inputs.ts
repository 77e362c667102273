import { ServiceError } from '../../../shared/errors';
import { parseDeviceId } from '../../../shared/ids';
import type { CompileInputs } from '../../../shared/policy/setting';
import { TYPICAL_DEVICE, typicalDevice } from '../../../shared/policy/typical-device';
import { compileInputs } from '../../../shared/sync/compile-inputs';
import type { Call } from '../../http';
import type { TenantCaller } from '../authorize';
import { readQuery } from '../page-query';
import { explainQuery } from './policy-queries';

/** The PC for which a policy is explained: how it is told, and what the compiler knows of it. */
export interface ExplainedDevice {
  readonly shown: object;
  readonly inputs: CompileInputs;
}

/**
 * The device of query parameter `device`, or a typical PC without it.
 * @throws RefusedDocument; ServiceError `not-found` / `device.unknown`
 */
export async function explainedDevice(call: Call, { tenantId }: TenantCaller): Promise<ExplainedDevice> {
  const { device } = readQuery(call, explainQuery);
  if (device === undefined) {
    const inputs = typicalDevice({ tenantId, providerId: call.service().config.providerId });
    return { shown: { description: TYPICAL_DEVICE, ...releaseOf(inputs) }, inputs };
  }
  const deviceId = parseDeviceId(device);
  if (deviceId === undefined) throw new ServiceError('invalid', 'device.id', 'A device id is a GUID.');
  const { enrollment } = await call.service().store.devices.loadLive(tenantId, deviceId);
  if (enrollment === undefined) throw new ServiceError('not-found', 'device.unknown', 'This device never enrolled.');
  const inputs = compileInputs(enrollment.value);
  return { shown: { deviceId, description: enrollment.value.device.name ?? deviceId, ...releaseOf(inputs) }, inputs };
}

function releaseOf({ osVersion, osEdition }: CompileInputs): object {
  return { ...(osVersion === undefined ? {} : { osVersion }), ...(osEdition === undefined ? {} : { osEdition }) };
}
