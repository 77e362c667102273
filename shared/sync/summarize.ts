import { type ComplianceSummary, summarizeAt, summarizeCompliance } from '../compliance/summary';
import type { Moment } from '../compliance/verdict';
import { ABSENT, type DeviceState, UNKNOWN } from './device-state';
import { isFailed } from './is-failed';
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
  /** How it stands; absent where nothing is demanded. */
  readonly compliance?: ComplianceSummary;
}

/** Sums a state up as it was judged last; two states with equal summaries need no new row in lists. */
export function summarize(state: DeviceState | undefined): StateSummary {
  const failedSettings = state?.settings.filter(isFailed).length ?? 0;
  const wip = wipOf(state);
  return {
    ...(state?.policy === undefined ? {} : { policy: state.policy }),
    failedSettings,
    wip,
    ...(state?.compliance === undefined ? {} : { compliance: summarizeCompliance(state.compliance) }),
  };
}

/** Sums a state up for lists, with what time alone has made of its verdict since it was judged. */
export function summarizeStateAt(state: DeviceState | undefined, moment: Moment): StateSummary {
  const summary = summarize(state);
  if (state?.compliance === undefined) return summary;
  return { ...summary, compliance: summarizeAt(state.compliance, moment) };
}

function wipOf(state: DeviceState | undefined): WipState {
  if (state?.withoutWipSince !== undefined) return 'missing';
  const level = state?.settings.find(({ key }) => key === LEVEL);
  if (level === undefined || level.acknowledged === ABSENT) return 'none';
  if (level.acknowledged === LEVEL_OFF) return 'off';
  return level.acknowledged === '' || level.acknowledged === UNKNOWN ? 'pending' : 'inForce';
}
