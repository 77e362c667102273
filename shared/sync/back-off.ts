import { type StatusClass, statusMeaning } from '../syncml/status';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** At the next sync, which is hours away, but not in this session. */
export const UNTIL_NEXT_SYNC_MS = 15 * MINUTE;

/** How long a device without WIP is left alone about it. */
export const WITHOUT_WIP_REST_MS = 30 * DAY;

/** How long a setting rests after a status that is no success, by class of the status. */
const REST_MS: Readonly<Record<StatusClass, number>> = {
  // The device will hardly change its mind: ask again weekly, for it may have been upgraded.
  refused: 7 * DAY,
  failed: 7 * DAY,
  absent: 7 * DAY,
  exists: 7 * DAY,
  unknown: DAY,
  // Such as writes while Windows cleans up after WIP was switched off.
  transient: UNTIL_NEXT_SYNC_MS,
  pending: UNTIL_NEXT_SYNC_MS,
  done: 0,
  accepted: 0,
};

/** When the same value may be sent again after a status, ISO 8601. */
export function restUntil(key: string, code: number, now: Date): string {
  const ms = isMissingUser(key, code) ? UNTIL_NEXT_SYNC_MS : REST_MS[statusMeaning(code).class];
  return later(now, ms);
}

/** A time so many milliseconds later, ISO 8601. */
export function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}

// Nodes of the user are refused while nobody's session holds them (protocol facts 5.4); that passes.
function isMissingUser(key: string, code: number): boolean {
  return code === 405 && USER_KEY.test(key);
}

const USER_KEY = /^(\.\/User\/|(Scep|Pfx)\/user\/)/;
