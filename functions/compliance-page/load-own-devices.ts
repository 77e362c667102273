import type { OwnDevice } from '../../shared/compliance/own-device';
import type { SignedIn } from '../../shared/identity/browser-sign-in';
import type { UserId } from '../../shared/ids';
import type { LiveDevice } from '../../shared/storage/stores/devices';
import type { Call } from '../http';
import { inParts } from '../in-parts';

const AT_ONCE = 16;

/**
 * The enrolled PCs of a user. The places under the user's cap name them; whose a PC is now, its own enrollment says, because
 * somebody else may have enrolled it since.
 */
export async function loadOwnDevices(
  call: Call,
  { tenantId, userId }: Pick<SignedIn, 'tenantId' | 'userId'>,
): Promise<readonly OwnDevice[]> {
  const { people, devices } = call.service().store;
  const ids = await people.devicesOf(tenantId, userId);
  const found = await inParts(ids, AT_ONCE, async (id) => ownDevice(await devices.loadLive(tenantId, id), userId));
  return found.flatMap((device) => device ?? []);
}

// Rows of an older generation tell of another enrollment.
function ownDevice(live: LiveDevice, userId: UserId): OwnDevice | undefined {
  const enrollment = live.enrollment?.value;
  if (enrollment?.userId !== userId || enrollment.ended !== undefined) return undefined;
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
