import { statusMeaning } from '../syncml/status';
import type { SettingState } from './device-state';

/** True for a setting that the device refused, or that this service held back. */
export function isFailed(state: SettingState): boolean {
  if (state.blockedBy !== undefined) return true;
  if (state.acknowledged === state.tried) return false;
  const { class: meaning } = statusMeaning(state.code);
  return state.code !== 0 && meaning !== 'done' && meaning !== 'accepted' && state.nextVerb === undefined;
}
