import { describe, expect, it } from 'vitest';
import { ALONG_MS, nextRound } from '../../../shared/sync/next-round';
import { anEnrollment } from '../../support/conversation';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-24T08:00:00.000Z');
const pc = anEnrollment();
const dueAfter = (days: number, at: number) => Date.parse(nextRound(pc, days, new Date(at)));

/** The PC's own time in the week after `NOW`, which is at least a day away. */
const OWN = dueAfter(7, NOW);

describe('the next round', () => {
  it.each([2, 3, 7, 14, 30, 365])('of %i days is never later than the period, and at least a day away', (days) => {
    for (let hour = 0; hour < 24 * 15; hour += 5) {
      const at = NOW + hour * HOUR;
      expect(dueAfter(days, at) - at).toBeGreaterThanOrEqual(ALONG_MS);
      expect(dueAfter(days, at) - at).toBeLessThanOrEqual(days * DAY);
    }
  });

  it('is the same time of every week, however late in the day the PC syncs', () => {
    for (const late of [0, 1, 6, 23]) expect(dueAfter(7, OWN + late * HOUR)).toBe(OWN + 7 * DAY);
  });

  it('is a whole period later for what was asked less than a day too early', () => {
    for (const early of [1, 12, 23]) expect(dueAfter(7, OWN - early * HOUR)).toBe(OWN + 7 * DAY - early * HOUR);
  });

  it('of a longer period falls on a week of the shorter one', () => {
    expect((dueAfter(14, OWN) - OWN) % (7 * DAY)).toBe(0);
  });

  it('of a day is a little less than a day away, for syncs that come a little earlier than yesterday', () => {
    expect(dueAfter(1, NOW) - NOW).toBe(20 * HOUR);
  });

  it('may be further away than any calendar', () => {
    expect(nextRound(pc, 2_000_000_000, new Date(NOW))).toBe('9999-12-31T23:59:59.999Z');
  });
});
