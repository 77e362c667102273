import type { DemoDirectory } from '../demo-directory';
import { CHANGED_NODES, changePolicy } from './change-policy';
import type { DemoPc } from './demo-pc';
import { enrollmentSteps } from './enroll-pc';
import { lookAtDevice } from './look-at-device';
import type { ManagementClient } from './management-client';
import { createTenant, setUpTenant } from './onboard-tenant';
import type { Step } from './step';
import { syncAndTell, syncDifference, syncWithNothingToDo } from './sync-pc';

/** Who and what plays a part in the story. */
export interface Cast {
  /** Origin of the service. */
  readonly origin: string;
  readonly directory: DemoDirectory;
  readonly operator: ManagementClient;
  readonly administrator: ManagementClient;
  readonly device: DemoPc;
}

/** The steps from an empty service to a PC that follows a changed policy. A PC that is enrolled already only syncs. */
export function demoStory({ origin, directory, operator, administrator, device }: Cast): readonly Step[] {
  return [
    { title: 'The vendor takes on a customer', run: () => createTenant(operator, directory.tenantId) },
    { title: 'The customer’s administrator sets things up', run: () => setUpTenant(administrator) },
    ...arrival(device, origin),
    { title: 'First sync: the PC gets what it lacks', run: () => syncAndTell(device) },
    { title: 'Second sync: nothing to do', run: () => syncWithNothingToDo(device) },
    { title: 'The administrator changes the policy', run: () => changePolicy(administrator) },
    { title: 'Third sync: only the difference travels', run: () => syncDifference(device, CHANGED_NODES) },
    { title: 'What the administrator sees', run: () => lookAtDevice(administrator, directory.deviceId) },
  ];
}

// ADDR holds the origin of the day of enrollment: under another port the PC would look for the service in vain.
function arrival(device: DemoPc, origin: string): readonly Step[] {
  const { enrollment } = device.pc;
  if (enrollment === undefined) return enrollmentSteps(device, origin);
  const since = enrollment.enrolledAt.slice(0, 16).replace('T', ' ');
  if (new URL(enrollment.address).origin === origin) {
    return [
      { title: 'Kim’s PC is enrolled already', run: async () => [`Since ${since} UTC; nothing to accept again.`] },
    ];
  }
  const moved = [`It was enrolled at ${new URL(enrollment.address).origin}, and no longer finds the service there.`];
  return [{ title: 'Kim’s PC must enroll again', run: async () => moved }, ...enrollmentSteps(device, origin)];
}
