import { randomBytes } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { newEnrollmentId } from '../../../shared/random';
import { connect } from '../../../shared/storage/connection';
import { devicePartition, LIVE } from '../../../shared/storage/keys';
import { openStore } from '../../../shared/storage/open-store';
import type { NewRow } from '../../../shared/storage/row';
import { stateColumns } from '../../../shared/storage/rows/state-row';
import { openTable } from '../../../shared/storage/table';
import type { SettingState } from '../../../shared/sync/device-state';
import type { SentCommand } from '../../../shared/sync/session';
import { newOwner, sampleEnrollment, sampleSession, sampleState } from '../../support/storage-samples';

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
    expect(await loadDevice({ live_action_01JD: { v: 1 } })).toEqual({});
  });
});

describe('what is packed', () => {
  const hash = () => randomBytes(32).toString('base64url');
  const setting = (index: number): SettingState => {
    const acknowledged = hash();
    const key = `./Vendor/MSFT/AppLocker/EnterpriseDataProtection/MamProtected${index}/EXE/Policy`;
    return { key, acknowledged, tried: acknowledged, code: 200, at: `2026-11-24T08:00:${10 + (index % 50)}.000Z` };
  };
  const settings = (count: number) => Array.from({ length: count }, (_, index) => setting(index));

  async function roundTrip(change: Parameters<typeof devices.writeSync>[2]) {
    const owner = newOwner();
    await devices.writeSync(owner, {}, change);
    return devices.loadLive(owner.tenantId, owner.deviceId);
  }

  it('keeps a state of 150 settings, each tried in vain, below 32 KB', () => {
    const failed = settings(150).map((each) => ({ ...each, tried: hash(), code: 500, originalError: '0x86000002' }));
    const columns = stateColumns({ ...sampleState(), settings: failed });
    const sizes = Object.values(columns).map((value) =>
      value instanceof Uint8Array ? value.length : 2 * String(value).length,
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(32 * 1024);
  });

  it('keeps every member of a setting', async () => {
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
    };
    const unknown: SettingState = { ...whole, key: 'b', acknowledged: '', tried: '', code: 0 };
    const state = { ...sampleState(), dueAt: at, settings: [whole, refused, unknown] };
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
    const session = {
      ...sampleSession(),
      sessionId: 'ünï😀',
      msgId: Number.MAX_SAFE_INTEGER,
      maxMsgSize: 4_294_967_295,
      workUserPresent: false,
      open: true,
      decision: { kind: 'commands' as const, policy: { name: 'a', revision: 2 }, commands: [family] },
      awaiting: [command, family],
    };
    expect((await roundTrip({ session, state: sampleState() })).session?.value).toStrictEqual(session);
  });
});

describe('an enrollment', () => {
  it('comes back member for member, whatever the names are written in', async () => {
    const enrollment = sampleEnrollment();
    const named = { ...enrollment, userName: 'björn@contoso.example', device: { name: 'БЮРО-😀' } };
    await devices.enroll(named, {});
    const { enrollment: stored } = await devices.loadLive(enrollment.tenantId, enrollment.deviceId);
    expect(stored?.value).toStrictEqual(named);
  });
});
