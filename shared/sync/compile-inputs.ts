import type { Enrollment } from '../enrollment/enrollment';
import { pollJitter } from '../enrollment/poll-jitter';
import type { CompileInputs } from '../policy/setting';

/** What the policy compiler may know of an enrollment. */
export function compileInputs(enrollment: Enrollment): CompileInputs {
  const { tenantId, deviceId, providerId, groupings, device } = enrollment;
  return {
    tenantId,
    providerId,
    groupings,
    pollJitter: pollJitter(tenantId, deviceId),
    ...(device.osVersion === undefined ? {} : { osVersion: device.osVersion }),
    ...(device.osEdition === undefined ? {} : { osEdition: device.osEdition }),
  };
}
