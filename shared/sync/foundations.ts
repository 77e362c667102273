import { APP_LISTS, WIP_SETTINGS } from '../csp/locuri';
import type { Setting } from '../policy/setting';
import type { SettingStates } from './apply-statuses';
import { LEVEL, LEVEL_OFF, mayBeProtected } from './work-identity';

const LEAVES: ReadonlySet<string> = new Set(
  ['EnterpriseProtectedDomainNames', 'DataRecoveryCertificate', 'RevokeOnUnenroll', 'RevokeOnMDMHandoff'].map(
    (name) => `${WIP_SETTINGS}${name}`,
  ),
);

/** True for what the protection rests on: identity, lists of apps, recovery certificate, revoke switches. */
export function isFoundation(key: string): boolean {
  return LEAVES.has(key) || key.startsWith(APP_LISTS);
}

/** True when all that a setting rests on is acknowledged as this policy wants it. */
export function restsOnSolidGround(
  setting: Setting,
  wanted: ReadonlyMap<string, Setting>,
  states: SettingStates,
): boolean {
  return setting.restsOn.every((key) => states.get(key)?.acknowledged === wanted.get(key)?.hash);
}

/**
 * True when a foundation that the policy does not want any more may leave the device: the protection is off there, or
 * stands on what this policy wants. Else the device would be half configured for as long as it refuses the rest.
 */
export function mayLoseFoundations(wanted: ReadonlyMap<string, Setting>, states: SettingStates): boolean {
  if (!mayBeProtected(states.get(LEVEL))) return true;
  const level = wanted.get(LEVEL);
  return level !== undefined && level.hash !== LEVEL_OFF && restsOnSolidGround(level, wanted, states);
}
