import { statusMeaning } from '../syncml/status';
import type { SettingStates } from './apply-statuses';
import { later, WITHOUT_WIP_REST_MS } from './back-off';
import { type SettingState, UNKNOWN } from './device-state';

const WIP_SETTINGS = '/enterprisedataprotection/settings/';

/**
 * True for a device that answers every setting of WIP with "not here" or "not allowed": a Windows that came without WIP,
 * or was upgraded past it. Such a device is marked, and left alone about WIP for a month.
 */
export function isWithoutWip(states: SettingStates): boolean {
  const tried = [...states.values()].filter(isWipSetting);
  return tried.length > 0 && tried.every(isRefused);
}

/** The states with everything about WIP put to rest for a month. */
export function restWip(states: SettingStates, now: Date): SettingStates {
  const retryAt = later(now, WITHOUT_WIP_REST_MS);
  return new Map([...states].map(([key, state]) => [key, isWipSetting(state) ? { ...state, retryAt } : state]));
}

function isWipSetting({ key }: SettingState): boolean {
  return key.toLowerCase().includes(WIP_SETTINGS);
}

function isRefused({ acknowledged, code }: SettingState): boolean {
  const { class: meaning } = statusMeaning(code);
  return (acknowledged === '' || acknowledged === UNKNOWN) && (meaning === 'refused' || meaning === 'absent');
}
