import { describe, expect, it } from 'vitest';
import type { Fact, FactName } from '../../../shared/compliance/fact';
import { parseDeviceId } from '../../../shared/ids';
import type { Compliance } from '../../../shared/policy/sections/compliance';
import { readState, stateColumns } from '../../../shared/storage/rows/state-row';
import type { DeviceState } from '../../../shared/sync/device-state';
import type { ClientCommand, ClientMessage, ServerMessage } from '../../../shared/syncml/message';
import { aTenant, Conversation, inShort, leaf, message, policyOf, status } from '../../support/conversation';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIREWALL: Compliance = { requireFirewall: true };

function demanding(compliance: Compliance): Conversation {
  const talk = new Conversation();
  talk.policy = { ...policyOf([]), asks: { compliance } };
  return talk;
}

function result(source: string, data: string): ClientCommand {
  const none = { target: undefined, format: undefined, type: undefined, size: undefined, moreData: false };
  return { name: 'Results', cmdId: '7', data: undefined, items: [{ ...none, source, data }], msgRef: '1', cmdRef: '1' };
}

/** What a PC answers by the last two parts of a node: a value, a status, or nothing at all. */
type Answers = Readonly<Record<string, string | number | null>>;

function bodyFor(sent: ServerMessage, answers: Answers): ClientMessage['body'] {
  return sent.commands.flatMap((command) => {
    if (command.kind !== 'item') return [];
    const { uri } = command.node;
    const said = answers[uri.split('/').slice(-2).join('/')] ?? answers['*'];
    if (said === undefined || said === null) return [];
    if (typeof said === 'number') return [status(command.id, said)];
    return [status(command.id, 200), result(uri, said)];
  });
}

let session = 0;

/** A whole session in which the PC answers everything; what was asked of it. */
function sync(talk: Conversation, answers: Answers): string[] {
  const asked: string[] = [];
  session += 1;
  let { reply } = talk.say(message({ sessionId: String(session) }));
  for (let msgId = 2; reply.commands.length > 0 && msgId < 12; msgId += 1) {
    asked.push(...inShort(reply));
    const body = bodyFor(reply, answers);
    reply = talk.say(message({ sessionId: String(session), msgId, body })).reply;
  }
  return asked;
}

function pass(talk: Conversation, ms: number): void {
  talk.now = new Date(talk.now.getTime() + ms);
}

function factOf(talk: Conversation, name: FactName): Fact {
  const fact = talk.device.state?.inquiries?.facts?.facts.find((known) => known.name === name);
  if (fact === undefined) throw new Error(`nothing is known of ${name}`);
  return fact;
}

describe('what is asked of a PC', () => {
  it.each<[keyof Compliance, string[]]>([
    ['requireSecureBoot', ['Get SecureBootState']],
    ['requireEncryption', ['Get EncryptionCompliance']],
    ['requireTpm', ['Get SpecificationVersion']],
    ['requireAntivirus', ['Get Status', 'Get SignatureStatus']],
    ['requireFirewall', ['Get Status']],
    ['requireWip', ['Get Status']],
    ['requirePolicyApplied', []],
  ])('is for %s %j, and nothing else', (demand, asked) => {
    expect(sync(demanding({ [demand]: true }), { '*': 404 })).toEqual(asked);
    expect(sync(demanding({ [demand]: false }), { '*': 404 })).toEqual([]);
  });

  it('is nothing without a compliance section, and what was known is dropped with it', () => {
    const talk = demanding(FIREWALL);
    sync(talk, { '*': '0' });
    talk.policy = policyOf([]);
    talk.tenant = { ...talk.tenant, policies: new Map([['pcs', 2]]) };
    expect(sync(talk, { '*': '0' })).toEqual([]);
    expect(talk.device.state?.inquiries?.facts).toBeUndefined();
    expect(talk.device.state?.compliance).toBeUndefined();
  });

  it('is forgotten with the policy', () => {
    const talk = demanding(FIREWALL);
    sync(talk, { '*': '1' });
    talk.tenant = aTenant(undefined);
    sync(talk, {});
    expect(talk.device.state?.inquiries).toBeUndefined();
    expect(talk.device.state?.compliance).toBeUndefined();
  });

  it('is asked once the settings have arrived, in one message', () => {
    const talk = demanding({ requireSecureBoot: true, requireEncryption: true, requireTpm: true });
    talk.policy = { ...policyOf([leaf('NeutralResources', 'login.contoso.com')]), asks: talk.policy?.asks ?? {} };
    const first = talk.say(message({ sessionId: 'a' })).reply;
    expect(inShort(first)).toEqual(['Replace NeutralResources']);
    const second = talk.say(message({ sessionId: 'a', msgId: 2, body: bodyFor(first, { '*': 200 }) })).reply;
    expect(inShort(second)).toEqual(['Get SecureBootState', 'Get EncryptionCompliance', 'Get SpecificationVersion']);
  });

  it('is also asked after a policy change, but only what is not known yet', () => {
    const talk = demanding(FIREWALL);
    sync(talk, { '*': '0' });
    talk.policy = { ...policyOf([]), asks: { compliance: { ...FIREWALL, requireTpm: true } } };
    talk.tenant = { ...talk.tenant, policies: new Map([['pcs', 2]]) };
    expect(sync(talk, { '*': '2.0' })).toEqual(['Get SpecificationVersion']);
  });

  it('is all asked again when an administrator asks for a resync', () => {
    const talk = demanding(FIREWALL);
    sync(talk, { '*': '0' });
    talk.want({ type: 'resync' });
    expect(sync(talk, { '*': '0' })).toEqual(['Get Status']);
    expect(sync(talk, { '*': '0' })).toEqual([]);
  });
});

describe('when facts are asked for again', () => {
  it('is not while they are young, at most a week later, and then every week', () => {
    const talk = demanding(FIREWALL);
    const askedOn = Array.from({ length: 22 }, (_, day) => {
      const asked = sync(talk, { '*': '0' }).length > 0 ? [day] : [];
      pass(talk, DAY);
      return asked;
    }).flat();
    expect(askedOn[0]).toBe(0);
    const gaps = askedOn.slice(1).map((day, n) => day - (askedOn[n] ?? 0));
    expect(gaps[0]).toBeLessThanOrEqual(7);
    expect(gaps.slice(1).every((gap) => gap === 7)).toBe(true);
  });

  it.each([
    [1, 1],
    [3, 3],
    [30, 30],
  ])('follows factsEveryDays: %i', (factsEveryDays, days) => {
    const talk = demanding({ ...FIREWALL, factsEveryDays });
    sync(talk, { '*': '0' });
    const dueIn = Date.parse(factOf(talk, 'firewall').dueAt) - talk.now.getTime();
    expect(dueIn).toBeGreaterThan(0);
    expect(dueIn).toBeLessThanOrEqual(days * DAY);
  });

  it('goes together with the drift check', () => {
    const talk = demanding(FIREWALL);
    talk.policy = { ...policyOf([leaf('NeutralResources', 'a.example')]), asks: { compliance: FIREWALL } };
    sync(talk, { '*': 200, 'Firewall/Status': '0' });
    const asked = Array.from({ length: 21 }, () => {
      pass(talk, DAY);
      return sync(talk, { 'Firewall/Status': '0', 'NetworkIsolation/NeutralResources': 'a.example' });
    });
    const rounds = asked.filter((commands) => commands.length > 0);
    expect(rounds.length).toBeGreaterThanOrEqual(3);
    for (const commands of rounds) expect(commands).toEqual(['Get Status', 'Get NeutralResources']);
  });

  /** A PC with a fact and a setting that were read two days ago, and are due in so many hours from now. */
  function dueIn(factHours: number, driftHours: number, fact: Partial<Fact> = {}): Conversation {
    const talk = demanding(FIREWALL);
    talk.policy = { ...policyOf([leaf('NeutralResources', 'a.example')]), asks: { compliance: FIREWALL } };
    sync(talk, { '*': 200, 'Firewall/Status': '0' });
    const { state } = talk.device;
    if (state === undefined) throw new Error('the device has synced');
    const at = (hours: number) => new Date(talk.now.getTime() + hours * HOUR).toISOString();
    const known = { ...factOf(talk, 'firewall'), at: at(-48), dueAt: at(factHours), ...fact };
    const inquiries = { facts: { dueAt: known.dueAt, facts: [known] } };
    talk.device = { ...talk.device, state: { ...state, inquiries, driftCheckAt: at(driftHours) } };
    return talk;
  }

  const READ = { 'Firewall/Status': '0', 'NetworkIsolation/NeutralResources': 'a.example' };

  it.each([
    ['facts that are due within a day go along with the drift check', 23, -1, ['Get Status', 'Get NeutralResources']],
    ['facts that are due later do not', 25, -1, ['Get NeutralResources']],
    ['a drift check that is due within a day goes along with facts', -1, 23, ['Get Status', 'Get NeutralResources']],
    ['one that is due later does not', -1, 25, ['Get Status']],
    ['nothing is asked early by itself', 1, 1, []],
  ])('is such that %s', (_, factHours, driftHours, asked) => {
    expect(sync(dueIn(factHours, driftHours), READ)).toEqual(asked);
  });

  it('is such that what waits for another sync, or was told today, does not go along', () => {
    const since = '2026-11-24T08:00:00.000Z';
    const doubt = { standing: 'bad', said: '1', since } as const;
    expect(sync(dueIn(1, -1, { doubt }), READ)).toEqual(['Get NeutralResources']);
    const today = dueIn(1, -1);
    const at = new Date(today.now.getTime() - 11 * HOUR).toISOString();
    expect(sync(dueIn(1, -1, { at }), READ)).toEqual(['Get NeutralResources']);
  });

  it('is each day while something is wrong, until it is right', () => {
    const talk = demanding(FIREWALL);
    sync(talk, { '*': '1' });
    for (const said of ['1', '1', '0']) {
      pass(talk, DAY);
      expect(sync(talk, { '*': said })).toEqual(['Get Status']);
    }
    pass(talk, HOUR);
    expect(sync(talk, { '*': '0' })).toEqual([]);
  });

  it('is not twice in a session, and not before the next hour where the PC does not answer', () => {
    const talk = demanding({ ...FIREWALL, requireTpm: true });
    expect(sync(talk, { 'TPM/SpecificationVersion': '2.0' })).toHaveLength(2);
    expect(sync(talk, {})).toEqual([]);
    pass(talk, 2 * HOUR);
    expect(sync(talk, { '*': '0' })).toEqual(['Get Status']);
  });
});

describe('a first reading that is not good', () => {
  it.each([['1'], ['2'], ['3'], [404], [405], [406], [500]])('waits for one more sync: %s', (said) => {
    const talk = demanding(FIREWALL);
    expect(sync(talk, { '*': said })).toEqual(['Get Status']);
    expect(factOf(talk, 'firewall')).toMatchObject({ standing: 'pending', doubt: { since: talk.now.toISOString() } });
    expect(talk.device.state?.compliance?.history[0].state).toBe('unknown');
    const first = talk.now.toISOString();
    pass(talk, DAY);
    expect(sync(talk, { '*': said })).toEqual(['Get Status']);
    expect(factOf(talk, 'firewall')).toMatchObject({ since: first });
    expect(factOf(talk, 'firewall').standing).not.toBe('pending');
    expect(talk.device.state?.compliance?.history[0].state).toBe('notCompliant');
  });

  it('leaves a good one standing, and counts from its own time when it is confirmed', () => {
    const talk = demanding(FIREWALL);
    sync(talk, { '*': '0' });
    pass(talk, 8 * DAY);
    const first = talk.now.toISOString();
    sync(talk, { '*': '1' });
    expect(factOf(talk, 'firewall').standing).toBe('good');
    expect(talk.device.state?.compliance?.history[0].state).toBe('compliant');
    pass(talk, DAY);
    sync(talk, { '*': '1' });
    expect(talk.device.state?.compliance?.findings).toEqual([{ code: 'firewall.off', kind: 'bad', since: first }]);
  });

  it.each([
    ['1', '3'],
    ['3', '2'],
    ['1', '404'],
  ])('is wrong since it was wrong first, also where %s becomes %s', (one, other) => {
    const talk = demanding({ ...FIREWALL, graceHours: 72 });
    const first = talk.now.toISOString();
    for (const said of [one, one, other, other]) {
      sync(talk, { '*': said === '404' ? 404 : said });
      pass(talk, DAY);
    }
    expect(factOf(talk, 'firewall')).toMatchObject({ since: first });
    expect(factOf(talk, 'firewall').said).toContain(other);
  });

  it('begins a time of its own where nothing was known of it before', () => {
    const talk = demanding(FIREWALL);
    for (const said of [404, 404, '1'] as const) {
      sync(talk, { '*': said });
      pass(talk, 8 * DAY);
    }
    const since = new Date(talk.now.getTime() - 8 * DAY).toISOString();
    sync(talk, { '*': '1' });
    expect(factOf(talk, 'firewall')).toMatchObject({ standing: 'bad', since });
  });

  it('is not confirmed by a sync that could not say, and comes to an end where the two take turns', () => {
    const talk = demanding(FIREWALL);
    const standings = ['0', 500, '1', 500, '1', 500].map((said) => {
      sync(talk, { '*': said });
      pass(talk, 8 * DAY);
      return factOf(talk, 'firewall').standing;
    });
    expect(standings).toEqual(['good', 'good', 'good', 'unknown', 'unknown', 'unknown']);
  });

  it('is forgotten when the next one is good', () => {
    const talk = demanding(FIREWALL);
    sync(talk, { '*': '3' });
    pass(talk, DAY);
    sync(talk, { '*': '0' });
    expect(factOf(talk, 'firewall')).toMatchObject({ standing: 'good', said: '0' });
    expect(factOf(talk, 'firewall').doubt).toBeUndefined();
    expect(talk.device.state?.compliance?.history.map(({ state }) => state)).toEqual(['compliant', 'unknown']);
  });
});

describe('the spread over the days', () => {
  it('is a time of its own for each device, the same every week', () => {
    const dueOf = (deviceId: string) => {
      const talk = demanding(FIREWALL);
      const { enrollment } = talk.device;
      const id = parseDeviceId(`${deviceId}${enrollment.deviceId.slice(1)}`);
      if (id === undefined) throw new Error('the id of this test is malformed');
      talk.device = { ...talk.device, enrollment: { ...enrollment, deviceId: id } };
      sync(talk, { '*': '0' });
      return factOf(talk, 'firewall').dueAt;
    };
    const due = [...'0123456789abcdef'].map(dueOf);
    const days = new Set(due.map((time) => time.slice(0, 10)));
    expect(days.size).toBeGreaterThanOrEqual(5);
    expect(dueOf('3')).toBe(due[3]);
  });
});

describe('what a row keeps of facts and verdict', () => {
  it('is read back as it was written', () => {
    const talk = demanding({ ...FIREWALL, requireTpm: true, maxSilentDays: 9, graceHours: 3 });
    sync(talk, { 'TPM/SpecificationVersion': '2.0, 0, 1.38', 'Firewall/Status': 404 });
    const { state } = talk.device;
    if (state === undefined) throw new Error('the device has synced');
    const back: DeviceState = readState({ partition: 'p', key: 'live_state', etag: '', columns: stateColumns(state) });
    expect(back.inquiries?.facts).toEqual(state.inquiries?.facts);
    expect(back.compliance).toEqual(state.compliance);
    expect(JSON.stringify(stateColumns(state))).not.toContain('1.38');
  });
});
