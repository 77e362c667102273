import { createHash } from 'node:crypto';
import { after } from '../compliance/after';
import type { Enrollment } from '../enrollment/enrollment';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MINUTES = 7 * 24 * 60;

/** How far ahead something is asked that would be due soon, when a sync asks anyway. */
export const ALONG_MS = DAY_MS;

/**
 * When a device is asked again what is asked of it every so many days: at its own minute of its own weekday, which follows
 * from tenant and device, so that a tenant's devices are spread over the days and everything of one device comes at once.
 * The first round comes earlier than the period, none later.
 */
export function nextRound({ tenantId, deviceId }: Enrollment, days: number, now: Date): string {
  // A daily sync is at times some minutes earlier than the day before.
  if (days <= 1) return after(now, 20 * HOUR_MS);
  const period = days * DAY_MS;
  const own = ownMinute(`${tenantId} ${deviceId}`) * MINUTE_MS;
  // What was asked a day early was asked for this round.
  const earliest = now.getTime() + ALONG_MS;
  const round = own + (Math.floor((earliest - own) / period) + 1) * period;
  return after(now, Math.min(round - now.getTime(), period));
}

function ownMinute(name: string): number {
  return createHash('sha256').update(`round ${name}`).digest().readUInt32BE(0) % WEEK_MINUTES;
}
