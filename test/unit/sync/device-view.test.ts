import { describe, expect, it } from 'vitest';
import { type DeviceRecord, deviceView } from '../../../shared/sync/device-view';
import { sampleEnrollment, sampleSession, sampleState } from '../../support/storage-samples';
import { anAction } from '../actions/an-action';

const now = new Date('2026-11-24T08:00:00.000Z');
const enrollment = sampleEnrollment();

function view(changes: Partial<DeviceRecord> = {}) {
  const silence = { lastContact: '2026-11-23T08:00:00.000Z', days: 90 };
  const history = { enrollments: [], actions: [] };
  const nothing = { state: undefined, session: undefined, actions: [], history, writeBack: undefined };
  return deviceView({ enrollment, ...nothing, silence, ...changes }, now);
}

const LONG_AGO = { lastContact: '2026-05-01T08:00:00.000Z', days: 90 };

describe('a device as administrators see it', () => {
  it('tells no id of a generation, which is part of an address', () => {
    const past = sampleEnrollment();
    const open = anAction({ type: 'wipe' }, { generation: enrollment.generation });
    const text = JSON.stringify(view({ actions: [open], history: { enrollments: [past], actions: [open] } }));
    expect(text).not.toContain(enrollment.generation);
    expect(text).not.toContain(past.generation);
  });

  it('shows what was asked of it, in words, open and over', () => {
    const open = anAction({ type: 'resync' });
    const over = anAction(
      { type: 'wipe' },
      { id: 'action-0', status: 'superseded', reason: 'the PC was enrolled again' },
    );
    expect(view({ actions: [open], history: { enrollments: [], actions: [over] } })).toMatchObject({
      actions: [{ type: 'resync', status: 'pending', purpose: expect.stringContaining('again') }],
      history: { actions: [{ type: 'wipe', status: 'superseded', reason: 'the PC was enrolled again' }] },
    });
  });

  it('shows who had it before', () => {
    const past = { ...sampleEnrollment(), ended: { at: '2026-10-01T08:00:00.000Z', by: 'server' as const } };
    expect(view({ history: { enrollments: [past], actions: [] } }).history.enrollments).toEqual([
      {
        userId: past.userId,
        userName: past.userName,
        enrolledAt: past.enrolledAt,
        endedAt: '2026-10-01T08:00:00.000Z',
        endedBy: 'server',
      },
    ]);
  });

  it('says that it was silent for the days, and since when', () => {
    expect(view()).not.toHaveProperty('lostContact');
    expect(view({ silence: LONG_AGO }).lostContact).toEqual({
      since: LONG_AGO.lastContact,
      meaning: 'no word from this PC for 90 days or more',
    });
  });

  it('does not miss a device that has left', () => {
    const left = { ...enrollment, ended: { at: '2026-05-01T08:00:00.000Z', by: 'user' as const } };
    expect(view({ enrollment: left, silence: LONG_AGO })).toMatchObject({ status: 'unenrolled', endedBy: 'user' });
    expect(view({ enrollment: left, silence: LONG_AGO })).not.toHaveProperty('lostContact');
  });

  it('says in words that Windows came without WIP', () => {
    const since = '2026-11-10T08:00:00.000Z';
    const { withoutWip } = view({ state: { ...sampleState(), withoutWipSince: since } });
    expect(withoutWip).toEqual({ since, meaning: expect.stringContaining('no Windows Information Protection') });
    expect(view({ state: sampleState() })).not.toHaveProperty('withoutWip');
  });

  it('shows the settings, the policy and the last sync', () => {
    const shown = view({ state: sampleState(), session: sampleSession() });
    expect(shown).toMatchObject({ policy: { name: 'personal-pcs', revision: 3 }, lastSyncAt: sampleSession().at });
    expect(shown.settings[0]).toMatchObject({ inForce: true, status: 200 });
  });
});
