import { describe, expect, it } from 'vitest';
import {
  alert,
  aTenant,
  Conversation,
  inShort,
  leaf,
  message,
  policyOf,
  result,
  status,
} from '../../support/conversation';

const neutral = leaf('NeutralResources', 'login.contoso.com');
const REVOKE = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/RevokeOnUnenroll';
const LEFT = alert('1226', { type: 'com.microsoft:mdm.unenrollment.userrequest', data: '1' });

function talkWith(...requests: Parameters<Conversation['want']>[0][]): Conversation {
  const talk = new Conversation();
  talk.policy = policyOf([neutral]);
  for (const request of requests) talk.want(request, request.type);
  return talk;
}

function dataOf(talk: Conversation, msgId = 1): string | undefined {
  const { reply } = talk.say(message({ sessionId: `data-${msgId}` }));
  const [command] = reply.commands;
  return command?.kind === 'item' ? command.node.data : undefined;
}

describe('rule 5: a wipe', () => {
  it('writes RevokeOnUnenroll 1 first, sends Unenroll only after its 200, and nothing of the policy', () => {
    const talk = talkWith({ type: 'wipe' });
    const first = talk.say(message());
    expect(inShort(first.reply)).toEqual(['Replace RevokeOnUnenroll']);
    expect(first.loadedPolicy).toBe(false);
    expect(talk.statusOf('wipe')).toBe('pending');
    const second = talk.say(message({ msgId: 2, body: [status('100001', 200)] }));
    expect(inShort(second.reply)).toEqual(['Exec Unenroll']);
    expect(talk.statusOf('wipe')).toBe('sent');
  });

  it('is confirmed by alert 1226 in a new session, and the enrollment is ended by the server', () => {
    const talk = talkWith({ type: 'wipe' });
    talk.session();
    const { reply, change } = talk.say(message({ sessionId: '99', body: [alert('1201'), LEFT] }));
    expect(inShort(reply)).toEqual([]);
    expect(change?.enrollment?.ended?.by).toBe('server');
    expect(talk.statusOf('wipe')).toBe('confirmed');
  });

  it('is sent again, switch first, by a new session without 1226, which proves that it did not happen', () => {
    const talk = talkWith({ type: 'wipe' });
    talk.session();
    expect(talk.session().map(inShort)).toEqual([['Replace RevokeOnUnenroll'], ['Exec Unenroll'], []]);
    expect(talk.statusOf('wipe')).toBe('sent');
  });

  it('sends Unenroll once per epoch, however often the message is repeated', () => {
    const talk = talkWith({ type: 'wipe' });
    talk.say(message());
    const answer = message({ msgId: 2, body: [status('100001', 200)] });
    const sent = talk.say(answer);
    expect(talk.say(answer).bytes).toBe(sent.bytes);
    expect(inShort(talk.say(message({ msgId: 3, body: [status('0', 200)] })).reply)).toEqual([]);
  });

  it('does not take the acknowledgement of an earlier epoch for one of this', () => {
    const talk = talkWith();
    talk.policy = policyOf([{ ...leaf('NeutralResources', '1'), key: 'x' }]);
    talk.want({ type: 'wipe' }, 'wipe');
    talk.say(message());
    talk.say(message({ msgId: 2, body: [status('100001', 200)] }));
    const refused = talk.session((command) => (command.kind === 'item' && command.verb === 'Replace' ? 500 : 200));
    expect(refused.map(inShort)).toEqual([['Replace RevokeOnUnenroll'], []]);
  });

  it.each([
    ['1', ['Exec Unenroll'], 'sent'],
    ['0', [], 'pending'],
  ])('reads a switch back that the device only accepted (202), and here finds %s', (data, next, stands) => {
    const talk = talkWith({ type: 'wipe' });
    talk.say(message());
    const second = talk.say(message({ msgId: 2, body: [status('100001', 202)] })).reply;
    expect(inShort(second)).toEqual(['Get RevokeOnUnenroll']);
    const body = [status('100002', 200), result(REVOKE, data)];
    expect(inShort(talk.say(message({ msgId: 3, body })).reply)).toEqual(next);
    expect(talk.statusOf('wipe')).toBe(stands);
  });

  it('begins again in the next session when a switch that was only accepted cannot be read', () => {
    const talk = talkWith({ type: 'wipe' });
    talk.say(message());
    talk.say(message({ msgId: 2, body: [status('100001', 202)] }));
    expect(inShort(talk.say(message({ msgId: 3, body: [status('100002', 500)] })).reply)).toEqual([]);
    expect(talk.session().map(inShort)[0]).toEqual(['Replace RevokeOnUnenroll']);
  });

  it('takes no reading that it did not ask for in place of the acknowledgement', () => {
    const talk = talkWith({ type: 'wipe' });
    talk.say(message());
    const body = [status('100001', 500), result(REVOKE, '1')];
    expect(inShort(talk.say(message({ msgId: 2, body })).reply)).toEqual([]);
    expect(talk.statusOf('wipe')).toBe('pending');
  });

  it('tries Add when the switch is not there', () => {
    const talk = talkWith({ type: 'wipe' });
    const answers = talk.session((command) => (command.kind === 'item' && command.verb === 'Replace' ? 404 : 200));
    expect(answers.map(inShort)).toEqual([
      ['Replace RevokeOnUnenroll'],
      ['Add RevokeOnUnenroll'],
      ['Exec Unenroll'],
      [],
    ]);
  });

  it('fails, with the reason in words, when the device refuses the switch', () => {
    const talk = talkWith({ type: 'wipe' });
    expect(talk.session(() => 405).map(inShort)).toEqual([['Replace RevokeOnUnenroll'], []]);
    expect(talk.past[0]).toMatchObject({ status: 'failed', reason: expect.stringContaining('status 405') });
    expect(talk.session().map(inShort)).toEqual([['Replace NeutralResources'], []]);
  });

  it('waits for the next session when the device fails for the moment', () => {
    const talk = talkWith({ type: 'wipe' });
    talk.session(() => 500);
    expect(talk.statusOf('wipe')).toBe('pending');
    expect(talk.session().map(inShort)).toEqual([['Replace RevokeOnUnenroll'], ['Exec Unenroll'], []]);
  });

  it('fails when the device refuses to unenroll', () => {
    const talk = talkWith({ type: 'wipe' });
    talk.session((command) => (command.kind === 'item' && command.verb === 'Exec' ? 405 : 200));
    expect(talk.statusOf('wipe')).toBe('failed');
  });

  it('does not wait for a status of the switch that never comes', () => {
    const talk = talkWith({ type: 'wipe' });
    talk.say(message());
    expect(inShort(talk.say(message({ msgId: 2, body: [status('0', 200)] })).reply)).toEqual([]);
    expect(talk.session().map(inShort)).toEqual([['Replace RevokeOnUnenroll'], ['Exec Unenroll'], []]);
  });

  it.each(['suspended', 'offboarding'] as const)('goes on while the tenant is %s', (tenantStatus) => {
    const talk = talkWith({ type: 'wipe' });
    talk.tenant = aTenant(1, tenantStatus);
    expect(talk.session().map(inShort)).toEqual([['Replace RevokeOnUnenroll'], ['Exec Unenroll'], []]);
  });

  it('goes on while somebody else is signed in', () => {
    const talk = talkWith({ type: 'wipe' });
    const others = alert('1224', { type: 'com.microsoft/MDM/LoginStatus', data: 'others' });
    expect(inShort(talk.say(message({ body: [others] })).reply)).toEqual(['Replace RevokeOnUnenroll']);
  });
});

describe('an unenrollment', () => {
  it('that keeps the data writes 0 and waits for the 200', () => {
    expect(dataOf(talkWith({ type: 'unenroll', keepData: true }))).toBe('0');
  });

  it('that takes the data writes 1', () => {
    expect(dataOf(talkWith({ type: 'unenroll', keepData: false }))).toBe('1');
  });

  it('that says nothing of the data needs neither', () => {
    const talk = talkWith({ type: 'unenroll' });
    const { reply } = talk.say(message());
    expect(inShort(reply)).toEqual(['Exec Unenroll']);
    expect(reply.commands[0]).toMatchObject({ node: { format: 'chr', data: 'WindowsMam' } });
  });

  it('by the user supersedes what was still pending, and proves nothing', () => {
    const talk = talkWith({ type: 'wipe' });
    const { change } = talk.say(message({ body: [alert('1201'), LEFT] }));
    expect(change?.enrollment?.ended?.by).toBe('user');
    expect(talk.statusOf('wipe')).toBe('superseded');
  });
});
