import { statusMeaning } from '../syncml/status';
import type { SettingStates } from './apply-statuses';
import { later, WITHOUT_WIP_REST_MS } from './back-off';
import { type SettingState, UNKNOWN } from './device-state';
import type { Readings } from './read-results';

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

/**
 * True when a device answers every question about WIP with "not here" or "not allowed", although it once took the
 * settings: Windows may have been upgraded past it. One node that cannot be read says nothing.
 */
export function refusesWip(readings: Readings): boolean {
  const said = [...readings].filter(([name]) => isWipNode(name));
  return said.length > 0 && said.every(([, reading]) => 'code' in reading && isNotHere(reading.code));
}

/** True for a node of WIP, however it is spelled. */
export function isWipNode(uri: string): boolean {
  return uri.toLowerCase().includes(WIP_SETTINGS);
}

function isWipSetting({ key }: SettingState): boolean {
  return isWipNode(key);
}

function isRefused({ acknowledged, code }: SettingState): boolean {
  return (acknowledged === '' || acknowledged === UNKNOWN) && isNotHere(code);
}

function isNotHere(code: number): boolean {
  const { class: meaning } = statusMeaning(code);
  return meaning === 'refused' || meaning === 'absent';
}
