import { inflateRawSync } from 'node:zlib';
import { TableClient } from '@azure/data-tables';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { parseUserId } from '../../shared/ids';
import type { Session } from '../../shared/sync/session';
import { postEnrollment } from '../support/enrollment-client';
import { auditTrail, keyOf, proofsOf, WIP_POLICY } from '../support/managed-pc';
import {
  answerTo,
  commandsOf,
  enroll,
  farewell,
  inShort,
  opening,
  type RawDevice,
  rawDevice,
  syncMl,
} from '../support/raw-device';
import { mamRst } from '../support/rst';
import { deviceToken, onboard, startTestService, type TestPerson, type TestService } from '../support/service';
import { onboardWithTerms, openTerms, referenceOf, sendDecision } from '../support/terms-visit';

let service: TestService;
let other: Awaited<ReturnType<TestService['startInstance']>>;
beforeAll(async () => {
  service = await startTestService();
  other = await service.startInstance();
});
afterEach(() => service.tables.reset());
afterAll(async () => {
  await other.stop();
  await service.stop();
});

const NEUTRAL = { schemaVersion: 1, name: 'Personal PCs', network: { neutralResources: ['login.contoso.com'] } };
const CHANGED = { ...NEUTRAL, network: { neutralResources: ['other.contoso.com'] } };
const WIPE = { type: 'wipe' };

const methods = () => service.tables.calls.map(({ method }) => method);
const liveOf = ({ person }: Pick<RawDevice, 'person'>) =>
  service.store.devices.loadLive(keyOf(person).tenantId, keyOf(person).deviceId);

/** Storage refuses the writes to a table until the proxy is reset; it tries each call three times. */
function writesFail(table: string, fault: 503 | 'before' = 503): void {
  const where = (call: { table: string; method: string }) => call.table === table && call.method !== 'GET';
  for (let n = 0; n < 30; n++) service.tables.injectWhere(where, fault);
}

/** Rewrites the stored session as if it were another. */
async function rewriteSession(device: RawDevice, change: Partial<Session>): Promise<void> {
  const live = await liveOf(device);
  if (live.session === undefined) throw new Error('the device has synced');
  const session = { ...live.session.value, ...change };
  await service.store.devices.writeSync(keyOf(device.person), live, { session });
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function auditOf(person: TestPerson, action: string) {
  const month = new Date().toISOString().slice(0, 7).replace('-', '');
  const { entries } = await service.store.audit.list(keyOf(person).tenantId, month, { size: 200 });
  return entries.filter((entry) => entry.action === action);
}

describe('rule 1: decide, store, render', () => {
  it('answers a repeated message with identical bytes, the first one and a later one, and writes nothing for it', async () => {
    const device = await rawDevice(service, { policy: WIP_POLICY });
    const first = await device.say(opening('1'));
    const answer = answerTo(first, { sessionId: '1', msgId: 2 });
    service.tables.reset();
    expect(await device.say(opening('1'))).toBe(first);
    expect(methods()).toEqual(['GET']);
    const second = await device.say(answer);
    service.tables.reset();
    expect(await device.say(answer)).toBe(second);
    expect(methods()).toEqual(['GET']);
    expect([first, second].every((reply) => commandsOf(reply).length > 0)).toBe(true);
  });

  it('renders the stored decision on another instance, although the policy was changed meanwhile', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    const first = await device.say(opening('1'));
    await device.admin.savePolicy(CHANGED);
    expect(await device.say(opening('1'), other.origin)).toBe(first);
    expect(await device.say(opening('1'))).toBe(first);
    expect(first).toContain('login.contoso.com');
  });

  it('answers with statuses and Final when the compiler changed in between', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    await device.say(opening('1'));
    await rewriteSession(device, { compilerVersion: 'of another deployment' });
    const again = await device.say(opening('1'));
    expect(inShort(again)).toEqual([]);
    expect(again).toMatch(/<Cmd>SyncHdr<\/Cmd>.*<Final\s*\/>/s);
  });

  it('stores no message and no value: the hash of the body, and the list of commands', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    await device.say(opening('1'));
    const options = { allowInsecureConnection: true };
    const table = TableClient.fromConnectionString(inject('tablesConnection'), 'devices', options);
    const { tenantId, deviceId } = keyOf(device.person);
    const row = await table.getEntity<{ data: Uint8Array }>(`${tenantId}_${deviceId}`, 'live_session');
    const stored = JSON.stringify(row) + inflateRawSync(row.data).toString();
    expect(stored).toContain('NeutralResources');
    expect(stored).not.toMatch(/login\.contoso\.com|SyncHdr|SyncML/);
  });
});

describe('rule 2: package 1 looks the same every day', () => {
  it('repeats MsgID 1 while that session is open and under five minutes old', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    const first = await device.say(opening('0'));
    await rewriteSession(device, { at: minutesAgo(4.8) });
    expect(await device.say(opening('0'))).toBe(first);
  });

  it.each<[string, (device: RawDevice) => Promise<unknown>, string]>([
    ['is over five minutes old', (device) => rewriteSession(device, { at: minutesAgo(5.1) }), opening('0')],
    ['was of another SessionID', async () => undefined, opening('7')],
    ['had another body', async () => undefined, opening('0').replace('1201', '1200')],
  ])(
    'opens a new session when the open one %s, and sends again what was not acknowledged',
    async (_what, age, body) => {
      const device = await rawDevice(service, { policy: NEUTRAL });
      const first = await device.say(opening('0'));
      await age(device);
      const second = await device.say(body);
      expect(inShort(second)).toEqual(inShort(first));
      expect(commandsOf(second)[0]?.id).not.toBe(commandsOf(first)[0]?.id);
      expect((await liveOf(device)).session?.value.epoch).toBe(2);
    },
  );

  it('opens a new session with the same bytes when the old one is closed, and sends nothing twice', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    expect((await device.session('0')).length).toBeGreaterThan(1);
    expect(inShort(await device.say(opening('0')))).toEqual([]);
    expect((await liveOf(device)).session?.value.epoch).toBe(2);
  });

  it('plans everything anew, the policy of today included', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    await device.say(opening('0'));
    await device.admin.savePolicy(CHANGED);
    await rewriteSession(device, { at: minutesAgo(1440) });
    expect(await device.say(opening('0'))).toContain('other.contoso.com');
  });
});

describe('rule 3: every new plan has a higher epoch', () => {
  /** A device whose first session was abandoned for a second one; the answer to the first is late. */
  async function lateAnswer(): Promise<{ device: RawDevice; late: string; second: string }> {
    const device = await rawDevice(service, { policy: NEUTRAL });
    const first = await device.say(opening('0'));
    await rewriteSession(device, { at: minutesAgo(6) });
    const second = await device.say(opening('0'));
    return { device, late: answerTo(first, { sessionId: '0', msgId: 2 }), second };
  }

  it('a status whose CmdRef is of another epoch changes nothing, even under the SessionID of today', async () => {
    const { device, late, second } = await lateAnswer();
    const before = await liveOf(device);
    service.tables.reset();
    expect(inShort(await device.say(late))).toEqual([]);
    expect(methods()).toEqual(['GET']);
    expect(await liveOf(device)).toEqual(before);
    await device.say(answerTo(second, { sessionId: '0', msgId: 2 }));
    expect((await liveOf(device)).state?.value.settings).toMatchObject([{ code: 200 }]);
  });

  it('command ids carry the epoch, and statuses count from 1', async () => {
    const { second } = await lateAnswer();
    expect(commandsOf(second)[0]?.id).toBe('200001');
    expect(/<Status><CmdID>(\d+)</.exec(second)?.[1]).toBe('1');
  });

  it('a MsgID above 1 that repeats with another body gets statuses and Final, and nothing is changed', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    const first = await device.say(opening('1'));
    await device.say(answerTo(first, { sessionId: '1', msgId: 2 }, 500));
    const before = await liveOf(device);
    service.tables.reset();
    expect(inShort(await device.say(answerTo(first, { sessionId: '1', msgId: 2 }, 200)))).toEqual([]);
    expect(methods()).toEqual(['GET']);
    expect(await liveOf(device)).toEqual(before);
  });

  it('a message of an older session gets statuses and Final, and nothing is changed', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    const first = await device.say(opening('1'));
    await device.say(opening('2'));
    const before = await liveOf(device);
    expect(inShort(await device.say(answerTo(first, { sessionId: '1', msgId: 2 })))).toEqual([]);
    expect(await liveOf(device)).toEqual(before);
  });
});

describe('rule 4: every write includes live_session with If-Match', () => {
  it('eight times the same message on two instances is one decision and one answer', async () => {
    const device = await rawDevice(service, { policy: WIP_POLICY });
    const origins = Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? service.origin : other.origin));
    const replies = await Promise.all(origins.map((origin) => device.say(opening('1'), origin)));
    expect(new Set(replies).size).toBe(1);
    expect(commandsOf(replies[0] ?? '').length).toBeGreaterThan(0);
    expect((await liveOf(device)).session?.value.epoch).toBe(1);
  });

  it('eight times the same answer on two instances acknowledges once and has one reply', async () => {
    const device = await rawDevice(service, { policy: WIP_POLICY });
    const answer = answerTo(await device.say(opening('1')), { sessionId: '1', msgId: 2 });
    const origins = Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? service.origin : other.origin));
    const replies = await Promise.all(origins.map((origin) => device.say(answer, origin)));
    expect(new Set(replies).size).toBe(1);
    expect(inShort(replies[0] ?? '')).toEqual(['Replace EDPEnforcementLevel']);
  });

  it('dying before the write means that nothing happened', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    writesFail('devices', 'before');
    expect((await device.post(opening('1'))).status).toBe(503);
    service.tables.reset();
    expect((await liveOf(device)).session).toBeUndefined();
    expect(commandsOf(await device.say(opening('1')))[0]?.id).toBe('100001');
  });

  it('dying after the write means that the repetition is answered from what was stored', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    service.tables.injectWhere(({ table, method }) => table === 'devices' && method !== 'GET', 'after');
    const first = await device.say(opening('1'));
    expect(commandsOf(first)[0]?.id).toBe('100001');
    service.tables.reset();
    expect(await device.say(opening('1'), other.origin)).toBe(first);
    expect((await liveOf(device)).session?.value.epoch).toBe(1);
  });

  it('the farewell of a device is found again after the answer of storage was lost', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    await device.session('1');
    service.tables.injectWhere(({ table, path }) => table === 'devices' && path === '$batch', 'after');
    expect(inShort(await device.say(farewell('2')))).toEqual([]);
    expect((await liveOf(device)).enrollment?.value.ended?.by).toBe('user');
  });

  it('a setting is acknowledged by the status of the device only, never by sending', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    const first = await device.say(opening('1'));
    expect((await liveOf(device)).state?.value.settings ?? []).toEqual([]);
    await device.say(answerTo(first, { sessionId: '1', msgId: 2 }));
    const [setting] = (await liveOf(device)).state?.value.settings ?? [];
    expect([setting?.code, setting?.acknowledged === setting?.tried]).toEqual([200, true]);
  });
});

describe('rule 5: Exec is sent once per epoch and never lost', () => {
  /** A device that has its policy, and of which something was asked. */
  async function asked(request: object): Promise<RawDevice> {
    const device = await rawDevice(service, { policy: WIP_POLICY });
    await device.session('1');
    await device.admin.act(device.person.deviceId, request, 'exit-1');
    return device;
  }

  const statusOf = async (device: RawDevice) => (await liveOf(device)).actions[0]?.value.status;

  it('sends it once, whatever is repeated, and not again in the same session', async () => {
    const device = await asked(WIPE);
    const answer = answerTo(await device.say(opening('2')), { sessionId: '2', msgId: 2 });
    const sent = await device.say(answer);
    expect(inShort(sent)).toEqual(['Exec Unenroll']);
    expect(await device.say(answer, other.origin)).toBe(sent);
    const closing = await device.say(answerTo('', { sessionId: '2', msgId: 3 }));
    expect(inShort(closing)).toEqual([]);
    expect((await auditTrail(service, device.person)).filter((row) => row === 'action.sent done')).toHaveLength(1);
  });

  it('stores `sent` before the reply: when it cannot be stored, no Exec goes out', async () => {
    const device = await asked(WIPE);
    const answer = answerTo(await device.say(opening('2')), { sessionId: '2', msgId: 2 });
    writesFail('devices');
    const refused = await device.post(answer);
    service.tables.reset();
    expect([refused.status, await refused.text()]).toEqual([503, expect.not.stringContaining('Exec')]);
    expect(await statusOf(device)).toBe('pending');
    expect(inShort(await device.say(answer))).toEqual(['Exec Unenroll']);
    expect(await statusOf(device)).toBe('sent');
  });

  it('sends it again in a new session without 1226, under another CmdID, with the switch acknowledged anew', async () => {
    const device = await asked(WIPE);
    const ids: (string | undefined)[] = [];
    for (const sessionId of ['2', '3']) {
      const first = await device.say(opening(sessionId));
      expect(inShort(first)).toEqual(['Replace RevokeOnUnenroll']);
      const second = await device.say(answerTo(first, { sessionId, msgId: 2 }));
      expect(inShort(second)).toEqual(['Exec Unenroll']);
      ids.push(commandsOf(second)[0]?.id);
    }
    expect(new Set(ids).size).toBe(2);
    await device.say(farewell('4'));
    expect(await proofsOf(service, device.person)).toHaveLength(1);
  });

  it.each<[string, object, string | undefined]>([
    ['a wipe needs RevokeOnUnenroll 1', WIPE, '1'],
    ['an unenrollment that keeps the data needs 0', { type: 'unenroll', keepData: true }, '0'],
    ['a plain unenrollment needs neither', { type: 'unenroll' }, undefined],
  ])('%s, acknowledged in this epoch', async (_what, request, data) => {
    const device = await asked(request);
    const first = await device.say(opening('2'));
    expect(first.includes('<Exec>')).toBe(data === undefined);
    if (data === undefined) return;
    expect(first).toMatch(new RegExp(`RevokeOnUnenroll.*<Data>${data}</Data>`, 's'));
    expect(inShort(await device.say(answerTo(first, { sessionId: '2', msgId: 2 }, 500)))).toEqual([]);
    expect(await statusOf(device)).toBe('pending');
  });

  it('a silence for the days of the tenant ends it as `expired`', async () => {
    const device = await asked({ type: 'unenroll' });
    await device.say(opening('2'));
    expect(await statusOf(device)).toBe('sent');
    await rewriteSession(device, { at: minutesAgo(91 * 1440) });
    const { actions, history } = await device.admin.device(device.person.deviceId);
    expect(actions).toEqual([]);
    expect(history.actions).toMatchObject([{ id: 'exit-1', status: 'expired' }]);
  });
});

describe('rule 6: generations', () => {
  it('the enrollment batch replaces enrollment, state and session and closes the actions', async () => {
    const device = await rawDevice(service, { policy: WIP_POLICY });
    await device.session('1');
    await device.admin.act(device.person.deviceId, { type: 'resync' }, 'resync-1');
    service.tables.reset();
    const again = await device.enrollAgain();
    const batches = service.tables.calls.filter(({ table, method }) => table === 'devices' && method !== 'GET');
    expect(batches).toHaveLength(1);
    const live = await liveOf(device);
    expect([live.enrollment?.value.generation, live.state, live.actions]).toEqual([again.generation, undefined, []]);
    const { history } = await device.admin.device(device.person.deviceId);
    expect(history.actions).toMatchObject([{ id: 'resync-1', status: 'superseded' }]);
  });

  it('the old generation is refused with 403, in the middle of a session as well, and changes nothing', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    const answer = answerTo(await device.say(opening('1')), { sessionId: '1', msgId: 2 });
    await device.enrollAgain();
    const before = await liveOf(device);
    for (const body of [answer, opening('1'), farewell('2')]) expect((await device.post(body)).status).toBe(403);
    expect(await liveOf(device)).toEqual(before);
  });

  it('the rows of the old generation are ignored: the new one is sent everything, from an epoch of its own', async () => {
    const device = await rawDevice(service, { policy: WIP_POLICY });
    const [first = ''] = await device.session('1');
    expect((await liveOf(device)).session).toBeDefined();
    const again = await device.enrollAgain();
    expect((await again.session('1')).map(inShort)[0]).toHaveLength(inShort(first).length);
  });

  it('a pending wipe refuses the re-enrollment with the fault Authorization and a reason', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    await device.admin.act(device.person.deviceId, WIPE);
    const reply = await postEnrollment(`${service.origin}/mam/enroll`, mamRst({ token: device.token }));
    expect([reply.fault, reply.reason]).toEqual(['Authorization', expect.stringMatching(/\w{3}/)]);
    expect((await liveOf(device)).enrollment?.value.generation).toBe(device.generation);
  });

  it('a pending wipe becomes `superseded` and is shown where the tenant lets the device in', async () => {
    const settings = { blockReenrollmentWithOpenWipe: false };
    const device = await rawDevice(service, { policy: NEUTRAL, settings });
    await device.admin.act(device.person.deviceId, WIPE, 'wipe-1');
    const again = await device.enrollAgain();
    expect(inShort(await again.say(opening('1')))).toEqual(['Replace NeutralResources']);
    const { history } = await device.admin.device(device.person.deviceId);
    expect(history.actions).toMatchObject([{ id: 'wipe-1', status: 'superseded' }]);
  });
});

describe('rule 7: actions', () => {
  let device: RawDevice;
  beforeEach(async () => {
    device = await rawDevice(service, { policy: NEUTRAL });
    await device.session('1');
  });
  const act = (request: object, key: string) => device.admin.act(device.person.deviceId, request, key);

  it('are an overlay of one device: another one of the tenant is not touched', async () => {
    const second = { ...device.person, deviceId: crypto.randomUUID() };
    await enroll(service, second);
    await act(WIPE, 'wipe-1');
    expect((await liveOf({ person: second })).actions).toEqual([]);
    expect((await liveOf(device)).actions).toHaveLength(1);
  });

  it('have the id of the caller’s Idempotency-Key, and one asked for twice is one', async () => {
    const [first, second] = [await act(WIPE, 'key-1'), await act(WIPE, 'key-1')];
    expect([first.status, first.body.id]).toEqual([202, 'key-1']);
    expect(second.body).toEqual(first.body);
    expect((await liveOf(device)).actions).toHaveLength(1);
  });

  it('can be cancelled while pending, and not once sent', async () => {
    await act({ type: 'unenroll' }, 'one');
    expect((await device.admin.cancel(device.person.deviceId, 'one')).body.status).toBe('cancelled');
    await act({ type: 'unenroll' }, 'two');
    expect(inShort(await device.say(opening('2')))).toEqual(['Exec Unenroll']);
    const { status, body } = await device.admin.cancel(device.person.deviceId, 'two');
    expect([status, body.code]).toEqual([409, 'actions.sent']);
    expect((await liveOf(device)).actions[0]?.value.status).toBe('sent');
  });

  it('are decided by If-Match when a cancellation and a send meet: exactly one of them wins', async () => {
    for (let round = 0; round < 8; round++) {
      await act({ type: 'unenroll' }, `exit-${round}`);
      const [reply, cancelled] = await Promise.all([
        device.say(opening(`race-${round}`), round % 2 === 0 ? service.origin : other.origin),
        device.admin.cancel(device.person.deviceId, `exit-${round}`),
      ]);
      expect(reply.includes('<Exec>')).toBe(cancelled.status !== 200);
      if (cancelled.status === 200) continue;
      expect(cancelled.body.code).toBe('actions.sent');
      return;
    }
  });

  it('go from pending over sent to confirmed, and are kept', async () => {
    const seen = [(await act({ type: 'unenroll' }, 'leave')).body.status];
    await device.say(opening('2'));
    seen.push((await liveOf(device)).actions[0]?.value.status);
    await device.say(farewell('3'));
    const { history } = await device.admin.device(device.person.deviceId);
    expect([...seen, history.actions[0].status]).toEqual(['pending', 'sent', 'confirmed']);
  });
});

describe('rule 8: across tables', () => {
  const cap = { settings: { deviceCapPerUser: 1 } };
  const tryToEnroll = async (person: TestPerson) =>
    postEnrollment(`${service.origin}/mam/enroll`, mamRst({ token: await deviceToken(service, person) }));
  const writes = () => service.tables.calls.filter(({ method }) => method !== 'GET').map(({ table }) => table);

  it('an enrollment writes the intention, people, the device, people, the roster, the outcome, in this order, and what is due before it', async () => {
    const person = await onboard(service, cap);
    service.tables.reset();
    await enroll(service, person);
    // The reservation and the device are due before they are there; the reservation is not any more once it is confirmed.
    const before = ['audit', 'due', 'people', 'due'];
    expect(writes()).toEqual([...before, 'devices', 'people', 'roster', 'due', 'audit']);
  });

  it.each([
    ['audit', undefined],
    ['people', undefined],
    ['devices', undefined],
    ['roster', 'enrolled'],
    ['due', undefined],
  ])(
    'an enrollment that fails at %s tells the device so, goes no further, and succeeds when repeated',
    async (table, stored) => {
      const person = await onboard(service, cap);
      writesFail(table);
      const reply = await tryToEnroll(person);
      service.tables.reset();
      expect(reply.fault).toBe('InternalServiceFault');
      expect((await liveOf({ person })).enrollment === undefined).toBe(stored === undefined);
      expect((await tryToEnroll(person)).status).toBe(200);
      const { entries } = await service.store.roster.list(keyOf(person).tenantId, { size: 10 });
      expect(entries.map(({ status }) => status)).toEqual(['enrolled']);
      const ended = (await auditOf(person, 'enrollment')).map(({ outcome }) => outcome);
      expect(ended).toEqual(table === 'audit' ? ['done'] : ['done', 'failed']);
    },
  );

  it.each(['people', 'audit'])('an enrollment whose second write to %s fails can be repeated', async (table) => {
    const person = await onboard(service, cap);
    service.tables.reset();
    const isWrite = (call: { table: string; method: string }) => call.table === table && call.method !== 'GET';
    const isLate = (call: { table: string; method: string }) => isWrite(call) && service.tables.calls.some(isWrite);
    for (let n = 0; n < 30; n++) service.tables.injectWhere(isLate, 503);
    const reply = await tryToEnroll(person);
    service.tables.reset();
    expect(reply.fault).toBe('InternalServiceFault');
    expect((await liveOf({ person })).enrollment).toBeDefined();
    expect((await tryToEnroll(person)).status).toBe(200);
    const outcomes = (await auditOf(person, 'enrollment')).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['done', table === 'audit' ? 'intended' : 'failed']);
  });

  it('an acceptance is bound before the device is stored', async () => {
    const person = await onboardWithTerms(service);
    const acceptance = await referenceOf(await openTerms(service, person));
    await sendDecision(service, { acceptance, decision: 'accept' });
    const opaqueBlob = acceptance.split('.')[2] ?? '';
    service.tables.reset();
    const request = mamRst({ token: await deviceToken(service, person), opaqueBlob });
    expect((await postEnrollment(`${service.origin}/mam/enroll`, request)).status).toBe(200);
    const order = writes();
    expect(order.slice(0, order.indexOf('devices'))).toEqual(['audit', 'people', 'due', 'people', 'due']);
  });

  it('the device cap is one batch, so that of many devices at once exactly as many enroll as may', async () => {
    const person = await onboard(service, { settings: { deviceCapPerUser: 2 } });
    const devices = Array.from({ length: 5 }, () => ({ ...person, deviceId: crypto.randomUUID() }));
    const replies = await Promise.all(devices.map(tryToEnroll));
    expect(replies.map(({ fault }) => fault ?? 'enrolled').sort()).toEqual([
      ...Array(3).fill('DeviceCapReached'),
      ...Array(2).fill('enrolled'),
    ]);
  });

  it('a reservation that was never confirmed lapses after ten minutes', async () => {
    const person = await onboard(service, cap);
    const { people } = service.store;
    const userId = parseUserId(person.userId);
    if (userId === undefined) throw new Error('the ids of a test person are GUIDs');
    const owner = { ...keyOf({ ...person, deviceId: crypto.randomUUID() }), userId };
    await people.reserveDevice(owner, 1, new Date(Date.now() - 9 * 60_000));
    expect((await tryToEnroll(person)).fault).toBe('DeviceCapReached');
    await people.releaseDevice(owner);
    await people.reserveDevice(owner, 1, new Date(Date.now() - 11 * 60_000));
    expect((await tryToEnroll(person)).status).toBe(200);
  });

  it.each([
    ['audit', []],
    ['devices', ['action.request failed']],
  ])('an action that fails at %s is refused and can be asked for again', async (table, trail) => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    writesFail(table);
    const refused = await device.admin.act(device.person.deviceId, WIPE, 'wipe-1');
    service.tables.reset();
    expect(refused.status).toBe(503);
    expect((await liveOf(device)).actions).toEqual([]);
    expect(await auditTrail(service, device.person)).toEqual(trail);
    expect((await device.admin.act(device.person.deviceId, WIPE, 'wipe-1')).status).toBe(202);
    expect(await auditTrail(service, device.person)).toEqual([...trail, 'action.request done']);
  });

  it.each(['roster', 'devices'])('a sync that fails at %s is told so and ends alike when repeated', async (table) => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    const answer = answerTo(await device.say(opening('1')), { sessionId: '1', msgId: 2 });
    writesFail(table);
    expect((await device.post(answer)).status).toBe(503);
    service.tables.reset();
    expect((await liveOf(device)).state).toBeUndefined();
    expect(inShort(await device.say(answer))).toEqual([]);
    const { entries } = await service.store.roster.list(keyOf(device.person).tenantId, { size: 10 });
    expect(entries[0]?.policy).toEqual({ name: 'pcs', revision: 1 });
  });

  it.each(['devices', 'people', 'roster', 'audit'])(
    'a farewell that fails at %s is told once more, and all of it is done then',
    async (table) => {
      const device = await rawDevice(service, { policy: NEUTRAL });
      await device.session('1');
      writesFail(table);
      expect((await device.post(farewell('2'))).status).toBe(503);
      service.tables.reset();
      await device.say(farewell('2'));
      const { entries } = await service.store.roster.list(keyOf(device.person).tenantId, { size: 10 });
      expect(entries[0]?.status).toBe('unenrolled');
      expect((await auditOf(device.person, 'device.unenrolled')).map(({ outcome }) => outcome)).toEqual(['done']);
    },
  );

  it.each(['devices', 'audit'])(
    'the outcome of `sent` follows the change, also when %s failed first',
    async (table) => {
      const device = await rawDevice(service, { policy: NEUTRAL });
      await device.admin.act(device.person.deviceId, { type: 'unenroll' }, 'leave');
      writesFail(table);
      expect((await device.post(opening('1'))).status).toBe(503);
      service.tables.reset();
      expect((await liveOf(device)).actions[0]?.value.status).toBe('pending');
      service.tables.reset();
      expect(inShort(await device.say(opening('1')))).toEqual(['Exec Unenroll']);
      expect(writes()).toEqual(['audit', 'devices', 'audit']);
    },
  );
});

describe('rule 9: storage throttled or down, and hostile bodies', () => {
  const FAULTS: [string, number][] = [
    ['down', 503],
    ['throttled', 429],
    ['broken', 500],
  ];

  it.each(FAULTS)('while storage is %s a sync gets 503 with Retry-After', async (_what, status) => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    service.tables.failNext(60, status);
    const reply = await device.post(opening('1'));
    expect(reply.status).toBe(503);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    service.tables.reset();
    expect((await liveOf(device)).session).toBeUndefined();
  });

  it('while storage drops every connection a sync gets 503 with Retry-After', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    service.tables.dropNext(60, 'before');
    const reply = await device.post(opening('1'));
    expect([reply.status, Number(reply.headers.get('retry-after')) > 0]).toEqual([503, true]);
  });

  it.each(FAULTS)('while storage is %s an enrollment gets the fault InternalServiceFault', async (_what, status) => {
    const person = await onboard(service);
    service.tables.failNext(60, status);
    const request = mamRst({ token: await deviceToken(service, person) });
    expect((await postEnrollment(`${service.origin}/mam/enroll`, request)).fault).toBe('InternalServiceFault');
  });

  it.each(FAULTS)('while storage is %s the terms send the specified error to Windows', async (_what, status) => {
    const person = await onboardWithTerms(service);
    service.tables.failNext(60, status);
    const reply = await openTerms(service, person);
    expect(reply.status).toBe(302);
    expect(reply.headers.get('location')).toMatch(/error=server_error&error_description=internal%20service%20error/);
  });

  const HOSTILE: [string, string | Uint8Array<ArrayBuffer>][] = [
    ['nothing', ''],
    ['bytes of no encoding', Uint8Array.of(0xff, 0xfe, 0x00, 0xd8, 0x3c)],
    ['WBXML', Uint8Array.of(0x02, 0x00, 0x00, 0x6a, 0x1d)],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><SyncML>&d;</SyncML>'],
    ['ten thousand levels', '<a>'.repeat(10_000)],
    ['a name of the prototype', '<__proto__><constructor/></__proto__>'],
    ['an envelope without end', '<SyncML xmlns="SYNCML:SYNCML1.2"><SyncHdr>'],
    ['numbers that are none', opening('1').replace('<MsgID>1<', '<MsgID>-1e999<')],
    ['a message without header', '<SyncML xmlns="SYNCML:SYNCML1.2"><SyncBody><Final/></SyncBody></SyncML>'],
    ['600 KB', `<SyncML>${'x'.repeat(600 * 1024)}</SyncML>`],
    ['another protocol', JSON.stringify({ SyncML: {} })],
  ];

  it.each(HOSTILE)('a sync of %s is refused with 4xx and a correlation id, and writes nothing', async (what, body) => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    await device.say(opening('1'));
    service.tables.reset();
    const reply = await device.post(body);
    expect(reply.status).toBe(what === '600 KB' ? 413 : 400);
    const correlationId = reply.headers.get('x-correlation-id') ?? 'none';
    expect(await reply.text()).toContain(correlationId);
    expect(methods().filter((method) => method !== 'GET')).toEqual([]);
  });

  it.each(HOSTILE)('an enrollment of %s is refused by a fault that is none of the server', async (_what, body) => {
    const { status, fault } = await postEnrollment(`${service.origin}/mam/enroll`, body);
    expect([status, fault]).toEqual([400, expect.not.stringContaining('InternalServiceFault')]);
  });

  it.each(HOSTILE)('a decision on the terms of %s is refused with 4xx', async (_what, body) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status } = await fetch(`${service.origin}/mam/terms`, { method: 'POST', headers, body });
    expect(Math.floor(status / 100)).toBe(4);
  });

  it('a status for a command that nobody sent, and a thousand of them, change nothing', async () => {
    const device = await rawDevice(service, { policy: NEUTRAL });
    await device.say(opening('1'));
    const forged = Array.from(
      { length: 1000 },
      (_, n) =>
        `<Status><CmdID>${n + 1}</CmdID><MsgRef>1</MsgRef><CmdRef>1${n + 1000}</CmdRef><Cmd>Add</Cmd><Data>200</Data></Status>`,
    );
    await device.say(syncMl({ sessionId: '1', msgId: 2 }, forged.join('')));
    expect((await liveOf(device)).state?.value.settings.filter(({ code }) => code === 200) ?? []).toEqual([]);
  });
});
