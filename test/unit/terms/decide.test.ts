import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../shared/terms/acceptance';
import { type Decision, decide } from '../../../shared/terms/decide';
import { showing } from './showing';

const at = (time: string) => new Date(`2026-11-02T${time}Z`);
const accepted: Acceptance = { ...showing, decision: 'accepted', decidedAt: '2026-11-02T09:05:00.000Z' };
const declined: Acceptance = { ...accepted, decision: 'declined' };

describe('decide', () => {
  it.each<[string, Acceptance, Decision]>([
    ['accepted', accepted, 'declined'],
    ['declined', declined, 'accepted'],
  ])('refuses to turn around what was %s', (_what, before, decision) => {
    expect(() => decide(before, decision, at('09:06:00.000'))).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'terms.decided-otherwise' }),
    );
  });

  it.each([
    ['undecided', showing],
    ['decided', accepted],
  ])('refuses an %s page more than an hour after it was shown', (_what, before) => {
    expect(() => decide(before, 'accepted', at('10:00:00.001'))).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'terms.page-expired' }),
    );
  });

  it('refuses a page whose time cannot be read', () => {
    expect(() => decide({ ...showing, shownAt: 'yesterday' }, 'accepted', at('09:00:00.000'))).toThrow(
      expect.objectContaining({ code: 'terms.page-expired' }),
    );
  });

  it.each<Decision>(['accepted', 'declined'])('records that the terms were %s, and when', (decision) => {
    expect(decide(showing, decision, at('10:00:00.000'))).toEqual({
      ...showing,
      decision,
      decidedAt: '2026-11-02T10:00:00.000Z',
    });
  });

  it.each<[Decision, Acceptance]>([
    ['accepted', accepted],
    ['declined', declined],
  ])('leaves the very row as it is when it is %s once more', (decision, before) => {
    expect(decide(before, decision, at('09:06:00.000'))).toBe(before);
  });
});
