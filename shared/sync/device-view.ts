import type { Enrollment } from '../enrollment/enrollment';
import { statusMeaning } from '../syncml/status';
import { ABSENT, type DeviceState, type SettingState } from './device-state';
import type { Session } from './session';

/** A device as administrators see it: who and what, when it was last here, and its settings with statuses in words. */
export interface DeviceView {
  readonly deviceId: string;
  readonly userId: string;
  readonly userName?: string;
  readonly status: 'enrolled' | 'unenrolled';
  readonly enrolledAt: string;
  readonly endedAt?: string;
  readonly device: Enrollment['device'];
  readonly lastSyncAt?: string;
  /** Policy that the device has settled on; absent while it is being changed for the first time, or has none. */
  readonly policy?: { readonly name: string; readonly revision: number };
  readonly settledAt?: string;
  readonly settings: readonly SettingView[];
}

/** One setting of a device. */
export interface SettingView {
  /** LocURI, or name of the family. */
  readonly setting: string;
  readonly inForce: boolean;
  /** SyncML status; 0 when the device did not say. */
  readonly status: number;
  readonly meaning: string;
  readonly at: string;
  readonly originalError?: string;
  readonly nextTryAt?: string;
}

/** Puts the rows of a device together for administrators. */
export function deviceView(
  enrollment: Enrollment,
  state: DeviceState | undefined,
  session: Session | undefined,
): DeviceView {
  const { deviceId, userId, userName, enrolledAt, ended, device, generation } = enrollment;
  const current = state?.generation === generation ? state : undefined;
  const lastSession = session?.generation === generation ? session : undefined;
  return {
    deviceId,
    userId,
    ...(userName === undefined ? {} : { userName }),
    status: ended === undefined ? 'enrolled' : 'unenrolled',
    enrolledAt,
    ...(ended === undefined ? {} : { endedAt: ended.at }),
    device,
    ...(lastSession === undefined ? {} : { lastSyncAt: lastSession.at }),
    ...(current?.policy === undefined ? {} : { policy: current.policy }),
    ...(current?.settledAt === undefined ? {} : { settledAt: current.settledAt }),
    settings: (current?.settings ?? []).map(settingView),
  };
}

function settingView(state: SettingState): SettingView {
  return {
    setting: state.key,
    inForce: state.acknowledged !== '' && state.acknowledged !== ABSENT,
    status: state.code,
    meaning: meaningOf(state),
    at: state.at,
    ...(state.originalError === undefined ? {} : { originalError: state.originalError }),
    ...(state.retryAt === undefined ? {} : { nextTryAt: state.retryAt }),
  };
}

function meaningOf(state: SettingState): string {
  if (state.blockedBy !== undefined) return `not sent: it breaks rule ${state.blockedBy} of the catalogue`;
  if (state.leftInPlace === true) return 'no longer in the policy; Windows cannot delete it, so it was left in place';
  if (state.code === 0) return 'sent; the device did not answer, so it is sent again';
  return statusMeaning(state.code).text;
}
