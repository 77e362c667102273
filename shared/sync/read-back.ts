import type { Enrollment } from '../enrollment/enrollment';
import type { CompiledPolicy } from '../policy/setting';
import type { SettingStates } from './apply-statuses';
import type { DeviceState } from './device-state';
import { nextRound } from './next-round';
import { readings } from './plan-settings';
import type { Reading } from './planned-step';

const PERIOD_DAYS = 7;

/** True when what is in force has to be read back from the device. */
export function isDriftCheckDue(state: DeviceState | undefined, now: Date): boolean {
  return state?.driftCheckAt !== undefined && Date.parse(state.driftCheckAt) <= now.getTime();
}

/** When what is in force is read back next: somebody at the PC may have changed what was acknowledged. */
export function nextDriftCheck(enrollment: Enrollment, now: Date): string {
  return nextRound(enrollment, PERIOD_DAYS, now);
}

/** The reads of everything that is in force. */
export function driftReadings(policy: CompiledPolicy, states: SettingStates): readonly Reading[] {
  return policy.settings.filter(({ key, hash }) => states.get(key)?.acknowledged === hash).flatMap(readings);
}
