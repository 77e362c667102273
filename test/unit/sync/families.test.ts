import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../shared/policy/setting';
import { readSession, sessionColumns } from '../../../shared/storage/rows/session-row';
import { ABSENT, UNKNOWN } from '../../../shared/sync/device-state';
import { planSettings } from '../../../shared/sync/plan-settings';
import type { NodeValue, ServerMessage } from '../../../shared/syncml/message';
import { aTenant, Conversation, inShort, leaf, message, policyOf, status } from '../../support/conversation';

const LOCK = './Device/Vendor/MSFT/Policy/Config/DeviceLock/';
const SCEP = './User/Vendor/MSFT/ClientCertificateInstall/SCEP/office/';

function lock(...leaves: [string, string][]): Setting {
  const nodes = leaves.map(([name, data]): NodeValue => ({ uri: LOCK + name, format: 'int', data }));
  return family('DeviceLock', 'Replace', nodes);
}

function family(key: string, verb: 'Add' | 'Replace', nodes: readonly NodeValue[]): Setting {
  return { key, kind: 'family', verb, nodes, hash: JSON.stringify(nodes), member: key, restsOn: [] };
}

const certificate = family('Scep/user/office', 'Add', [
  { uri: `${SCEP}Install/KeyLength`, format: 'int', data: '2048' },
  { uri: `${SCEP}Install/Enroll`, format: 'null' },
]);

function insideAtomic(reply: ServerMessage): string[] {
  return reply.commands.flatMap((command) =>
    command.kind === 'atomic' ? inShort({ ...reply, commands: command.commands }) : [],
  );
}

describe('a family of settings', () => {
  it('is not cleared when it comes for the first time', () => {
    const talk = new Conversation();
    talk.policy = policyOf([lock(['DevicePasswordEnabled', '0'], ['MinDevicePasswordLength', '6'])]);
    expect(talk.session().map(inShort)).toEqual([['Atomic of 2'], []]);
  });

  it('loses the leaves that its new form does not write, before the rest is written anew', () => {
    const talk = new Conversation();
    talk.policy = policyOf([lock(['DevicePasswordEnabled', '0'], ['DevicePasswordHistory', '5'])]);
    talk.session();
    talk.policy = policyOf([lock(['DevicePasswordEnabled', '0'])]);
    talk.tenant = aTenant(2);
    const [first] = talk.session().map(inShort);
    expect(first).toContain('Delete DevicePasswordHistory');
    expect(first).not.toContain('Delete DevicePasswordEnabled');
    expect(first?.at(-1)).toBe('Atomic of 1');
    expect(talk.session().map(inShort)).toEqual([[]]);
  });

  it('keeps a leaf that was once removed by itself, whatever became of that, when it writes it', () => {
    const now = new Date('2026-11-24T08:00:00.000Z');
    const wanted = lock(['DevicePasswordEnabled', '0'], ['DevicePasswordHistory', '5']);
    const known = { code: 200, at: now.toISOString() };
    const inForce = { ...known, key: wanted.key, acknowledged: wanted.hash, tried: wanted.hash };
    const history = { ...known, key: `${LOCK}DevicePasswordHistory`, acknowledged: UNKNOWN, tried: ABSENT };
    const states = new Map([inForce, history].map((state) => [state.key, state]));
    expect(planSettings(policyOf([wanted]), states, now).steps).toEqual([]);
    const without = lock(['DevicePasswordEnabled', '0']);
    const gone = planSettings(policyOf([without]), states, now).steps.filter(({ verb }) => verb === 'Delete');
    expect(gone).toEqual([{ verb: 'Delete', key: history.key, uris: [history.key] }]);
  });

  it('is cleared by a repeated answer too, when the session has gone through its row', () => {
    const talk = new Conversation();
    talk.policy = policyOf([lock(['DevicePasswordEnabled', '0'], ['DevicePasswordHistory', '5'])]);
    talk.session();
    talk.policy = policyOf([lock(['DevicePasswordEnabled', '0'])]);
    talk.tenant = aTenant(2);
    const first = talk.say(message({ sessionId: '50' }));
    const { session } = talk.device;
    if (session === undefined) throw new Error('there is a session');
    const row = { partition: 'p', key: 'k', etag: 'e', columns: sessionColumns(session) };
    talk.device = { ...talk.device, session: readSession(row) };
    expect(talk.say(message({ sessionId: '50' })).bytes).toBe(first.bytes);
  });

  it('is deleted and made again when it is a profile, for a profile is not patched', () => {
    const vpn = (server: string) =>
      family('Vpn/Office', 'Add', [
        { uri: './Device/Vendor/MSFT/VPNv2/Office/NativeProfile/Servers', format: 'chr', data: server },
      ]);
    const talk = new Conversation();
    talk.policy = policyOf([vpn('vpn.contoso.com')]);
    talk.session();
    talk.policy = policyOf([vpn('vpn2.contoso.com')]);
    talk.tenant = aTenant(2);
    expect(talk.session().map(inShort)).toEqual([['Delete Office', 'Atomic of 1'], []]);
  });

  it('is cleared and written in one message, however little the client takes', () => {
    const vpn = (server: string) =>
      family('Vpn/Office', 'Add', [
        { uri: './Device/Vendor/MSFT/VPNv2/Office/NativeProfile/Servers', format: 'chr', data: server },
      ]);
    const talk = new Conversation();
    talk.policy = policyOf([vpn('a'.repeat(50))]);
    talk.session();
    talk.policy = policyOf([leaf('NeutralResources', 'a.example'), vpn('b'.repeat(50))]);
    talk.tenant = aTenant(2);
    const first = talk.say(message({ sessionId: '50', maxMsgSize: 3_500 })).reply;
    expect(inShort(first)).toEqual(['Replace NeutralResources']);
    const body = first.commands.map(({ id }) => status(id, 200));
    const second = talk.say(message({ sessionId: '50', msgId: 2, body })).reply;
    expect(inShort(second)).toEqual(['Delete Office', 'Atomic of 1']);
  });

  it('that is larger than any message the client takes stays here and is noted, and the old form stays there', () => {
    const vpn = (server: string) =>
      family('Vpn/Office', 'Add', [
        { uri: './Device/Vendor/MSFT/VPNv2/Office/NativeProfile/Servers', format: 'chr', data: server },
      ]);
    const talk = new Conversation();
    const small = vpn('vpn.contoso.com');
    talk.policy = policyOf([small]);
    talk.session();
    talk.policy = policyOf([leaf('NeutralResources', 'a.example'), vpn('b'.repeat(4_000))]);
    talk.tenant = aTenant(2);
    const first = talk.say(message({ sessionId: '50', maxMsgSize: 5_000 })).reply;
    expect(inShort(first)).toEqual(['Replace NeutralResources']);
    const body = first.commands.map(({ id }) => status(id, 200));
    expect(inShort(talk.say(message({ sessionId: '50', msgId: 2, body })).reply)).toEqual([]);
    expect(talk.device.state?.settings).toContainEqual(
      expect.objectContaining({ key: 'Vpn/Office', blockedBy: 'SIZE-1', acknowledged: small.hash }),
    );
  });

  it('repeats clearing and writing with identical bytes', () => {
    const talk = new Conversation();
    talk.policy = policyOf([lock(['DevicePasswordEnabled', '0'], ['DevicePasswordHistory', '5'])]);
    talk.session();
    talk.policy = policyOf([lock(['DevicePasswordEnabled', '0'])]);
    talk.tenant = aTenant(2);
    const first = talk.say(message({ sessionId: '70' }));
    expect(talk.say(message({ sessionId: '70' })).bytes).toBe(first.bytes);
  });

  it('executes its node of format null instead of writing it', () => {
    const talk = new Conversation();
    talk.policy = policyOf([certificate]);
    expect(insideAtomic(talk.say(message()).reply)).toEqual(['Add KeyLength', 'Exec Enroll']);
  });
});

describe('an Atomic that failed', () => {
  const vpn = family('Vpn/Office', 'Add', [
    { uri: './Device/Vendor/MSFT/VPNv2/Office/NativeProfile/Servers', format: 'chr', data: 'vpn.contoso.com' },
    { uri: './Device/Vendor/MSFT/VPNv2/Office/AlwaysOn', format: 'bool', data: 'true' },
  ]);

  /** What goes out behind an Atomic whose own status is the first code, and those of its children the others. */
  function answered(policy: Setting, ...codes: number[]) {
    const talk = new Conversation();
    talk.policy = policyOf([policy]);
    talk.say(message());
    const body = codes.map((code, n) => status(String(100_001 + n), code));
    return { talk, next: inShort(talk.say(message({ msgId: 2, body })).reply) };
  }

  const stateOf = ({ device }: Conversation) => device.state?.settings[0];

  it.each([405, 406, 425])('rests for a week when a child was refused with %i', (code) => {
    const { talk, next } = answered(vpn, 507, 216, code);
    expect(next).toEqual([]);
    expect(stateOf(talk)).toMatchObject({ code, acknowledged: '', retryAt: '2026-12-01T08:00:00.000Z' });
  });

  it('is tried again at the next sync when a node of the user answers 405, for its user may come back', () => {
    const { talk, next } = answered(certificate, 507, 405, 215);
    expect(next).toEqual([]);
    expect(stateOf(talk)).toMatchObject({ code: 405, retryAt: '2026-11-24T08:15:00.000Z' });
  });

  it.each([500, 507])('is tried again at the next sync when nothing but a failure is told (%i)', (code) => {
    const { talk, next } = answered(vpn, code, 200, 500);
    expect(next).toEqual([]);
    expect(stateOf(talk)).toMatchObject({ acknowledged: '', retryAt: '2026-11-24T08:15:00.000Z' });
  });

  it('is cleared and made again when a profile of that name is there already, once', () => {
    const { talk, next } = answered(vpn, 507, 418, 215);
    expect(next).toEqual(['Delete Office', 'Atomic of 2']);
    const body = [200, 507, 418, 215].map((code, n) => status(String(100_004 + n), code));
    expect(inShort(talk.say(message({ msgId: 3, body })).reply)).toEqual([]);
    expect(stateOf(talk)).toMatchObject({ code: 418, retryAt: '2026-12-01T08:00:00.000Z' });
  });

  it('rests for a week when a node is missing, for a family has no other verb', () => {
    const { talk, next } = answered(lock(['DevicePasswordEnabled', '0']), 507, 404);
    expect(next).toEqual([]);
    expect(stateOf(talk)).toMatchObject({ code: 404, retryAt: '2026-12-01T08:00:00.000Z' });
  });

  it('asks for the status of a certificate that is there already instead of enrolling it twice', () => {
    const { next } = answered(certificate, 507, 418, 215);
    expect(next).toEqual(['Get Status']);
  });

  it('is read back when it could not be undone (516), whatever its children say', () => {
    const { next } = answered(vpn, 516, 200, 405);
    expect(next).toEqual(['Get Servers', 'Get AlwaysOn']);
  });

  it('is in force by its own status, whatever its children say', () => {
    const { talk } = answered(vpn, 200, 200, 500);
    expect(stateOf(talk)?.acknowledged).toBe(vpn.hash);
  });
});

describe('rule 5: a certificate whose request got no answer', () => {
  function afterALostSession(): Conversation {
    const talk = new Conversation();
    talk.policy = policyOf([certificate]);
    talk.say(message());
    return talk;
  }

  function answerStatus(talk: Conversation, value: string) {
    const { reply } = talk.say(message({ sessionId: '15' }));
    const [get] = reply.commands;
    const item = {
      source: `${SCEP}Status`,
      target: undefined,
      format: 'int',
      type: undefined,
      size: undefined,
      data: value,
      moreData: false,
    };
    const result = { name: 'Results', cmdId: '3', data: undefined, items: [item], msgRef: '1', cmdRef: get?.id ?? '' };
    return talk.say(message({ sessionId: '15', msgId: 2, body: [status(get?.id ?? '', 200), result] })).reply;
  }

  it('is asked for its status before it is enrolled again', () => {
    expect(inShort(afterALostSession().say(message({ sessionId: '15' })).reply)).toEqual(['Get Status']);
  });

  it.each([
    ['1', 'installed'],
    ['2', 'pending at the authority'],
  ])('is left alone when the status is %s (%s)', (value) => {
    expect(inShort(answerStatus(afterALostSession(), value))).toEqual([]);
  });

  it('is enrolled anew without asking when the policy wants another one meanwhile', () => {
    const talk = afterALostSession();
    const other = family('Scep/user/office', 'Add', [
      { uri: `${SCEP}Install/KeyLength`, format: 'int', data: '4096' },
      { uri: `${SCEP}Install/Enroll`, format: 'null' },
    ]);
    talk.policy = policyOf([other]);
    talk.tenant = aTenant(2);
    expect(inShort(talk.say(message({ sessionId: '15' })).reply)).toEqual(['Delete office', 'Atomic of 2']);
  });

  it('is asked for its status by a resync too, instead of being enrolled twice', () => {
    const talk = new Conversation();
    talk.policy = policyOf([certificate]);
    talk.session();
    talk.want({ type: 'resync' });
    expect(inShort(talk.say(message({ sessionId: '15' })).reply)).toEqual(['Get Status']);
  });

  it.each(['16', '32'])('is enrolled again when the status is %s', (value) => {
    expect(inShort(answerStatus(afterALostSession(), value))).toEqual(['Delete office', 'Atomic of 2']);
  });
});
