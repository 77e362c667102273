import type { Action } from '../actions/action';
import { isExit } from '../actions/is-exit';
import { isOpen } from '../actions/transition';
import type { Enrollment } from '../enrollment/enrollment';
import { sealSetting } from '../policy/seal-setting';
import type { Setting } from '../policy/setting';

const REVOKE_ON_UNENROLL = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/RevokeOnUnenroll';

/** What an unenrollment sends: the revoke switch where it says what becomes of the work data, then Unenroll itself. */
export interface ExitSettings {
  /** Must be acknowledged in this epoch before anything else is sent (rule WIP-10). */
  readonly revoke: Setting | undefined;
  readonly unenroll: Setting;
}

/** The unenrollment that waits on a device: the oldest one that is not over. */
export function openExit(actions: readonly Action[]): Action | undefined {
  return actions.find((action) => isOpen(action) && isExit(action.request));
}

/** What an unenrollment sends to this device. */
export function exitSettings(action: Action, { providerId }: Enrollment): ExitSettings {
  const revoke = revokeData(action);
  const uri = `./Device/Vendor/MSFT/DMClient/Provider/${encodeURIComponent(providerId)}/Unenroll`;
  return {
    revoke: revoke === undefined ? undefined : revokeSwitch(revoke),
    // The device ignores the data nowadays, but the samples carry it. The id of the action is what it is told apart by.
    unenroll: { ...leaf(uri, 'chr', providerId), hash: action.id },
  };
}

/** The switch that decides about the work data at the unenrollment: `1` withdraws access to it, `0` leaves it. */
export function revokeSwitch(data: '0' | '1'): Setting {
  return leaf(REVOKE_ON_UNENROLL, 'int', data);
}

function revokeData({ request }: Action): '0' | '1' | undefined {
  if (request.type === 'wipe') return '1';
  if (request.type !== 'unenroll' || request.keepData === undefined) return undefined;
  return request.keepData ? '0' : '1';
}

function leaf(uri: string, format: 'int' | 'chr', data: string): Setting {
  return sealSetting({
    key: uri,
    kind: 'leaf',
    verb: 'Replace',
    nodes: [{ uri, format, data }],
    member: 'action',
    restsOn: [],
  });
}
