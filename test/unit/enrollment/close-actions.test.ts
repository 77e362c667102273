import { describe, expect, it } from 'vitest';
import type { Action, ActionRequest, ActionStatus } from '../../../shared/actions/action';
import { closeActions, type Standing } from '../../../shared/enrollment/close-actions';
import { newEnrollmentId } from '../../../shared/random';
import { tenantSettings } from '../../../shared/tenant/tenant';
import { anEnrollment } from '../../support/conversation';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const YESTERDAY = '2026-11-23T08:00:00.000Z';
const enrollment = anEnrollment();
const settings = (changes: object = {}) => tenantSettings.parse(changes);
const ENDED = { ...enrollment, ended: { at: YESTERDAY, by: 'user' } } as const;

function anAction(type: 'wipe' | 'unenroll' | 'resync', status: ActionStatus, changes: Partial<Action> = {}): Action {
  const request: ActionRequest = { type };
  const { generation } = enrollment;
  const times = { requestedAt: YESTERDAY, changedAt: YESTERDAY };
  return { id: `${type}-${status}`, generation, request, status, requestedBy: 'somebody', ...times, ...changes };
}

function standing(actions: readonly Action[], changes: Partial<Standing> = {}): Standing {
  return { enrollment, actions, lastContact: YESTERDAY, ...changes };
}

describe('an open wipe', () => {
  it.each(['pending', 'sent'] as const)(
    'that is %s refuses the re-enrollment where nobody decided otherwise',
    (status) => {
      expect(() => closeActions(standing([anAction('wipe', status)]), settings(), NOW)).toThrow(
        expect.objectContaining({ kind: 'forbidden', code: 'enrollment.wipe-open' }),
      );
    },
  );

  it('refuses it beside other actions too', () => {
    const actions = [anAction('resync', 'pending'), anAction('wipe', 'pending')];
    expect(() => closeActions(standing(actions), settings(), NOW)).toThrow();
  });

  it.each(['pending', 'sent'] as const)('that is %s is superseded where the tenant lets the PC in', (status) => {
    const lenient = settings({ blockReenrollmentWithOpenWipe: false });
    expect(closeActions(standing([anAction('wipe', status)]), lenient, NOW)).toMatchObject([
      { status: 'superseded', changedAt: NOW.toISOString(), reason: 'the PC was enrolled again' },
    ]);
  });

  it.each<[string, Action, Partial<Standing>, ActionStatus]>([
    [
      'went out and nothing was heard since',
      anAction('wipe', 'sent'),
      { lastContact: '2026-08-20T08:00:00.000Z' },
      'expired',
    ],
    [
      'belongs to an enrollment before the last',
      anAction('wipe', 'sent', { generation: newEnrollmentId() }),
      {},
      'superseded',
    ],
    ['belongs to an enrollment that ended', anAction('wipe', 'pending'), { enrollment: ENDED }, 'superseded'],
  ])('keeps nobody out when it %s', (_what, action, changes, status) => {
    expect(closeActions(standing([action], changes), settings(), NOW)).toMatchObject([{ status }]);
  });

  it('that never went out keeps the PC out, however long it was silent', () => {
    const silent = standing([anAction('wipe', 'pending')], { lastContact: '2025-01-01T00:00:00.000Z' });
    expect(() => closeActions(silent, settings(), NOW)).toThrow();
  });

  it('of a PC that never came back counts the silence from its enrollment', () => {
    const old = { ...enrollment, enrolledAt: '2026-01-01T00:00:00.000Z' };
    const silent = standing([anAction('wipe', 'sent')], { enrollment: old, lastContact: undefined });
    expect(closeActions(silent, settings(), NOW)).toMatchObject([{ status: 'expired' }]);
  });
});

describe('other open actions', () => {
  it.each(['unenroll', 'resync'] as const)('(%s) never keep the PC out and become superseded', (type) => {
    const actions = [anAction(type, 'pending'), anAction(type, 'sent')];
    expect(closeActions(standing(actions), settings(), NOW).map(({ status }) => status)).toEqual([
      'superseded',
      'superseded',
    ]);
  });
});
