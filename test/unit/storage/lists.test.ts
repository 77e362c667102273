import { describe, expect, inject, it } from 'vitest';
import type { TenantId } from '../../../shared/ids';
import { newCorrelationId, newEnrollmentId } from '../../../shared/random';
import { openStore } from '../../../shared/storage/open-store';
import type { AuditEntry, WipeProof } from '../../../shared/storage/stores/audit';
import type { RosterEntry } from '../../../shared/storage/stores/roster';
import { newOwner } from '../../support/storage-samples';

const { roster, audit } = openStore({ connectionString: inject('tablesConnection') });
const refused = { kind: 'invalid', code: 'page.continuation-invalid' };
const encoded = (key: string) => Buffer.from(key).toString('base64url');

const rosterEntry = (tenantId: TenantId): RosterEntry => ({
  tenantId,
  deviceId: newOwner().deviceId,
  userId: newOwner().userId,
  generation: newEnrollmentId(),
  status: 'enrolled',
  enrolledAt: '2026-11-24T08:00:00.000Z',
  changedAt: '2026-11-24T08:00:00.000Z',
});

const auditEntry = (tenantId: TenantId, at: string, id: string = newCorrelationId()): AuditEntry => ({
  id,
  tenantId,
  at,
  action: 'policy.save',
  outcome: 'done',
  correlationId: newCorrelationId(),
});

async function rosterOf(count: number) {
  const { tenantId } = newOwner();
  const entries = Array.from({ length: count }, () => rosterEntry(tenantId));
  for (const entry of entries) await roster.put(entry);
  return { tenantId, ids: entries.map(({ deviceId }) => deviceId).sort() };
}

describe('a note in the roster', () => {
  it('is not made about another generation, or a device that is not there', async () => {
    const entry = rosterEntry(newOwner().tenantId);
    await roster.put(entry);
    await roster.note(entry, newEnrollmentId(), { openActions: ['wipe'] });
    await roster.note({ ...entry, deviceId: newOwner().deviceId }, entry.generation, { openActions: ['wipe'] });
    expect(await roster.list(entry.tenantId, { size: 10 })).toEqual({ entries: [entry] });
  });

  it('changes what it names, and nothing else', async () => {
    const since = '2026-11-20T08:00:00.000Z';
    const entry: RosterEntry = {
      ...rosterEntry(newOwner().tenantId),
      wip: 'inForce',
      seenAt: '2026-11-23T08:00:00.000Z',
      compliance: { state: 'inGrace', since, until: '2026-11-27T08:00:00.000Z' },
      policy: { name: 'pcs', revision: 3 },
    };
    await roster.put(entry);
    await roster.note(entry, entry.generation, { openActions: ['resync', 'wipe'] });
    expect(await roster.load(entry.tenantId, entry.deviceId)).toEqual({ ...entry, openActions: ['resync', 'wipe'] });
    await roster.note(entry, entry.generation, { openActions: [] });
    expect((await roster.load(entry.tenantId, entry.deviceId))?.openActions).toEqual([]);
  });
});

describe('the roster', () => {
  it.each([
    ['not base64url of a key', '!!!'],
    ['empty', ''],
    ['a query of its own', encoded("' or PartitionKey ge '")],
    ['a key of another list', encoded('0000000000000000_x')],
  ])('refuses a continuation that is %s', async (_, continuation) => {
    await expect(roster.list(newOwner().tenantId, { size: 10, continuation })).rejects.toMatchObject(refused);
  });

  it('is empty for a tenant without devices', async () => {
    expect(await roster.list(newOwner().tenantId, { size: 10 })).toEqual({ entries: [] });
  });

  it('gives every device once, page by page', async () => {
    const { tenantId, ids } = await rosterOf(5);
    const first = await roster.list(tenantId, { size: 2 });
    const second = await roster.list(tenantId, { size: 2, continuation: first.continuation ?? '' });
    const third = await roster.list(tenantId, { size: 2, continuation: second.continuation ?? '' });
    expect([first, second, third].flatMap(({ entries }) => entries.map(({ deviceId }) => deviceId))).toEqual(ids);
    expect(third.continuation).toBeUndefined();
  });

  it('never follows a continuation into another tenant', async () => {
    const mine = await rosterOf(3);
    const { continuation = '' } = await roster.list(mine.tenantId, { size: 1 });
    expect(await roster.list(newOwner().tenantId, { size: 1, continuation })).toEqual({ entries: [] });
  });

  it.each([0, -1, 0.5])('gives at least one device for a page size of %d', async (size) => {
    const { tenantId } = await rosterOf(2);
    expect((await roster.list(tenantId, { size })).entries).toHaveLength(1);
  });

  it('keeps one row a device, the last one written, with every member', async () => {
    const { tenantId } = newOwner();
    const entry = rosterEntry(tenantId);
    const whole: RosterEntry = {
      ...entry,
      status: 'unenrolled',
      deviceName: 'ALICE-PC',
      userName: 'alice@contoso.example',
      osVersion: '10.0.19045.2364',
      policy: { name: 'personal-pcs', revision: 3 },
      failedSettings: 2,
    };
    await roster.put(entry);
    await roster.put(whole);
    expect((await roster.list(tenantId, { size: 10 })).entries).toStrictEqual([whole]);
  });
});

describe('the audit trail', () => {
  it.each(['', '2026', '202613', '202600', '2026-11', "202611' or '1", 'proofs'])(
    'refuses %j as a month',
    async (month) => {
      await expect(audit.list(newOwner().tenantId, month, { size: 10 })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'audit.month-invalid',
      });
    },
  );

  it.each([newOwner().deviceId, `0000000000000000_${'x'.repeat(100_000)}`])(
    'refuses a continuation that no entry can have been',
    async (key) => {
      const page = { size: 10, continuation: encoded(key) };
      await expect(audit.list(newOwner().tenantId, '202611', page)).rejects.toMatchObject(refused);
    },
  );

  it('replaces the row of the same id and time, so that intended becomes the outcome', async () => {
    const { tenantId } = newOwner();
    const entry = auditEntry(tenantId, '2026-11-24T08:00:00.000Z');
    await audit.put({ ...entry, outcome: 'intended' });
    await audit.put({ ...entry, outcome: 'failed', code: 'storage.changed' });
    const { entries } = await audit.list(tenantId, '202611', { size: 10 });
    expect(entries).toEqual([{ ...entry, outcome: 'failed', code: 'storage.changed' }]);
  });

  it('gives the newest first, page by page, within a month in UTC', async () => {
    const { tenantId } = newOwner();
    const times = ['2026-11-01T00:30:00.000+01:00', '2026-11-01T00:00:00.000Z', '2026-11-30T23:59:59.999Z'];
    for (const at of times) await audit.put(auditEntry(tenantId, at));
    const first = await audit.list(tenantId, '202611', { size: 1 });
    const second = await audit.list(tenantId, '202611', { size: 1, continuation: first.continuation ?? '' });
    expect([...first.entries, ...second.entries].map(({ at }) => at)).toEqual([times[2], times[1]]);
    expect(second.continuation).toBeUndefined();
    expect((await audit.list(tenantId, '202610', { size: 10 })).entries.map(({ at }) => at)).toEqual([times[0]]);
  });

  it('keeps an id that holds separators, and every member', async () => {
    const { tenantId, deviceId, userId } = newOwner();
    const entry: AuditEntry = {
      ...auditEntry(tenantId, '2026-11-24T08:00:00.000Z', 'key_with/all#of?them\\'),
      code: 'DeviceCapReached',
      actor: userId,
      deviceId,
      facts: { revision: 3, name: 'personal-pcs', forced: true },
    };
    await audit.put(entry);
    expect((await audit.list(tenantId, '202611', { size: 10 })).entries).toStrictEqual([entry]);
  });

  it('keeps two entries of the same moment', async () => {
    const { tenantId } = newOwner();
    for (const id of ['a', 'b']) await audit.put(auditEntry(tenantId, '2026-11-24T08:00:00.000Z', id));
    expect((await audit.list(tenantId, '202611', { size: 10 })).entries).toHaveLength(2);
  });
});

describe('the wipe proofs', () => {
  const proof = (tenantId: TenantId, requestedAt: string): WipeProof => ({
    action: newCorrelationId(),
    tenantId,
    deviceId: newOwner().deviceId,
    userId: newOwner().userId,
    generation: newEnrollmentId(),
    requestedBy: newOwner().userId,
    requestedAt,
    revokedAt: '2026-11-24T08:01:00.000Z',
    confirmedAt: '2026-11-24T08:02:00.000Z',
  });

  it('refuse a continuation that no proof can have been', async () => {
    const page = { size: 10, continuation: encoded(newOwner().deviceId) };
    await expect(audit.listProofs(newOwner().tenantId, page)).rejects.toMatchObject(refused);
  });

  it('are none of another tenant, and no entries of the trail', async () => {
    const { tenantId } = newOwner();
    await audit.putProof(proof(tenantId, '2026-11-24T08:00:00.000Z'));
    expect(await audit.listProofs(newOwner().tenantId, { size: 10 })).toEqual({ proofs: [] });
    expect(await audit.list(tenantId, '202611', { size: 10 })).toEqual({ entries: [] });
  });

  it('give those of the newest requests first, page by page, with every member', async () => {
    const { tenantId } = newOwner();
    const [old, latest, middle] = ['2025', '2027', '2026'].map((year) =>
      proof(tenantId, `${year}-11-24T08:00:00.000Z`),
    );
    for (const each of [old, latest, middle]) if (each !== undefined) await audit.putProof(each);
    const first = await audit.listProofs(tenantId, { size: 2 });
    const second = await audit.listProofs(tenantId, { size: 2, continuation: first.continuation ?? '' });
    expect([...first.proofs, ...second.proofs]).toStrictEqual([latest, middle, old]);
    expect(second.continuation).toBeUndefined();
  });

  it('hold one proof of an action that is proven twice, because a sync may be repeated', async () => {
    const { tenantId } = newOwner();
    const first = proof(tenantId, '2026-11-24T08:00:00.000Z');
    const second = { ...first, confirmedAt: '2026-11-24T08:03:00.000Z' };
    await audit.putProof(first);
    await audit.putProof(second);
    expect((await audit.listProofs(tenantId, { size: 10 })).proofs).toEqual([second]);
  });

  it('hold two of actions with the same name on two devices', async () => {
    const { tenantId } = newOwner();
    const first = proof(tenantId, '2026-11-24T08:00:00.000Z');
    await audit.putProof(first);
    await audit.putProof({ ...proof(tenantId, first.requestedAt), action: first.action });
    expect((await audit.listProofs(tenantId, { size: 10 })).proofs).toHaveLength(2);
  });
});
