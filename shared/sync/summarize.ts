import { statusMeaning } from '../syncml/status';
import type { DeviceState, SettingState } from './device-state';

/** What lists show of a device's state. */
export interface StateSummary {
  readonly policy?: { readonly name: string; readonly revision: number };
  /** Settings that the device refused, or that this service held back. */
  readonly failedSettings: number;
}

/** Sums a state up for lists; two states with equal summaries need no new row there. */
export function summarize(state: DeviceState | undefined): StateSummary {
  const failedSettings = state?.settings.filter(isFailed).length ?? 0;
  return state?.policy === undefined ? { failedSettings } : { policy: state.policy, failedSettings };
}

function isFailed(state: SettingState): boolean {
  if (state.blockedBy !== undefined) return true;
  if (state.acknowledged === state.tried) return false;
  const { class: meaning } = statusMeaning(state.code);
  return state.code !== 0 && meaning !== 'done' && meaning !== 'accepted' && state.nextVerb === undefined;
}
