import { describe, expect, it } from 'vitest';
import type { ClientMessage, ServerCommand } from '../../../shared/syncml/message';
import {
  alert,
  Conversation,
  inShort,
  leaf,
  level,
  message,
  policyOf,
  result,
  status,
} from '../../support/conversation';

const neutral = leaf('NeutralResources', 'login.contoso.com');
const AFTER_A_WEEK = new Date('2026-12-03T08:00:00.000Z');

function settledLongAgo(): Conversation {
  const talk = new Conversation();
  talk.policy = policyOf([neutral]);
  talk.session();
  talk.now = AFTER_A_WEEK;
  return talk;
}

describe('the drift check', () => {
  it('reads back after a week what is in force, and not again before the next', () => {
    const talk = settledLongAgo();
    expect(inShort(talk.say(message({ sessionId: '50' })).reply)).toEqual(['Get NeutralResources']);
    expect(inShort(talk.say(message({ sessionId: '51' })).reply)).toEqual([]);
  });

  it('leaves alone what is as it should be, however its name is spelled', () => {
    const talk = settledLongAgo();
    const { reply } = talk.say(message({ sessionId: '50' }));
    const [get] = reply.commands;
    const body = [
      status(get?.id ?? '', 200),
      result('./vendor/MSFT/policy/config/networkisolation/NEUTRALRESOURCES', ' login.contoso.com '),
    ];
    expect(inShort(talk.say(message({ sessionId: '50', msgId: 2, body })).reply)).toEqual([]);
    expect(talk.device.state?.settings[0]?.acknowledged).toBe(neutral.hash);
  });

  it.each([
    ['differs', (id: string) => [status(id, 200), result(neutral.key, 'evil.example')]],
    ['is gone', (id: string) => [status(id, 404)]],
  ])('sends again what %s', (_name, answer) => {
    const talk = settledLongAgo();
    const { reply } = talk.say(message({ sessionId: '50' }));
    const body = answer(reply.commands[0]?.id ?? '');
    expect(inShort(talk.say(message({ sessionId: '50', msgId: 2, body })).reply)).toEqual(['Replace NeutralResources']);
  });

  it('takes a result that comes twice, with and without its references, for one', () => {
    const talk = settledLongAgo();
    const id = talk.say(message({ sessionId: '50' })).reply.commands[0]?.id ?? '';
    const read = result(neutral.key, 'login.contoso.com');
    const body = [status(id, 200), { ...read, msgRef: '1', cmdRef: id }, read];
    expect(inShort(talk.say(message({ sessionId: '50', msgId: 2, body })).reply)).toEqual([]);
    expect(talk.device.state?.settings[0]?.acknowledged).toBe(neutral.hash);
  });

  it('takes the later of two results that differ', () => {
    const talk = settledLongAgo();
    const id = talk.say(message({ sessionId: '50' })).reply.commands[0]?.id ?? '';
    const body = [status(id, 200), result(neutral.key, 'login.contoso.com'), result(neutral.key, 'evil.example')];
    const { reply } = talk.say(message({ sessionId: '50', msgId: 2, body }));
    expect(inShort(reply)).toEqual(['Replace NeutralResources']);
  });

  it('takes a success without a result for not known', () => {
    const talk = settledLongAgo();
    const { reply } = talk.say(message({ sessionId: '50' }));
    const body = [status(reply.commands[0]?.id ?? '', 200)];
    expect(inShort(talk.say(message({ sessionId: '50', msgId: 2, body })).reply)).toEqual([]);
    expect(talk.device.state?.settings[0]?.acknowledged).toBe(neutral.hash);
  });

  it('puts a result together that comes in chunks, answering each', () => {
    const talk = settledLongAgo();
    const { reply } = talk.say(message({ sessionId: '50' }));
    const id = reply.commands[0]?.id ?? '';
    const first = talk.say(
      message({
        sessionId: '50',
        msgId: 2,
        body: [status(id, 200), result(neutral.key, 'login.', { moreData: true, size: 17 })],
      }),
    );
    expect(first.reply.statuses.at(-1)).toMatchObject({ cmd: 'Results', code: 213 });
    expect(inShort(first.reply)).toEqual(['Alert 1222']);
    const last = talk.say(message({ sessionId: '50', msgId: 3, body: [result(neutral.key, 'contoso.com')] }));
    expect(last.reply.statuses.at(-1)).toMatchObject({ cmd: 'Results', code: 200 });
    expect(inShort(last.reply)).toEqual([]);
    expect(talk.device.session?.partial).toBeUndefined();
  });

  it('says 424 to an object whose size is not what was announced, and believes nothing of it', () => {
    const talk = settledLongAgo();
    const { reply } = talk.say(message({ sessionId: '50' }));
    const id = reply.commands[0]?.id ?? '';
    talk.say(
      message({
        sessionId: '50',
        msgId: 2,
        body: [status(id, 200), result(neutral.key, 'evil.', { moreData: true, size: 99 })],
      }),
    );
    const last = talk.say(message({ sessionId: '50', msgId: 3, body: [result(neutral.key, 'example')] }));
    expect(last.reply.statuses.at(-1)).toMatchObject({ code: 424 });
    expect(inShort(last.reply)).toEqual([]);
  });

  it('takes the first chunk of another object in the message that ends one', () => {
    const domains = leaf('EnterpriseNetworkDomainNames', 'corp.contoso.com');
    const talk = new Conversation();
    talk.policy = policyOf([neutral, domains]);
    talk.session();
    talk.now = AFTER_A_WEEK;
    const ids = talk.say(message({ sessionId: '50' })).reply.commands.map(({ id }) => status(id, 200));
    const say = (msgId: number, body: ClientMessage['body']) =>
      talk.say(message({ sessionId: '50', msgId, body })).reply;
    say(2, [...ids, result(neutral.key, 'login.', { moreData: true, size: 17 })]);
    const begun = { ...result(domains.key, 'corp.', { moreData: true, size: 16 }), cmdId: '8' };
    const both = say(3, [result(neutral.key, 'contoso.com'), begun]);
    expect(both.statuses.at(-1)).toMatchObject({ cmdRef: '8', code: 213 });
    expect(inShort(both)).toEqual(['Alert 1222']);
    expect(inShort(say(4, [result(domains.key, 'contoso.com')]))).toEqual([]);
    const acknowledged = talk.device.state?.settings.map((setting) => setting.acknowledged);
    expect(acknowledged).toEqual([neutral.hash, domains.hash]);
  });

  it('says 413 to an object over 512 KB', () => {
    const talk = settledLongAgo();
    const { reply } = talk.say(message({ sessionId: '50' }));
    const id = reply.commands[0]?.id ?? '';
    const half = 'x'.repeat(300 * 1024);
    talk.say(
      message({ sessionId: '50', msgId: 2, body: [status(id, 200), result(neutral.key, half, { moreData: true })] }),
    );
    const second = talk.say(
      message({ sessionId: '50', msgId: 3, body: [result(neutral.key, half, { moreData: true })] }),
    );
    expect(second.reply.statuses.at(-1)).toMatchObject({ code: 413 });
  });

  it('raises alert 1225 when another command comes before the end of an object', () => {
    const talk = settledLongAgo();
    const { reply } = talk.say(message({ sessionId: '50' }));
    const id = reply.commands[0]?.id ?? '';
    talk.say(
      message({
        sessionId: '50',
        msgId: 2,
        body: [status(id, 200), result(neutral.key, 'login.', { moreData: true })],
      }),
    );
    const other = { ...result('./DevInfo/Man', 'x'), name: 'Replace' };
    const { reply: answer, change } = talk.say(message({ sessionId: '50', msgId: 3, body: [other] }));
    expect(inShort(answer)).toEqual(['Alert 1225']);
    expect(talk.device.session?.partial).toBeUndefined();
    expect(change?.chunks).toEqual({ drop: 1 });
  });

  it('drops the pieces of an object that a session left unfinished when the next session begins', () => {
    const talk = settledLongAgo();
    const { reply } = talk.say(message({ sessionId: '50' }));
    const id = reply.commands[0]?.id ?? '';
    const begun = result(neutral.key, 'x'.repeat(100 * 1024), { moreData: true });
    talk.say(message({ sessionId: '50', msgId: 2, body: [status(id, 200), begun] }));
    expect(talk.say(message({ sessionId: '51' })).change?.chunks).toEqual({ drop: 2 });
  });
});

describe('in doubt (516)', () => {
  it('the device is asked before anything is written', () => {
    const talk = new Conversation();
    talk.policy = policyOf([neutral]);
    talk.say(message());
    expect(inShort(talk.say(message({ msgId: 2, body: [status('100001', 516)] })).reply)).toEqual([
      'Get NeutralResources',
    ]);
  });

  it('what turns out to be in force is not sent again', () => {
    const talk = new Conversation();
    talk.policy = policyOf([neutral]);
    talk.say(message());
    talk.say(message({ msgId: 2, body: [status('100001', 516)] }));
    const body = [status('100002', 200), result(neutral.key, 'login.contoso.com')];
    expect(inShort(talk.say(message({ msgId: 3, body })).reply)).toEqual([]);
    expect(talk.device.state?.settings[0]).toMatchObject({ acknowledged: neutral.hash });
  });

  it('a device that does not answer is written to', () => {
    const talk = new Conversation();
    talk.policy = policyOf([neutral]);
    const codes = [516, 0];
    expect(talk.session(() => codes.shift() ?? 200).map(inShort)).toEqual([
      ['Replace NeutralResources'],
      ['Get NeutralResources'],
      ['Replace NeutralResources'],
      [],
    ]);
  });
});

describe('a question that brings no answer', () => {
  it.each([200, 500, 404])('(status %s alone) ends in a write, and the session ends', (code) => {
    const talk = new Conversation();
    talk.policy = policyOf([neutral]);
    talk.say(message());
    talk.say(message({ msgId: 2, body: [status('100001', 516)] }));
    const sent: string[][] = [];
    for (let msgId = 3; msgId < 9; msgId += 1) {
      const last = String(100_000 + msgId - 1);
      const isGet = sent.at(-1)?.[0]?.startsWith('Get') ?? true;
      sent.push(inShort(talk.say(message({ msgId, body: [status(last, isGet ? code : 200)] })).reply));
      if (sent.at(-1)?.length === 0) break;
    }
    expect(sent.at(-1)).toEqual([]);
    expect(sent.flat().filter((command) => command.startsWith('Get'))).toEqual([]);
  });
});

describe('a device without WIP', () => {
  it('is marked, and left alone about it for a month', () => {
    const talk = new Conversation();
    talk.policy = policyOf([leaf('EnterpriseProtectedDomainNames', 'contoso.com'), neutral]);
    talk.session((command) =>
      command.kind === 'item' && command.node.uri.includes('EnterpriseDataProtection') ? 405 : 200,
    );
    expect(talk.device.state?.withoutWipSince).toBe('2026-11-24T08:00:00.000Z');
    talk.now = new Date('2026-12-20T08:00:00.000Z');
    expect(talk.session().flatMap(inShort)).not.toContain('Replace EnterpriseProtectedDomainNames');
    talk.now = new Date('2027-01-24T08:00:00.000Z');
    expect(talk.session().flatMap(inShort)).toContain('Replace EnterpriseProtectedDomainNames');
    expect(talk.device.state?.withoutWipSince).toBeUndefined();
  });
});

describe('a device that Windows upgraded past WIP', () => {
  const domains = leaf('EnterpriseProtectedDomainNames', 'contoso.com');
  const isWip = (command: ServerCommand) =>
    command.kind === 'item' && command.node.uri.includes('EnterpriseDataProtection');

  function upgraded(): Conversation {
    const talk = new Conversation();
    talk.policy = policyOf([domains, neutral, level('2', [domains])]);
    talk.session();
    talk.now = AFTER_A_WEEK;
    return talk;
  }

  it.each([404, 405])('is marked by the drift check when the whole CSP answers %i, and left alone', (code) => {
    const talk = upgraded();
    const sent = talk.session((command) => (isWip(command) ? code : 200)).flatMap(inShort);
    expect(sent.filter((command) => command.endsWith('EDPEnforcementLevel'))).toEqual(['Get EDPEnforcementLevel']);
    expect(talk.device.state?.withoutWipSince).toBe(AFTER_A_WEEK.toISOString());
    talk.now = new Date('2026-12-20T08:00:00.000Z');
    expect(talk.session((command) => (isWip(command) ? code : 200)).flatMap(inShort)).toEqual(['Get NeutralResources']);
  });

  it('is not taken for one when a single node cannot be read', () => {
    const talk = upgraded();
    const { reply } = talk.say(message({ sessionId: '50' }));
    const body = reply.commands.flatMap((command) =>
      command.kind === 'item' && command.node.uri === domains.key
        ? [status(command.id, 405)]
        : [
            status(command.id, 200),
            result(uriOf(command), uriOf(command).endsWith('Level') ? '2' : 'login.contoso.com'),
          ],
    );
    expect(inShort(talk.say(message({ sessionId: '50', msgId: 2, body })).reply)).toEqual([]);
    expect(talk.device.state?.withoutWipSince).toBeUndefined();
  });

  function uriOf(command: ServerCommand): string {
    return command.kind === 'item' ? command.node.uri : '';
  }
});

describe('a value larger than the MaxMsgSize of the client', () => {
  const long = leaf('NeutralResources', Array.from({ length: 400 }, (_, n) => `host${n}.contoso.com`).join(','));

  it('leaves in chunks, the size with the first, a mark on all but the last', () => {
    const talk = new Conversation();
    talk.policy = policyOf([long]);
    const replies = [talk.say(message({ maxMsgSize: 5_000 }))];
    for (let msgId = 2; (replies.at(-1)?.reply.commands.length ?? 0) > 0; msgId++) {
      const [command] = replies.at(-1)?.reply.commands ?? [];
      const isLast = command?.kind === 'item' && command.chunk?.moreData === false;
      replies.push(talk.say(message({ msgId, body: [status(command?.id ?? '', isLast ? 200 : 213)] })));
    }
    const chunks = replies.flatMap(({ reply }) =>
      reply.commands.flatMap((command) => (command.kind === 'item' ? [command] : [])),
    );
    expect(chunks.map(({ node }) => node.data).join('')).toBe(long.nodes[0]?.data);
    expect(chunks[0]?.chunk?.size).toBe(long.nodes[0]?.data?.length);
    expect(Math.max(...replies.map(({ bytes }) => Buffer.byteLength(bytes)))).toBeLessThanOrEqual(5_000);
    expect(talk.device.state?.settings[0]?.acknowledged).toBe(long.hash);
  });

  it('is not acknowledged by a success for a part with more to come', () => {
    const talk = new Conversation();
    talk.policy = policyOf([long]);
    talk.say(message({ maxMsgSize: 5_000 }));
    const { reply } = talk.say(message({ msgId: 2, body: [status('100001', 200)] }));
    expect(inShort(reply)).toEqual([]);
    expect(talk.device.state?.settings[0]?.acknowledged).not.toBe(long.hash);
  });

  it.each([213, 200])('is begun anew in another session when the client misses its end (1225 with %i)', (code) => {
    const talk = new Conversation();
    talk.policy = policyOf([long]);
    talk.say(message({ maxMsgSize: 5_000 }));
    const { reply } = talk.say(message({ msgId: 2, body: [status('100001', code), alert('1225')] }));
    expect(reply.statuses.at(-1)).toMatchObject({ cmd: 'Alert', code: 200 });
    expect(inShort(reply)).toEqual([]);
    expect(talk.device.state?.settings[0]?.acknowledged).not.toBe(long.hash);
    talk.now = new Date('2026-11-24T16:00:00.000Z');
    const anew = talk.say(message({ sessionId: '15', maxMsgSize: 5_000 })).reply;
    expect(anew.commands[0]).toMatchObject({ chunk: { size: long.nodes[0]?.data?.length } });
  });

  it('goes on when the client asks for the next message (1222)', () => {
    const talk = new Conversation();
    talk.policy = policyOf([long]);
    talk.say(message({ maxMsgSize: 5_000 }));
    const { reply } = talk.say(message({ msgId: 2, body: [status('100001', 213), alert('1222')] }));
    expect(inShort(reply)).toEqual(['Replace NeutralResources']);
  });

  it('is begun anew when a chunk is refused', () => {
    const talk = new Conversation();
    talk.policy = policyOf([long]);
    talk.say(message({ maxMsgSize: 5_000 }));
    expect(inShort(talk.say(message({ msgId: 2, body: [status('100001', 424)] })).reply)).toEqual([]);
    talk.now = new Date('2026-11-24T16:00:00.000Z');
    const { reply } = talk.say(message({ sessionId: '15', maxMsgSize: 5_000 }));
    expect(reply.commands[0]).toMatchObject({ chunk: { size: long.nodes[0]?.data?.length } });
  });
});
