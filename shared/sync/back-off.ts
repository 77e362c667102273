import type { StatusClass } from '../syncml/status';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long a setting rests after a status that is no success, by class of the status. */
const REST_MS: Readonly<Partial<Record<StatusClass, number>>> = {
  // The device will hardly change its mind: ask again weekly, for it may have been upgraded.
  refused: 7 * DAY,
  failed: 7 * DAY,
  unknown: DAY,
  // Such as writes while Windows cleans up after WIP was switched off: at the next sync, not in this session.
  transient: 15 * MINUTE,
};

/** When the same value may be tried again, ISO 8601. */
export function retryAfter(statusClass: StatusClass, now: Date): string {
  return new Date(now.getTime() + (REST_MS[statusClass] ?? DAY)).toISOString();
}
