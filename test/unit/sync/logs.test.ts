import { describe, expect, it } from 'vitest';
import type { Logs } from '../../../shared/policy/sections/compliance';
import { readSession, sessionColumns } from '../../../shared/storage/rows/session-row';
import { readState, stateColumns } from '../../../shared/storage/rows/state-row';
import type { LogsState } from '../../../shared/sync/inquiries/logs';
import type { ClientCommand, ClientMessage, ServerMessage } from '../../../shared/syncml/message';
import { Conversation, inShort, leaf, message, policyOf, status } from '../../support/conversation';
import { copied, reporting } from '../wip-logs/samples';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const QUESTION = ['Replace LogCount', 'Replace StartTime', 'Get Logs'];

function collecting(wanted: Logs = {}): Conversation {
  const talk = new Conversation();
  talk.policy = { ...policyOf([]), asks: { logs: { collectWipAudit: true, ...wanted } } };
  return talk;
}

const stateOf = (talk: Conversation): LogsState | undefined => talk.device.state?.inquiries?.logs;

function known(talk: Conversation): LogsState {
  const state = stateOf(talk);
  if (state === undefined) throw new Error('nothing is kept of the log');
  return state;
}

function pass(talk: Conversation, ms: number): void {
  talk.now = new Date(talk.now.getTime() + ms);
}

function result(source: string, data: string, moreData = false): ClientCommand {
  const none = { target: undefined, format: 'xml', type: undefined, size: undefined, moreData };
  return { name: 'Results', cmdId: '7', data: undefined, items: [{ ...none, source, data }], msgRef: '1', cmdRef: '1' };
}

/** A PC with records at these times, as Windows answers: forward from the start, at most so many. */
class Pc {
  times: string[] = [];
  #count = 0;
  #start = '';
  readonly asked: string[] = [];
  /** Status of the Get instead of the log. */
  refuses: number | undefined;

  answer(sent: ServerMessage): ClientMessage['body'] {
    return sent.commands.flatMap((command) => {
      if (command.kind !== 'item') return [];
      const { uri, data = '' } = command.node;
      if (uri.endsWith('/LogCount')) this.#count = Number(data);
      if (uri.endsWith('/StartTime')) this.#start = data;
      if (!uri.endsWith('/Logs')) return [status(command.id, 200)];
      this.asked.push(`${this.#count} from ${this.#start}`);
      if (this.refuses !== undefined) return [status(command.id, this.refuses)];
      const chosen = this.times.filter((time) => time >= this.#start).slice(0, this.#count);
      return [status(command.id, 200), result(uri, reporting(...chosen.map((time) => copied(time, { Object: time }))))];
    });
  }
}

let session = 0;

/** A whole session; what was sent to the PC. */
function sync(talk: Conversation, pc: Pc): string[] {
  const sent: string[] = [];
  session += 1;
  let { reply } = talk.say(message({ sessionId: String(session) }));
  for (let msgId = 2; reply.commands.length > 0 && msgId < 30; msgId += 1) {
    sent.push(...inShort(reply));
    reply = talk.say(message({ sessionId: String(session), msgId, body: pc.answer(reply) })).reply;
  }
  return sent;
}

const keptTimes = (talk: Conversation) => [...new Set(talk.kept.map(({ object }) => object))];
const timesFrom = (iso: string, count: number, stepMs: number) =>
  Array.from({ length: count }, (_, n) => new Date(Date.parse(iso) + n * stepMs).toISOString());

describe('the log of the protection is not asked for', () => {
  it.each([undefined, { collectWipAudit: false }, {}])('where the policy says %j', (logs) => {
    const talk = new Conversation();
    talk.policy = { ...policyOf([]), asks: logs === undefined ? {} : { logs } };
    sync(talk, new Pc());
    pass(talk, 30 * DAY);
    expect([sync(talk, new Pc()), stateOf(talk)]).toEqual([[], undefined]);
  });

  it('in the first session, since there is nothing yet, and not before its hours are over', () => {
    const talk = collecting({ everyHours: 6 });
    const pc = new Pc();
    expect(sync(talk, pc)).toEqual([]);
    pass(talk, 4 * HOUR);
    expect(sync(talk, pc)).toEqual([]);
    pass(talk, 2 * HOUR);
    expect(sync(talk, pc)).toEqual(QUESTION);
  });

  it('while a setting is missing', () => {
    const talk = collecting();
    sync(talk, new Pc());
    pass(talk, DAY);
    const setting = leaf('NeutralResources', 'login.contoso.com');
    talk.policy = { ...policyOf([setting]), asks: talk.policy.asks };
    talk.tenant = { ...talk.tenant, policies: new Map([['pcs', 2]]) };
    const { reply } = talk.say(message({ sessionId: 'settings' }));
    expect(inShort(reply)).toEqual(['Replace NeutralResources']);
  });

  it('twice in a session, when the PC says nothing to it', () => {
    const talk = collecting();
    sync(talk, new Pc());
    pass(talk, DAY);
    const { reply } = talk.say(message({ sessionId: 'silent' }));
    expect(inShort(reply)).toEqual(QUESTION);
    expect(inShort(talk.say(message({ sessionId: 'silent', msgId: 2, body: [] })).reply)).toEqual([]);
  });

  it('any more, and its place is forgotten, once the policy wants it no more', () => {
    const talk = collecting();
    sync(talk, new Pc());
    talk.policy = policyOf([]);
    talk.tenant = { ...talk.tenant, policies: new Map([['pcs', 2]]) };
    sync(talk, new Pc());
    expect(stateOf(talk)).toBeUndefined();
  });
});

describe('the log of the protection', () => {
  it('is asked for in the order that the catalogue demands, in one message', () => {
    const talk = collecting();
    sync(talk, new Pc());
    pass(talk, DAY);
    const [count, start] = talk.say(message({ sessionId: 'order' })).reply.commands;
    expect(count).toMatchObject({ verb: 'Replace', node: { format: 'int', data: '100' } });
    expect(start).toMatchObject({ verb: 'Replace', node: { format: 'chr', data: '2026-11-01T08:00:00.000Z' } });
  });

  it.each([
    ['the enrollment, which is younger', {}, '2026-11-01T08:00:00.000Z'],
    ['the beginning of its retention', { retentionDays: 5 }, '2026-11-19T08:00:00.000Z'],
  ])('begins with %s', (_, wanted, from) => {
    const talk = collecting(wanted);
    sync(talk, new Pc());
    expect(known(talk).cursor.from).toBe(from);
  });

  it.each([
    [{}, 30],
    [{ retentionDays: 7 }, 7],
  ])('is kept, where the policy says %j, for %d days', (wanted, days) => {
    const talk = collecting(wanted);
    sync(talk, new Pc());
    expect(known(talk).retentionDays).toBe(days);
  });

  it('asks for fewer records of a client that names a small message', () => {
    const talk = collecting();
    const pc = new Pc();
    sync(talk, pc);
    pass(talk, DAY);
    const { reply } = talk.say(message({ sessionId: 'small', maxMsgSize: 32_768 }));
    expect(reply.commands[0]).toMatchObject({ node: { data: '24' } });
  });

  it('comes in pages, each of which costs one message, to its end', () => {
    const talk = collecting();
    const pc = new Pc();
    sync(talk, pc);
    pass(talk, DAY);
    pc.times = timesFrom('2026-11-24T10:00:00.000Z', 250, 1_000);
    expect(sync(talk, pc)).toEqual([...QUESTION, ...QUESTION, ...QUESTION]);
    expect(keptTimes(talk)).toEqual(pc.times);
    expect(known(talk).cursor.from).toBe(pc.times.at(-1));
    expect(sync(talk, pc)).toEqual([]);
  });

  it('goes on in the next session behind eight pages', () => {
    const talk = collecting();
    const pc = new Pc();
    sync(talk, pc);
    pass(talk, DAY);
    pc.times = timesFrom('2026-11-24T10:00:00.000Z', 1_000, 1_000);
    expect(sync(talk, pc)).toHaveLength(8 * QUESTION.length);
    pass(talk, DAY);
    sync(talk, pc);
    expect(keptTimes(talk)).toEqual(pc.times);
  });

  it('is asked for again a day later, and a quiet day keeps nothing twice', () => {
    const talk = collecting();
    const pc = new Pc();
    sync(talk, pc);
    pass(talk, DAY);
    pc.times = ['2026-11-24T10:00:00.000Z'];
    sync(talk, pc);
    pass(talk, DAY - HOUR);
    expect(sync(talk, pc)).toEqual(QUESTION);
    expect(talk.kept).toHaveLength(1);
  });

  it('leaves no gap when a session dies behind the question', () => {
    const talk = collecting();
    const pc = new Pc();
    sync(talk, pc);
    pc.times = timesFrom('2026-11-24T10:00:00.000Z', 150, 1_000);
    for (let day = 0; day < 4; day += 1) {
      pass(talk, DAY);
      pc.answer(talk.say(message({ sessionId: `dead ${day}` })).reply);
    }
    expect(keptTimes(talk)).toEqual([]);
    pass(talk, DAY);
    sync(talk, pc);
    pass(talk, DAY);
    sync(talk, pc);
    expect(keptTimes(talk)).toEqual(pc.times);
  });

  it('stays at its place when the write that goes with the page is lost, and the same page is taken again', () => {
    const talk = collecting();
    const pc = new Pc();
    sync(talk, pc);
    pass(talk, DAY);
    pc.times = ['2026-11-24T10:00:00.000Z'];
    const { reply } = talk.say(message({ sessionId: 'lost' }));
    const answer = message({ sessionId: 'lost', msgId: 2, body: pc.answer(reply) });
    const before = known(talk);
    talk.ask(answer);
    expect(known(talk)).toBe(before);
    talk.say(answer);
    expect(known(talk).cursor.from).toBe('2026-11-24T10:00:00.000Z');
    expect(new Set(talk.kept.map(({ hash }) => hash)).size).toBe(1);
  });

  it('renders the same question for a repeated message', () => {
    const talk = collecting();
    sync(talk, new Pc());
    pass(talk, DAY);
    const said = message({ sessionId: 'again', msgId: 1 });
    const first = talk.say(said);
    const second = talk.say(said);
    expect([second.place, second.bytes]).toEqual(['repeat', first.bytes]);
  });

  it('that comes without having been asked for is not taken', () => {
    const talk = collecting();
    sync(talk, new Pc());
    const logs = './Vendor/MSFT/Reporting/EnterpriseDataProtection/RetrieveByCount/Logs';
    talk.say(message({ sessionId: 'forged', body: [result(logs, reporting(copied('2026-11-24T10:00:00.000Z')))] }));
    expect(talk.kept).toEqual([]);
  });

  it.each([
    [404, 7],
    [405, 7],
    [500, 1],
  ])('is asked for again later when the PC answers %d', (code, days) => {
    const talk = collecting();
    const pc = new Pc();
    sync(talk, pc);
    pass(talk, DAY);
    pc.refuses = code;
    expect(sync(talk, pc)).toEqual(QUESTION);
    expect(sync(talk, pc)).toEqual([]);
    pass(talk, days * DAY);
    expect(sync(talk, pc)).toEqual(QUESTION);
  });

  it('is asked for at once when an administrator asks for a resync', () => {
    const talk = collecting();
    const pc = new Pc();
    sync(talk, pc);
    talk.want({ type: 'resync' });
    expect(sync(talk, pc)).toEqual(QUESTION);
  });

  it('asks for less when a large object exceeds what is put together', () => {
    const talk = collecting();
    sync(talk, new Pc());
    pass(talk, DAY);
    const { reply } = talk.say(message({ sessionId: 'large' }));
    const get = reply.commands.at(-1);
    const uri = get?.kind === 'item' ? get.node.uri : '';
    const chunk = (data: string) => result(uri, data, true);
    talk.say(message({ sessionId: 'large', msgId: 2, body: [chunk('x'.repeat(400_000))] }));
    const next = talk.say(message({ sessionId: 'large', msgId: 3, body: [chunk('x'.repeat(400_000))] })).reply;
    expect(next.commands[0]).toMatchObject({ node: { data: '50' } });
  });

  it('has a place that comes back from its row as it was, with the question that is under way', () => {
    const talk = collecting();
    const pc = new Pc();
    sync(talk, pc);
    pass(talk, DAY);
    pc.times = timesFrom('2026-11-24T10:00:00.000Z', 3, 0);
    sync(talk, pc);
    pass(talk, DAY);
    talk.say(message({ sessionId: 'stored' }));
    const { state, session: open } = talk.device;
    if (state === undefined || open === undefined) throw new Error('a session is open');
    const row = (columns: Readonly<Record<string, unknown>>) => ({ partition: 'p', key: 'k', etag: 'e', columns });
    expect(readState(row(stateColumns(state)))).toEqual(state);
    expect(readSession(row(sessionColumns(open)))).toEqual(open);
  });
});
