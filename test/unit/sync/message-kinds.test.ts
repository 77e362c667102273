import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Conversation, inShort, leaf, message, policyOf, type Turned } from '../../support/conversation';
import { fixture, readSyncMl } from '../syncml/fixture';

const PLAN = ['Replace NeutralResources'];

/** What a message leads to. */
interface Answer {
  /** CmdRef and code of each status but that of the header. */
  readonly statuses: readonly string[];
  readonly commands: readonly string[];
}

/** Messages that open a session, and what they are answered while there is one setting to send. */
const OPENINGS: readonly (readonly [file: string, answer: Answer])[] = [
  ['package1.xml', { statuses: ['2 200', '3 200', '4 200'], commands: PLAN }],
  ['package1-lenient.xml', { statuses: ['2 200', '2 200', ' 200'], commands: PLAN }],
  [
    'package1-server.xml',
    { statuses: ['2 200', '3 200', '4 200', '5 200', '6 200', '7 200', '8 200'], commands: PLAN },
  ],
  ['package1-no-alert.xml', { statuses: ['2 200', '3 200', '4 200'], commands: PLAN }],
  ['package1-others.xml', { statuses: ['2 200', '3 200'], commands: [] }],
  ['package1-abort.xml', { statuses: ['2 200', '3 200'], commands: [] }],
  ['other-generic-alert.xml', { statuses: ['2 200', '3 200'], commands: PLAN }],
  ['several-items.xml', { statuses: ['2 200', '3 200', '4 200'], commands: [] }],
  ['sequence.xml', { statuses: ['2 200', '3 200', '4 200'], commands: PLAN }],
  ['nested-commands.xml', { statuses: ['2 200', '3 406', '4 200', '5 200', '6 406'], commands: PLAN }],
  ['unenroll.xml', { statuses: ['2 200'], commands: [] }],
];

/** Messages that answer it. */
const ANSWERS: readonly (readonly [file: string, answer: Answer])[] = [
  ['keep-alive.xml', { statuses: ['2 200'], commands: ['Alert 1222'] }],
  ['not-final.xml', { statuses: [], commands: ['Alert 1222'] }],
  ['next-message.xml', { statuses: ['3 200'], commands: [] }],
  ['abort.xml', { statuses: ['2 200'], commands: [] }],
  ['no-end-of-data.xml', { statuses: ['3 200'], commands: [] }],
  ['refused.xml', { statuses: [], commands: [] }],
];

/** Read elsewhere: the reply of the worked example, and what answers another epoch or number. */
const OTHERS = ['package1-reply.xml', 'answers.xml', 'inline-markup.xml', 'large-object-part.xml'];

function aConversation(): Conversation {
  const talk = new Conversation();
  talk.policy = policyOf([leaf('NeutralResources', 'login.contoso.com')]);
  return talk;
}

function answerOf({ reply }: Turned): Answer {
  const [header, ...statuses] = reply.statuses;
  expect(header).toMatchObject({ cmdRef: '0', cmd: 'SyncHdr', code: 200 });
  return { statuses: statuses.map(({ cmdRef, code }) => `${cmdRef} ${code}`), commands: inShort(reply) };
}

describe('every kind of message', () => {
  it.each(OPENINGS)('%s opens a session and is answered %j', (file, answer) => {
    const said = readSyncMl(fixture(file));
    const turned = aConversation().say({ ...said, msgId: 1 });
    expect(answerOf(turned)).toEqual(answer);
    expect([turned.reply.sessionId, turned.reply.final]).toEqual([said.sessionId, true]);
  });

  it.each(ANSWERS)('%s goes on with it and is answered %j', (file, answer) => {
    const talk = aConversation();
    talk.say(message());
    const turned = talk.say(readSyncMl(fixture(file)));
    expect(answerOf(turned)).toEqual(answer);
    expect(turned.reply.final).toBe(!answer.commands.includes('Alert 1222'));
  });

  it('has a fixture here, and every fixture is looked at', () => {
    const looked = [...OPENINGS.map(([file]) => file), ...ANSWERS.map(([file]) => file), ...OTHERS];
    expect(readdirSync(new URL('../../fixtures/syncml', import.meta.url)).sort()).toEqual(looked.sort());
  });
});

describe('while a client keeps a session alive', () => {
  const keepAlive = readSyncMl(fixture('keep-alive.xml'));
  const answer = readSyncMl(fixture('next-message.xml'));

  it('nothing is sent, nothing is taken for unanswered, and its answer counts when it comes', () => {
    const talk = aConversation();
    talk.say(message());
    for (const msgId of [2, 3, 4]) expect(inShort(talk.say({ ...keepAlive, msgId }).reply)).toEqual(['Alert 1222']);
    expect(talk.device.session?.awaiting.map(({ id }) => id)).toEqual([100_001]);
    expect(inShort(talk.say({ ...answer, msgId: 5 }).reply)).toEqual([]);
    expect(talk.device.state?.settings[0]).toMatchObject({
      code: 200,
      acknowledged: 'NeutralResources=login.contoso.com',
    });
  });

  it.each(['keep-alive.xml', 'not-final.xml'])('no policy is loaded for %s', (file) => {
    const talk = aConversation();
    talk.say(message());
    expect(talk.say(readSyncMl(fixture(file))).loadedPolicy).toBe(false);
  });
});

describe('the SessionID', () => {
  it.each(['0', '3F', 'FFFF', '48123', 'a b~'])('%j is given back as it came, and names one session', (sessionId) => {
    const talk = aConversation();
    const opened = talk.say(message({ sessionId }));
    expect(opened.reply.sessionId).toBe(sessionId);
    const next = { ...readSyncMl(fixture('next-message.xml')), sessionId };
    expect(talk.say(next).place).toBe('next');
    expect(talk.say({ ...next, sessionId: `${sessionId}1` }).place).toBe('stale');
  });
});
