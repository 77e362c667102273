import { describe, expect, it } from 'vitest';
import { type StatusClass, statusMeaning } from '../../../shared/syncml/status';

const classes: Readonly<Record<StatusClass, readonly number[]>> = {
  done: [200, 201, 212],
  accepted: [202],
  pending: [213, 214, 215, 216],
  absent: [404],
  exists: [418],
  refused: [401, 403, 405, 406, 407, 425],
  transient: [420, 424, 500, 507],
  failed: [400, 412, 413, 415, 416],
  unknown: [516],
};
const listed = Object.entries(classes).flatMap(([name, codes]) => codes.map((code) => [code, name] as const));

describe('statusMeaning', () => {
  it.each(listed)('says that %i means %s, in words', (code, name) => {
    const meaning = statusMeaning(code);
    expect(meaning.class).toBe(name);
    expect(meaning.text).toMatch(/^[A-Z].*\.$/);
  });

  it.each([0, 100, 299, 404.5, 508, 999, Number.NaN])('says that %d is unknown, because no device sends it', (code) => {
    expect(statusMeaning(code)).toEqual({
      class: 'unknown',
      text: 'The device answered with a code that this service does not know.',
    });
  });
});
