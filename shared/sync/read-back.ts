import { createHash } from 'node:crypto';
import type { Enrollment } from '../enrollment/enrollment';
import type { CompiledPolicy } from '../policy/setting';
import type { SettingStates } from './apply-statuses';
import type { DeviceState } from './device-state';
import { readings } from './plan-settings';
import type { Reading } from './planned-step';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const PERIOD_DAYS = 7;

/** True when what is in force has to be read back from the device. */
export function isDriftCheckDue(state: DeviceState | undefined, now: Date): boolean {
  return state?.driftCheckAt !== undefined && Date.parse(state.driftCheckAt) <= now.getTime();
}

/**
 * When what is in force is read back next: a week from now at the device's own minute, so that the devices of a tenant
 * spread over the days. Somebody at the PC may have changed what was acknowledged.
 */
export function nextDriftCheck({ tenantId, deviceId }: Enrollment, now: Date): string {
  const hash = createHash('sha256').update(`drift ${tenantId} ${deviceId}`).digest();
  const spread = hash.readUInt32BE(0) % DAY_MINUTES;
  return new Date(now.getTime() + (PERIOD_DAYS * DAY_MINUTES + spread) * MINUTE).toISOString();
}

/** The reads of everything that is in force. */
export function driftReadings(policy: CompiledPolicy, states: SettingStates): readonly Reading[] {
  return policy.settings.filter(({ key, hash }) => states.get(key)?.acknowledged === hash).flatMap(readings);
}
