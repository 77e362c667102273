import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../../shared/terms/acceptance';
import { type BlobRefusal, useBlob } from '../../../shared/terms/use-blob';
import { deviceId, otherDeviceId, otherTenantId, otherUserId, showing, tenantId, userId } from './showing';

const now = new Date('2026-11-02T09:30:00.000Z');
const use = { tenantId, userId, deviceId, now };
const accepted: Acceptance = { ...showing, decision: 'accepted', decidedAt: '2026-11-02T09:05:00.000Z' };
const bound: Acceptance = { ...accepted, boundTo: deviceId };

describe('useBlob', () => {
  it.each<[BlobRefusal, string, Acceptance | undefined, object]>([
    ['unknown', 'there is no such acceptance', undefined, {}],
    ['unknown', 'it is of another user', accepted, { userId: otherUserId }],
    ['unknown', 'it is of another tenant', accepted, { tenantId: otherTenantId }],
    ['undecided', 'the user has not decided', showing, {}],
    ['undecided', 'the time of the decision is missing', { ...showing, decision: 'accepted' }, {}],
    ['declined', 'the user declined', { ...accepted, decision: 'declined' }, {}],
    ['expired', 'an hour has passed', accepted, { now: new Date('2026-11-02T10:05:00.000Z') }],
    ['expired', 'an hour has passed for the same device too', bound, { now: new Date('2026-11-02T10:05:00.000Z') }],
    ['expired', 'its time cannot be read', { ...accepted, decidedAt: 'yesterday' }, {}],
    ['other-device', 'another device used it first', bound, { deviceId: otherDeviceId }],
  ])('refuses it as %s because %s', (reason, _because, acceptance, change) => {
    expect(useBlob(acceptance, { ...use, ...change })).toEqual({ ok: false, reason });
  });

  it('binds it to the device that uses it first', () => {
    expect(useBlob(accepted, use)).toEqual({ ok: true, after: bound });
  });

  it('lets the same device use it again, and leaves the very row as it is', () => {
    const verdict = useBlob(bound, use);
    expect(verdict.ok && verdict.after).toBe(bound);
  });

  it('lets it be used until the last millisecond of its hour', () => {
    const verdict = useBlob(accepted, { ...use, now: new Date('2026-11-02T10:04:59.999Z') });
    expect(verdict.ok).toBe(true);
  });

  it('is not troubled by an instance whose clock is behind that of the one which recorded the decision', () => {
    const verdict = useBlob(accepted, { ...use, now: new Date('2026-11-02T09:04:59.000Z') });
    expect(verdict.ok).toBe(true);
  });
});
