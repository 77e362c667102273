import { describe, expect, it } from 'vitest';
import type { ActionStatus } from '../../../shared/actions/action';
import { isOpen, mayBecome, transition } from '../../../shared/actions/transition';
import { anAction } from './an-action';

const STATUSES: readonly ActionStatus[] = [
  'pending',
  'sent',
  'confirmed',
  'failed',
  'expired',
  'cancelled',
  'superseded',
];
const ALLOWED: ReadonlySet<string> = new Set([
  'pending sent',
  'pending confirmed',
  'pending failed',
  'pending expired',
  'pending cancelled',
  'pending superseded',
  'sent confirmed',
  'sent failed',
  'sent expired',
  'sent superseded',
]);
const STEPS = STATUSES.flatMap((from) => STATUSES.filter((to) => to !== from).map((to) => [from, to] as const));
const now = new Date('2026-11-24T08:00:00.000Z');

describe('an action', () => {
  it.each(STEPS.filter((step) => !ALLOWED.has(step.join(' '))))('that is %s never becomes %s', (from, to) => {
    const action = anAction({ type: 'wipe' }, { status: from });
    expect(mayBecome(action, to)).toBe(false);
    expect(() => transition(action, to, { now })).toThrow(TypeError);
  });

  it.each(STEPS.filter((step) => ALLOWED.has(step.join(' '))))('that is %s may become %s, at that time', (from, to) => {
    const action = anAction({ type: 'wipe' }, { status: from });
    expect(transition(action, to, { now, reason: 'so' })).toEqual({
      ...action,
      status: to,
      changedAt: now.toISOString(),
      reason: 'so',
    });
  });

  it.each(STATUSES)('that is %s stays as it is when the step is repeated', (status) => {
    const action = anAction({ type: 'wipe' }, { status });
    expect(transition(action, status, { now })).toBe(action);
  });

  it.each(STATUSES)('that is %s is open only while it waits or is on its way', (status) => {
    expect(isOpen(anAction({ type: 'wipe' }, { status }))).toBe(status === 'pending' || status === 'sent');
  });
});
