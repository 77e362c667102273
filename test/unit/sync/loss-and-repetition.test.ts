import { describe, expect, it } from 'vitest';
import {
  anEnrollment,
  aTenant,
  Conversation,
  inShort,
  leaf,
  message,
  policyOf,
  status,
} from '../../support/conversation';

const neutral = leaf('NeutralResources', 'login.contoso.com');

function talkAbout(...settings: Parameters<typeof policyOf>[0]): Conversation {
  const talk = new Conversation();
  talk.policy = policyOf(settings);
  return talk;
}

describe('rule 1: decide, store, render', () => {
  it('renders the identical bytes for a repeated first message', () => {
    const talk = talkAbout(neutral);
    const first = talk.say(message());
    const again = talk.say(message());
    expect(again.place).toBe('repeat');
    expect(again.bytes).toBe(first.bytes);
    expect(again.change).toBeUndefined();
  });

  it('renders the identical bytes for every repeated message of a session, also the one that closed it', () => {
    const talk = talkAbout(neutral);
    const { reply } = talk.say(message());
    const answer = message({ msgId: 2, body: reply.commands.map(({ id }) => status(id, 200)) });
    const closing = talk.say(answer);
    expect(talk.say(answer).bytes).toBe(closing.bytes);
  });

  it('renders the stored decision although the policy was changed meanwhile', () => {
    const talk = talkAbout(neutral);
    const first = talk.say(message());
    talk.tenant = aTenant(2);
    expect(talk.say(message()).bytes).toBe(first.bytes);
  });

  it('answers with statuses and Final when the compiler changed in between', () => {
    const talk = talkAbout(neutral);
    talk.say(message());
    const { session } = talk.device;
    if (session === undefined) throw new Error('there is a session');
    talk.device = { ...talk.device, session: { ...session, compilerVersion: 'of another deployment' } };
    const { reply } = talk.say(message());
    expect(inShort(reply)).toEqual([]);
    expect(reply.final).toBe(true);
  });
});

describe('rule 2: package 1 looks the same every day', () => {
  it('plans anew when the same MsgID 1 arrives a day later, and sends again what was not acknowledged', () => {
    const talk = talkAbout(neutral);
    talk.say(message({ sessionId: '0' }));
    talk.now = new Date('2026-11-25T08:00:00.000Z');
    const { place, reply } = talk.say(message({ sessionId: '0' }));
    expect(place).toBe('new');
    expect(inShort(reply)).toEqual(['Replace NeutralResources']);
  });

  it('takes a setting whose status was lost for unknown, and deletes it when the policy drops it meanwhile', () => {
    const talk = talkAbout(neutral);
    talk.say(message());
    talk.policy = policyOf([]);
    talk.tenant = aTenant(2);
    expect(inShort(talk.say(message({ sessionId: '15' })).reply)).toEqual(['Delete NeutralResources']);
  });
});

describe('rule 3: every plan has a higher epoch', () => {
  it('changes nothing when a status answers a command of an older epoch', () => {
    const talk = talkAbout(neutral);
    talk.say(message());
    talk.say(message({ sessionId: '15' }));
    const before = talk.device;
    const { place, reply } = talk.say(message({ sessionId: '15', msgId: 2, body: [status('100001', 200)] }));
    expect(place).toBe('stale');
    expect(inShort(reply)).toEqual([]);
    expect(talk.device).toBe(before);
  });

  it('takes the parts of a message that is over, so that the client comes to its end, and changes nothing', () => {
    const talk = talkAbout(neutral);
    talk.say(message());
    talk.say(message({ sessionId: '15' }));
    const before = talk.device;
    const item = { source: neutral.key, target: undefined, format: 'chr', type: undefined, size: 9, data: 'login.' };
    const part = { name: 'Results', cmdId: '3', data: undefined, msgRef: '1', cmdRef: '1' };
    const body = [status('100001', 200), { ...part, items: [{ ...item, moreData: true }] }];
    const { place, reply } = talk.say(message({ msgId: 2, body, final: false }));
    expect(place).toBe('stale');
    expect(reply.statuses.at(-1)).toMatchObject({ cmdRef: '3', code: 213 });
    expect(inShort(reply)).toEqual(['Alert 1222']);
    expect(reply.final).toBe(false);
    expect(talk.device).toBe(before);
  });

  it('changes nothing when a MsgID above 1 repeats with another body', () => {
    const talk = talkAbout(neutral);
    talk.say(message());
    talk.say(message({ msgId: 2, body: [status('100001', 500)] }));
    const before = talk.device;
    talk.say(message({ msgId: 2, body: [status('100001', 200)] }));
    expect(talk.device).toBe(before);
  });
});

describe('rule 4: dying before the write means that nothing happened', () => {
  it('decides the same again after an instance died before its write', () => {
    const talk = talkAbout(neutral);
    const lost = talk.ask(message());
    expect(talk.say(message()).bytes).toBe(lost.bytes);
  });

  it('acknowledges nothing by sending', () => {
    const talk = talkAbout(neutral);
    talk.say(message());
    expect(talk.device.state).toBeUndefined();
  });

  it('does not believe a session that ends without the statuses, and sends the command again later', () => {
    const talk = talkAbout(neutral);
    talk.say(message());
    const { reply } = talk.say(message({ msgId: 2, body: [status('0', 200)] }));
    expect(inShort(reply)).toEqual([]);
    talk.now = new Date('2026-11-24T16:00:00.000Z');
    expect(talk.session().map(inShort)).toEqual([['Replace NeutralResources'], []]);
  });
});

describe('budget: caches and other instances', () => {
  it('the session keeps the highest tenant version, whatever an instance with an older one decides', () => {
    const talk = new Conversation();
    for (const version of [5, 3]) {
      talk.tenant = aTenant(1, 'active', version);
      talk.session();
    }
    expect(talk.device.session?.tenantVersion).toBe(5);
  });
});

describe('rule 6: generations', () => {
  it('sends everything again to a new generation', () => {
    const talk = talkAbout(neutral);
    talk.session();
    talk.device = { enrollment: anEnrollment(), state: undefined, session: undefined, actions: [] };
    expect(talk.session().map(inShort)).toEqual([['Replace NeutralResources'], []]);
  });
});
