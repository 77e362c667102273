import type { OwnDevice } from '../../shared/compliance/own-device';
import type { SignedIn } from '../../shared/identity/browser-sign-in';
import type { Call } from '../http';
import { type OwnedDevice, ownDevices } from '../own-devices';

/** The enrolled PCs of a user, as the own page shows them. */
export async function loadOwnDevices(
  call: Call,
  user: Pick<SignedIn, 'tenantId' | 'userId'>,
): Promise<readonly OwnDevice[]> {
  const devices = await ownDevices(call, user);
  return devices.filter(({ enrollment }) => enrollment.ended === undefined).map(shownDevice);
}

// Rows of an older generation tell of another enrollment.
function shownDevice({ enrollment, live }: OwnedDevice): OwnDevice {
  const [session, state] = [live.session?.value, live.state?.value];
  const lastSyncAt = session?.generation === enrollment.generation ? session.at : undefined;
  const record = state?.generation === enrollment.generation ? state.compliance : undefined;
  return {
    enrolledAt: enrollment.enrolledAt,
    ...(enrollment.device.name === undefined ? {} : { name: enrollment.device.name }),
    ...(lastSyncAt === undefined ? {} : { lastSyncAt }),
    ...(record === undefined ? {} : { record }),
  };
}
