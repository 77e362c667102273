import { statusMeaning } from '../syncml/status';
import { ABSENT, type DeviceState, type SettingState, UNKNOWN } from './device-state';
import { LEVEL, LEVEL_OFF } from './work-identity';

/**
 * Windows Information Protection on a device: `none` in its policy, `pending` on its way, `inForce`, taken `off`, or
 * `missing` from this Windows.
 */
export type WipState = (typeof WIP_STATES)[number];

/** Every {@link WipState}. */
export const WIP_STATES = ['none', 'pending', 'inForce', 'off', 'missing'] as const;

/** What lists show of a device's state. */
export interface StateSummary {
  readonly policy?: { readonly name: string; readonly revision: number };
  /** Settings that the device refused, or that this service held back. */
  readonly failedSettings: number;
  readonly wip: WipState;
}

/** Sums a state up for lists; two states with equal summaries need no new row there. */
export function summarize(state: DeviceState | undefined): StateSummary {
  const failedSettings = state?.settings.filter(isFailed).length ?? 0;
  const wip = wipOf(state);
  return state?.policy === undefined ? { failedSettings, wip } : { policy: state.policy, failedSettings, wip };
}

function wipOf(state: DeviceState | undefined): WipState {
  if (state?.withoutWipSince !== undefined) return 'missing';
  const level = state?.settings.find(({ key }) => key === LEVEL);
  if (level === undefined || level.acknowledged === ABSENT) return 'none';
  if (level.acknowledged === LEVEL_OFF) return 'off';
  return level.acknowledged === '' || level.acknowledged === UNKNOWN ? 'pending' : 'inForce';
}

function isFailed(state: SettingState): boolean {
  if (state.blockedBy !== undefined) return true;
  if (state.acknowledged === state.tried) return false;
  const { class: meaning } = statusMeaning(state.code);
  return state.code !== 0 && meaning !== 'done' && meaning !== 'accepted' && state.nextVerb === undefined;
}
