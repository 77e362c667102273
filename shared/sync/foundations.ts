import { APP_LISTS, WIP_SETTINGS } from '../csp/locuri';
import type { Setting } from '../policy/setting';
import type { SettingStates } from './apply-statuses';
import { LEVEL, LEVEL_OFF, mayBeProtected } from './work-identity';

/** What the protection rests on beside the lists of apps: identity, recovery certificate, revoke switches. */
const LEAVES: ReadonlySet<string> = new Set(
  ['EnterpriseProtectedDomainNames', 'DataRecoveryCertificate', 'RevokeOnUnenroll', 'RevokeOnMDMHandoff'].map(
    (name) => `${WIP_SETTINGS}${name}`,
  ),
);

/** True when all that a setting rests on is acknowledged as this policy wants it. */
export function restsOnSolidGround(
  setting: Setting,
  wanted: ReadonlyMap<string, Setting>,
  states: SettingStates,
): boolean {
  return setting.restsOn.every((key) => isAcknowledged(key, wanted, states));
}

/**
 * True when something that the policy does not want any more may leave the device. A foundation may not while the
 * protection is to be switched off and still on, nor an app before those that are allowed instead: the device would be
 * half configured for as long as it refuses the rest.
 */
export function mayLeave(key: string, wanted: ReadonlyMap<string, Setting>, states: SettingStates): boolean {
  if (!isFoundation(key) || !mayBeProtected(states.get(LEVEL))) return true;
  const level = wanted.get(LEVEL);
  if (level === undefined || level.hash === LEVEL_OFF) return false;
  const instead = key.startsWith(APP_LISTS) ? level.restsOn.filter((other) => other.startsWith(APP_LISTS)) : [];
  return instead.every((other) => isAcknowledged(other, wanted, states));
}

function isFoundation(key: string): boolean {
  return LEAVES.has(key) || key.startsWith(APP_LISTS);
}

function isAcknowledged(key: string, wanted: ReadonlyMap<string, Setting>, states: SettingStates): boolean {
  return states.get(key)?.acknowledged === wanted.get(key)?.hash;
}
