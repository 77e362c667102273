import { describe, expect, it } from 'vitest';
import { weekOf } from '../../../shared/storage/week';

describe('the week of a time', () => {
  it.each([
    ['2026-11-23T00:00:00.000Z', '2026-11-29T23:59:59.999Z', 0],
    ['2026-11-22T23:59:59.999Z', '2026-11-23T00:00:00.000Z', 1],
    ['2026-11-22T23:30:00.000-01:00', '2026-11-23T00:30:00.000Z', 0],
    ['2026-12-28T00:00:00.000Z', '2027-01-03T00:00:00.000Z', 0],
    ['1970-01-04T00:00:00.000Z', '1970-01-05T00:00:00.000Z', 1],
    ['1969-12-28T00:00:00.000Z', '1969-12-29T00:00:00.000Z', 1],
  ])('of %s and of %s lie so many weeks apart: %d', (earlier, later, weeks) => {
    expect(weekOf(later) - weekOf(earlier)).toBe(weeks);
  });
});
