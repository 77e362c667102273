import { describe, expect, it } from 'vitest';
import { time } from '../../../cli/commands';
import { DEVICE_FILTERS } from '../../../cli/devices/filters';
import { deviceFilters } from '../../../functions/management/device-query';

describe('the filters of the command line', () => {
  it('are those of the API', () => {
    const ours = DEVICE_FILTERS.map(({ parameter }) => parameter);
    expect(ours.sort()).toEqual(Object.keys(deviceFilters).sort());
  });

  it.each(
    DEVICE_FILTERS.flatMap(({ parameter, choices = [] }) => choices.map((choice) => [parameter, choice] as const)),
  )('offer for %s the value %s, which the API knows', (parameter, choice) => {
    const schema = new Map(Object.entries(deviceFilters)).get(parameter);
    expect(schema?.safeParse(choice).success).toBe(true);
  });

  it('offer every value that the API lists', () => {
    for (const { parameter, choices } of DEVICE_FILTERS) {
      const schema = new Map<string, object>(Object.entries(deviceFilters)).get(parameter);
      const inner = schema !== undefined && 'unwrap' in schema ? Object(schema).unwrap() : schema;
      const listed: unknown = Object(inner).options;
      if (choices !== undefined) expect([...choices].sort()).toEqual([...Object(listed)].sort());
    }
  });
});

describe('a time on the command line', () => {
  it.each(['yesterday', '2026-13-01', '7', '7m', '-1d', '2026-11-24T25:00:00Z', '2026-11-24T08:00:00', '123456d'])(
    'is not %s',
    (text) => {
      expect(() => time(text)).toThrow();
    },
  );

  it.each([
    ['2026-11-24', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24T08:00:00Z', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24T08:00:00+02:00', '2026-11-24T06:00:00.000Z'],
  ])('may be %s', (text, expected) => {
    expect(time(text)).toBe(expected);
  });

  it.each([
    ['12h', 12],
    ['7d', 168],
    ['2w', 336],
  ])('may be %s ago', (text, hours) => {
    const ago = Date.now() - Date.parse(time(text));
    expect(Math.abs(ago - hours * 3_600_000)).toBeLessThan(60_000);
  });
});
