import { describe, expect, it } from 'vitest';
import type { Action, ActionStatus } from '../../../shared/actions/action';
import { type Circumstances, overtaken } from '../../../shared/actions/overtaken';
import { newEnrollmentId } from '../../../shared/random';
import { anEnrollment } from '../../support/conversation';
import { anAction } from './an-action';

const now = new Date('2026-11-24T08:00:00.000Z');
const DAYS_90_AGO = '2026-08-26T08:00:00.000Z';
const ALMOST_90_DAYS_AGO = '2026-08-26T08:00:00.001Z';

function fate(action: Partial<Action>, changes: { lastContact?: string; ended?: boolean; days?: number } = {}) {
  const { lastContact = '2026-11-23T08:00:00.000Z', days = 90, ended = false } = changes;
  const enrollment = anEnrollment(ended ? { ended: { at: '2026-11-23T09:00:00.000Z', by: 'user' } } : {});
  const circumstances: Circumstances = { enrollment, silence: { lastContact, days }, now };
  return overtaken(anAction({ type: 'wipe' }, action), circumstances);
}

describe('an open action', () => {
  it.each<[string, Partial<Action>, Parameters<typeof fate>[1]]>([
    ['waits', { status: 'pending' }, {}],
    ['waits for a silent device', { status: 'pending' }, { lastContact: DAYS_90_AGO }],
    ['went out yesterday', { status: 'sent' }, {}],
    [
      'went out to a device that is silent for almost the days',
      { status: 'sent' },
      { lastContact: ALMOST_90_DAYS_AGO },
    ],
    ['went out where the tenant waits longer', { status: 'sent' }, { lastContact: DAYS_90_AGO, days: 91 }],
  ])('that %s can still come about', (_what, action, changes) => {
    expect(fate(action, changes)).toBeUndefined();
  });

  it('that went out expires when the device was silent for the days, and says so', () => {
    expect(fate({ status: 'sent' }, { lastContact: DAYS_90_AGO })).toMatchObject({
      status: 'expired',
      changedAt: now.toISOString(),
      reason: 'the PC has not been in touch for 90 days',
    });
  });

  it.each(['pending', 'sent'] as const)('that is %s is superseded when the device has left', (status) => {
    expect(fate({ status }, { ended: true })).toMatchObject({ status: 'superseded', reason: 'the device has left' });
  });

  it.each(['pending', 'sent'] as const)('that is %s is superseded by a newer enrollment', (status) => {
    expect(fate({ status, generation: newEnrollmentId() })).toMatchObject({
      status: 'superseded',
      reason: 'the PC was enrolled again',
    });
  });
});

describe('an action that is over', () => {
  it.each<ActionStatus>(['confirmed', 'failed', 'expired', 'cancelled', 'superseded'])('(%s) stays so', (status) => {
    expect(fate({ status, generation: newEnrollmentId() }, { lastContact: DAYS_90_AGO, ended: true })).toBeUndefined();
  });
});
