import { type ComplianceState, type Moment, verdictAt } from '../compliance/verdict';
import type { DeviceState } from './device-state';
import type { SyncChange } from './exchange';
import { summarize } from './summarize';
import type { Turn } from './turn';

/** A turn, and what it comes to. */
export type Outcome = Pick<Turn, 'device' | 'context'> & { readonly change: SyncChange };

/** True when a turn judges the device anew and finds something else, or has it stand otherwise by being here. */
export function isVerdictNew({ device, context, change }: Outcome): boolean {
  if (isVerdictTurned({ device, context, change })) return true;
  if (change.state === undefined) return false;
  const [before, after] = [summarize(device.state), summarize(change.state)];
  return JSON.stringify(before.compliance) !== JSON.stringify(after.compliance);
}

/**
 * True when the device stands otherwise after this turn than a moment before. A verdict that time alone has changed, and
 * that nobody judges anew now, has not turned: it was noted when its time had come.
 */
export function isVerdictTurned({ device, context, change }: Outcome): boolean {
  const { now } = context;
  const lastSyncAt = device.session?.at ?? device.enrollment.enrolledAt;
  const before = standingAt(device.state, { now, lastSyncAt });
  return before !== standingAt(change.state ?? device.state, { now, lastSyncAt: change.session.at });
}

function standingAt(state: DeviceState | undefined, moment: Moment): ComplianceState | undefined {
  return state?.compliance && verdictAt(state.compliance, moment).state;
}
