import { randomBytes } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { newEnrollmentId } from '../../../shared/random';
import { connect } from '../../../shared/storage/connection';
import { devicePartition, LIVE, liveAction, pastEnrollment } from '../../../shared/storage/keys';
import { openStore } from '../../../shared/storage/open-store';
import { packColumns } from '../../../shared/storage/packed';
import type { NewRow } from '../../../shared/storage/row';
import { stateColumns } from '../../../shared/storage/rows/state-row';
import { openTable } from '../../../shared/storage/table';
import type { SettingState } from '../../../shared/sync/device-state';
import type { SentCommand } from '../../../shared/sync/session';
import { NOTHING, newOwner, sampleEnrollment, sampleSession, sampleState } from '../../support/storage-samples';

const options = { connectionString: inject('tablesConnection') };
const { devices, tenants } = openStore(options);
const connection = connect(options);
const newer = { kind: 'unavailable', code: 'storage.newer-row' };
const invalid = { kind: 'internal', code: 'storage.row-invalid' };

const generation = newEnrollmentId();
const at = '2026-11-24T08:00:00.000Z';
const packed = (text: string) => ({ data: Buffer.from(text) });

// Rows as the first version of the schema writes them, with nothing that is optional.
const ENROLLMENT = {
  v: 1,
  generation,
  userId: newOwner().userId,
  omaDeviceId: 'A1B2',
  providerId: 'WindowsMam',
  protectedGrouping: 'p',
  exemptGrouping: 'e',
  pollMinutes: 1440,
  enrolledAt: at,
};
const STATE = { v: 1, generation, planKey: 'plan' };
const SESSION = {
  v: 1,
  generation,
  sessionId: '0',
  msgId: '1',
  bodyHash: 'hash',
  epoch: 1,
  sent: 0,
  compilerVersion: '1',
  tenantVersion: 1,
  decision: 'end',
  workUserPresent: true,
  open: true,
  at,
};
const ACTION = {
  v: 1,
  id: 'a',
  generation,
  request: '{"type":"wipe"}',
  status: 'pending',
  requestedBy: newOwner().userId,
  requestedAt: at,
  changedAt: at,
};
const TENANT = {
  v: 1,
  displayName: 'Contoso',
  status: 'active',
  version: 1,
  settings: '{}',
  terms: '[]',
  policies: '[["a",2]]',
};

async function loadDevice(rows: Record<string, NewRow['columns']>) {
  const { tenantId, deviceId } = newOwner();
  const partition = devicePartition(tenantId, deviceId);
  const table = openTable(connection.table('devices'));
  for (const [key, columns] of Object.entries(rows)) await table.upsert({ partition, key, columns });
  return devices.loadLive(tenantId, deviceId);
}

async function loadTenant(columns: NewRow['columns']) {
  const { tenantId } = newOwner();
  await openTable(connection.table('tenants')).upsert({ partition: tenantId, key: 'tenant', columns });
  return tenants.load(tenantId);
}

describe('a row of a device that this program cannot read', () => {
  const rows: [string, string, NewRow['columns'], object][] = [
    ['an enrollment of a newer schema', LIVE.enrollment, { ...ENROLLMENT, v: 2 }, newer],
    ['a state of a newer schema', LIVE.state, { ...STATE, v: 2 }, newer],
    ['a session of a newer schema', LIVE.session, { ...SESSION, v: 9 }, newer],
    ['a row without a schema version', LIVE.session, { ...SESSION, v: undefined }, invalid],
    ['a schema version of 0', LIVE.session, { ...SESSION, v: 0 }, invalid],
    ['an enrollment without a generation', LIVE.enrollment, { ...ENROLLMENT, generation: undefined }, invalid],
    ['a generation that is none', LIVE.enrollment, { ...ENROLLMENT, generation: 'short' }, invalid],
    ['a user that is no GUID', LIVE.enrollment, { ...ENROLLMENT, userId: 'alice' }, invalid],
    ['an ending by nobody', LIVE.enrollment, { ...ENROLLMENT, endedAt: at, endedBy: 'x' }, invalid],
    ['a text instead of a number', LIVE.session, { ...SESSION, epoch: '1' }, invalid],
    ['a MsgID that is no number', LIVE.session, { ...SESSION, msgId: 'one' }, invalid],
    ['an unknown decision', LIVE.session, { ...SESSION, decision: 'wait' }, invalid],
    ['a flag that is a text', LIVE.session, { ...SESSION, open: 'true' }, invalid],
    ['settings that are not compressed', LIVE.state, { ...STATE, ...packed('[["a","b",0,200,"c"]]') }, invalid],
    ['an action of a newer schema', liveAction('a'), { ...ACTION, v: 2 }, newer],
    ['an action that asks for nothing known', liveAction('a'), { ...ACTION, request: '{"type":"dance"}' }, invalid],
    ['an action whose request is no JSON', liveAction('a'), { ...ACTION, request: '{' }, invalid],
    ['an action with a status that does not exist', liveAction('a'), { ...ACTION, status: 'lost' }, invalid],
    ['an action without a generation', liveAction('a'), { ...ACTION, generation: undefined }, invalid],
    ['details of a session of another shape', LIVE.session, { ...SESSION, ...packColumns({ exit: 'now' }) }, invalid],
    ['a policy without its revision', LIVE.state, { ...STATE, policyName: 'a' }, invalid],
  ];

  it.each(rows)('is refused: %s', async (_, key, columns, error) => {
    await expect(loadDevice({ [key]: columns })).rejects.toMatchObject(error);
  });
});

describe('a tenant row that this program cannot read', () => {
  const rows: [string, NewRow['columns'], object][] = [
    ['of a newer schema', { ...TENANT, v: 2 }, newer],
    ['with a status that does not exist', { ...TENANT, status: 'deleted' }, invalid],
    ['with settings that are no JSON', { ...TENANT, settings: '{' }, invalid],
    ['with a setting out of its bounds', { ...TENANT, settings: '{"deviceCapPerUser":0}' }, invalid],
    ['with a policy without revision', { ...TENANT, policies: '[["a"]]' }, invalid],
  ];

  it.each(rows)('is refused: %s', async (_, columns, error) => {
    await expect(loadTenant(columns)).rejects.toMatchObject(error);
  });
});

describe('a row of an older deployment', () => {
  it('is read when it lacks every optional member', async () => {
    const live = await loadDevice({
      [LIVE.enrollment]: ENROLLMENT,
      [LIVE.state]: STATE,
      [LIVE.session]: SESSION,
    });
    expect(live.enrollment?.value).toMatchObject({ generation, device: {}, omaDeviceId: 'A1B2' });
    expect(live.enrollment?.value).not.toHaveProperty('ended');
    expect(live.state?.value).toStrictEqual({ generation, planKey: 'plan', settings: [] });
    expect(live.session?.value.decision).toStrictEqual({ kind: 'end', commands: [] });
    for (const member of ['exit', 'partial', 'outgoing']) expect(live.session?.value).not.toHaveProperty(member);
  });

  it('is read when its settings and commands end before the members that came later', async () => {
    const live = await loadDevice({
      [LIVE.state]: { ...STATE, ...packColumns([['./a', 'hash', 0, 200, at]]) },
      [LIVE.session]: { ...SESSION, ...packColumns({ commands: [], awaiting: [[7, 'Get', './a', 'hash', 1]] }) },
    });
    const setting = { key: './a', acknowledged: 'hash', tried: 'hash', code: 200, at };
    expect(live.state?.value.settings).toStrictEqual([setting]);
    const command = { id: 7, ids: 1, verb: 'Get', setting: './a', hash: 'hash' };
    expect(live.session?.value.awaiting).toStrictEqual([command]);
  });

  it('of the past is ordered by what it says of its time', async () => {
    const [first, second, third] = ['2026-01-01', '2026-02-01', '2026-03-01'].map((day) => `${day}T00:00:00.000Z`);
    const past = [
      { ...ENROLLMENT, generation: newEnrollmentId(), enrolledAt: third },
      { ...ENROLLMENT, generation: newEnrollmentId(), enrolledAt: first, endedAt: second, endedBy: 'user' },
      { ...ENROLLMENT, generation: newEnrollmentId(), enrolledAt: first },
    ];
    const { tenantId, deviceId } = newOwner();
    const partition = devicePartition(tenantId, deviceId);
    const table = openTable(connection.table('devices'));
    for (const columns of past) await table.upsert({ partition, key: pastEnrollment(columns.generation), columns });
    const { enrollments } = await devices.loadHistory({ tenantId, deviceId });
    expect(enrollments.map((each) => each.generation)).toEqual(past.map((each) => each.generation));
  });

  it('gets the default of a tenant setting that it did not know', async () => {
    const tenant = await loadTenant(TENANT);
    expect(tenant?.value.settings.deviceCapPerUser).toBe(5);
    expect([...(tenant?.value.policies ?? [])]).toEqual([['a', 2]]);
  });
});

describe('a row of a newer deployment with the same schema version', () => {
  it('is read without the members that are not known yet', async () => {
    const { session } = await loadDevice({ [LIVE.session]: { ...SESSION, later: 'x' } });
    expect(session?.value).not.toHaveProperty('later');
  });

  it('is read without a tenant setting that is not known yet', async () => {
    const tenant = await loadTenant({ ...TENANT, settings: '{"pollMinutes":480,"later":true}' });
    expect(tenant?.value.settings).toMatchObject({ pollMinutes: 480 });
    expect(tenant?.value.settings).not.toHaveProperty('later');
  });

  it('comes back without live rows of a kind that is not known yet', async () => {
    expect(await loadDevice({ live_later: { v: 1 } })).toEqual(NOTHING);
  });
});

describe('what is packed', () => {
  const EVERY_MEMBER = {
    dueAt: at,
    driftCheckAt: '2026-12-01T08:00:00.000Z',
    handoff: { discoveryUrl: 'https://mdm.contoso.example/EnrollmentServer/Discovery.svc' },
    withoutWipSince: '2026-11-23T08:00:00.000Z',
    identity: 'contoso.example',
    assignment: { policy: 'personal-pcs', at, basis: 'hash-of-assignments' },
  };
  const hash = () => randomBytes(32).toString('base64url');
  const setting = (index: number): SettingState => {
    const acknowledged = hash();
    const key = `./Vendor/MSFT/AppLocker/EnterpriseDataProtection/MamProtected${index}/EXE/Policy`;
    return { key, acknowledged, tried: acknowledged, code: 200, at: `2026-11-24T08:00:${10 + (index % 50)}.000Z` };
  };
  const settings = (count: number) => Array.from({ length: count }, (_, index) => setting(index));

  async function roundTrip(change: Parameters<typeof devices.writeSync>[2]) {
    const owner = newOwner();
    await devices.writeSync(owner, NOTHING, change);
    return devices.loadLive(owner.tenantId, owner.deviceId);
  }

  it('keeps a state of 150 settings, each tried in vain and in doubt, below 32 KB', () => {
    const failed = settings(150).map((each) => ({
      ...each,
      tried: hash(),
      code: 516,
      originalError: '0x86000002',
      retryAt: at,
      nextVerb: 'Add' as const,
      doubted: true,
    }));
    const columns = stateColumns({ ...sampleState(), ...EVERY_MEMBER, settings: failed });
    const sizes = Object.values(columns).map((value) =>
      value instanceof Uint8Array ? value.length : 2 * String(value).length,
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(32 * 1024);
  });

  it('keeps every member of a state and its settings', async () => {
    const [whole] = settings(1);
    if (whole === undefined) throw new Error('one was asked for');
    const refused: SettingState = {
      ...whole,
      tried: hash(),
      code: 404,
      originalError: '0x86000002',
      retryAt: '2026-11-25T08:00:00.000Z',
      nextVerb: 'Add',
      leftInPlace: true,
      blockedBy: 'CAT-1',
      doubted: true,
    };
    const unknown: SettingState = { ...whole, key: 'b', acknowledged: '', tried: '', code: 0 };
    const state = { ...sampleState(), ...EVERY_MEMBER, settings: [whole, refused, unknown] };
    expect((await roundTrip({ session: sampleSession(), state })).state?.value).toStrictEqual(state);
  });

  it('keeps that the groups of the user lead to no policy', async () => {
    const state = { ...sampleState(), assignment: { at, basis: 'hash-of-assignments' } };
    expect((await roundTrip({ session: sampleSession(), state })).state?.value).toStrictEqual(state);
  });

  it('spreads a state that does not fit into one column over several', async () => {
    const state = { ...sampleState(), settings: settings(2500) };
    expect(Object.keys(stateColumns(state)).filter((name) => name.startsWith('data')).length).toBeGreaterThan(1);
    expect((await roundTrip({ session: sampleSession(), state })).state?.value).toEqual(state);
  });

  it('keeps every member of a session and its commands', async () => {
    const command: SentCommand = { id: 700_001, ids: 1, verb: 'Replace', setting: './a', hash: hash() };
    const family: SentCommand = { ...command, id: 700_002, ids: 5, verb: 'Add', isContainer: true, isSecondVerb: true };
    const reading: SentCommand = { ...command, id: 700_003, verb: 'Get', uri: './a/b' };
    const part: SentCommand = { ...command, id: 700_004, part: { from: 0, to: 65_536 } };
    const session = {
      ...sampleSession(),
      sessionId: 'ünï😀',
      msgId: Number.MAX_SAFE_INTEGER,
      maxMsgSize: 4_294_967_295,
      workUserPresent: false,
      open: true,
      decision: {
        kind: 'commands' as const,
        policy: { name: 'a', revision: 2 },
        commands: [family, reading, part],
        chunk: { cmdId: '3', code: 213 },
      },
      awaiting: [command, family, reading, part],
      exit: { action: 'wipe-1', stage: 'revoked' as const },
      partial: { ref: '700003', uri: './ü', size: 500_000, pieces: 9, bytes: 499_999 },
      outgoing: { setting: './a', hash: hash(), verb: 'Add' as const, from: 65_536 },
    };
    expect((await roundTrip({ session, state: sampleState() })).session?.value).toStrictEqual(session);
  });
});

describe('a session', () => {
  const exits = (['revoking', 'revoked', 'sent'] as const).map((stage) => ({ exit: { action: 'a', stage } }));
  const unsized = { partial: { ref: '1', uri: './a', pieces: 1, bytes: 1 } };
  const ends = (['next', 'no-end', 'end'] as const).map((kind) => ({ decision: { kind, commands: [] } }));

  it.each([...exits, unsized, ...ends])('comes back with %j as all that is special about it', async (members) => {
    const session = { ...sampleSession(), ...members };
    const owner = newOwner();
    await devices.writeSync(owner, NOTHING, { session });
    expect((await devices.loadLive(owner.tenantId, owner.deviceId)).session?.value).toStrictEqual(session);
  });

  it('keeps a node name that a hostile client made as long as a message may be', async () => {
    const partial = { ref: '1', uri: 'x'.repeat(500 * 1024), pieces: 1, bytes: 1 };
    const owner = newOwner();
    await devices.writeSync(owner, NOTHING, { session: { ...sampleSession(), partial } });
    expect((await devices.loadLive(owner.tenantId, owner.deviceId)).session?.value.partial).toEqual(partial);
  });
});

describe('an enrollment', () => {
  it('comes back member for member, whatever the names are written in', async () => {
    const enrollment = sampleEnrollment();
    const named = { ...enrollment, userName: 'björn@contoso.example', device: { name: 'БЮРО-😀' } };
    await devices.enroll(named, NOTHING);
    const { enrollment: stored } = await devices.loadLive(enrollment.tenantId, enrollment.deviceId);
    expect(stored?.value).toStrictEqual(named);
  });
});
