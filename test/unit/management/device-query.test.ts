import { describe, expect, it } from 'vitest';
import { type DeviceFilters, deviceFilter } from '../../../functions/management/device-query';
import { newEnrollmentId } from '../../../shared/random';
import type { RosterEntry } from '../../../shared/storage/stores/roster';
import { newOwner } from '../../support/storage-samples';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const ENTRY: RosterEntry = {
  ...newOwner(),
  generation: newEnrollmentId(),
  status: 'enrolled',
  enrolledAt: '2026-11-01T08:00:00.000Z',
  changedAt: '2026-11-02T08:00:00.000Z',
};

const passes = (filters: DeviceFilters, members: Partial<RosterEntry> = {}) =>
  deviceFilter(filters, NOW)?.({ ...ENTRY, ...members });

const grace = (until: string) => ({ state: 'inGrace', since: '2026-11-20T08:00:00.000Z', until }) as const;

describe('a filter over devices', () => {
  it('is none where nothing is asked for', () => {
    expect(deviceFilter({}, NOW)).toBeUndefined();
  });

  it.each<[DeviceFilters, Partial<RosterEntry>]>([
    [{ compliance: 'compliant' }, {}],
    [{ compliance: 'inGrace' }, { compliance: grace('2026-11-24T07:59:59.000Z') }],
    [{ compliance: 'notCompliant' }, { compliance: grace('2026-11-24T08:00:01.000Z') }],
    [{ wip: 'inForce' }, {}],
    [{ wip: 'inForce' }, { wip: 'pending' }],
    [{ action: 'any' }, {}],
    [{ action: 'any' }, { openActions: [] }],
    [{ action: 'wipe' }, { openActions: ['resync'] }],
    [{ lost: 'true' }, {}],
    [{ lost: 'false' }, { lostSince: '2026-08-01T08:00:00.000Z' }],
    [{ enrolledBefore: '2026-11-01T08:00:00.000Z' }, {}],
    [{ enrolledSince: '2026-11-01T09:00:00.000+00:30' }, {}],
    [{ notSeenSince: '2026-11-10T08:00:00.000Z' }, { seenAt: '2026-11-11T08:00:00.000Z' }],
    [{ status: 'enrolled', wip: 'off' }, {}],
  ])('%j keeps out %j', (filters, members) => {
    expect(passes(filters, members)).toBe(false);
  });

  it.each<[DeviceFilters, Partial<RosterEntry>]>([
    [{ compliance: 'unknown' }, {}],
    [{ compliance: 'inGrace' }, { compliance: grace('2026-11-24T08:00:01.000Z') }],
    [{ compliance: 'notCompliant' }, { compliance: grace('2026-11-24T07:59:59.000Z') }],
    [{ wip: 'none' }, {}],
    [{ wip: 'missing' }, { wip: 'missing' }],
    [{ action: 'any' }, { openActions: ['resync'] }],
    [{ action: 'wipe' }, { openActions: ['resync', 'wipe'] }],
    [{ lost: 'true' }, { lostSince: '2026-08-01T08:00:00.000Z' }],
    [{ lost: 'false' }, {}],
    [{ enrolledBefore: '2026-11-01T09:00:01.000+01:00' }, {}],
    [{ enrolledSince: '2026-11-01T08:00:00.000Z' }, {}],
    [{ notSeenSince: '2026-11-10T08:00:00.000Z' }, {}],
    [{ status: 'enrolled', wip: 'off' }, { wip: 'off' }],
  ])('%j lets %j through', (filters, members) => {
    expect(passes(filters, members)).toBe(true);
  });
});
