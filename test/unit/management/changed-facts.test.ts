import { describe, expect, it } from 'vitest';
import { changedFacts } from '../../../functions/management/changed-facts';

describe('the facts of a change', () => {
  it.each<[object, object, string, string]>([
    [{ a: 1, b: 2 }, { a: 1, b: 3 }, '{"b":2}', '{"b":3}'],
    [{}, { a: 1 }, '{}', '{"a":1}'],
    [{ a: [1] }, { a: [1] }, '{}', '{}'],
    [{ a: 1 }, {}, '{"a":1}', '{}'],
  ])('from %j to %j are the members that differ', (was, is, before, after) => {
    expect(changedFacts(was, is)).toEqual({ before, after });
  });

  it('are shortened, so that the row of the trail stays small', () => {
    const { after } = changedFacts({}, { hosts: 'x'.repeat(100_000) });
    expect(String(after).length).toBeLessThan(2_100);
  });
});
