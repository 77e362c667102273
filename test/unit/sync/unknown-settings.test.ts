import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../shared/policy/setting';
import { summarize } from '../../../shared/sync/summarize';
import type { ServerCommand } from '../../../shared/syncml/message';
import { aTenant, Conversation, inShort, leaf, message, policyOf, status } from '../../support/conversation';

const neutral = leaf('NeutralResources', 'login.contoso.com');

function vpn(server: string): Setting {
  const uri = './Device/Vendor/MSFT/VPNv2/Office/NativeProfile/Servers';
  const nodes = [{ uri, format: 'chr', data: server }] as const;
  return { key: 'Vpn/Office', kind: 'family', verb: 'Add', nodes, hash: server, member: 'vpn', restsOn: [] };
}

function talkAbout(...settings: Setting[]): Conversation {
  const talk = new Conversation();
  talk.policy = policyOf(settings);
  return talk;
}

function change(talk: Conversation, ...settings: Setting[]): void {
  talk.policy = policyOf(settings);
  talk.tenant = aTenant((talk.tenant.policies.get('pcs') ?? 0) + 1);
}

/** The device runs what it is sent, and says nothing of it. */
function keepSilent(talk: Conversation, sessionId: string): void {
  talk.say(message({ sessionId }));
  talk.say(message({ sessionId, msgId: 2, body: [status('0', 200)] }));
  talk.now = new Date(talk.now.getTime() + 60 * 60_000);
}

function answering(code: number, verb: string): (command: ServerCommand) => number {
  return (command) => (command.kind === verb || (command.kind === 'item' && command.verb === verb) ? code : 200);
}

describe('what may be on the device although nobody knows', () => {
  it('is deleted when it leaves the policy, also after a later value was refused', () => {
    const talk = talkAbout(neutral);
    keepSilent(talk, '50');
    talk.session(answering(500, 'Replace'));
    change(talk);
    expect(talk.session().map(inShort)).toEqual([['Delete NeutralResources'], []]);
  });

  it('is cleared before a profile is written again, also after an Atomic failed', () => {
    const talk = talkAbout(vpn('vpn.contoso.com'));
    keepSilent(talk, '50');
    talk.session(answering(507, 'atomic'));
    talk.now = new Date(talk.now.getTime() + 60 * 60_000);
    expect(talk.session().map(inShort)).toEqual([['Delete Office', 'Atomic of 1'], []]);
  });

  it('is deleted when it leaves the policy after the device read back another value and kept it', () => {
    const talk = talkAbout(neutral);
    talk.session();
    talk.now = new Date('2026-12-03T08:00:00.000Z');
    const [get] = talk.say(message({ sessionId: '50' })).reply.commands;
    const item = { source: neutral.key, target: undefined, format: 'chr', type: undefined, size: undefined };
    const result = { ...item, data: 'evil.example', moreData: false };
    const body = [
      status(get?.id ?? '', 200),
      { name: 'Results', cmdId: '7', data: undefined, items: [result], msgRef: '1', cmdRef: '1' },
    ];
    const [write] = talk.say(message({ sessionId: '50', msgId: 2, body })).reply.commands;
    talk.say(message({ sessionId: '50', msgId: 3, body: [status(write?.id ?? '', 500)] }));
    change(talk);
    expect(talk.session().map(inShort)).toEqual([['Delete NeutralResources'], []]);
  });

  it('is written again when the policy returns to a form that was cleared for one that the device refused', () => {
    const talk = talkAbout(vpn('vpn.contoso.com'));
    talk.session();
    change(talk, vpn('vpn2.contoso.com'));
    talk.session(answering(500, 'atomic'));
    change(talk, vpn('vpn.contoso.com'));
    expect(talk.session().map(inShort)).toEqual([['Delete Office', 'Atomic of 1'], []]);
  });

  it('is sent again by a resync, and deleted when the device refused it then and it leaves the policy', () => {
    const talk = talkAbout(neutral);
    talk.session();
    talk.want({ type: 'resync' });
    talk.session(answering(500, 'Replace'));
    change(talk);
    expect(talk.session().map(inShort)).toEqual([['Delete NeutralResources'], []]);
  });

  it('is written again in doubt where reading it back could not tell which value it is', () => {
    const uri = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/DataRecoveryCertificate';
    const nodes = [{ uri, format: 'b64', data: 'AA==' }] as const;
    const certificate: Setting = { ...neutral, key: uri, nodes, hash: 'AA==' };
    const talk = talkAbout(certificate);
    const [write] = talk.say(message({ sessionId: '50' })).reply.commands;
    const { reply } = talk.say(message({ sessionId: '50', msgId: 2, body: [status(write?.id ?? '', 516)] }));
    expect(inShort(reply)).toEqual(['Replace DataRecoveryCertificate']);
  });

  it('is nothing where the device refused the only value, whatever a resync asks for', () => {
    const talk = talkAbout(neutral);
    talk.session(answering(405, 'Replace'));
    talk.want({ type: 'resync' });
    change(talk);
    expect(talk.session().map(inShort)).toEqual([[]]);
  });

  it('is well again when the policy returns to what is in force after another value was refused', () => {
    const talk = talkAbout(neutral);
    talk.session();
    change(talk, leaf('NeutralResources', 'refused.example'));
    talk.session(answering(405, 'Replace'));
    expect(summarize(talk.device.state).failedSettings).toBe(1);
    change(talk, neutral);
    expect(talk.session().map(inShort)).toEqual([[]]);
    expect(summarize(talk.device.state).failedSettings).toBe(0);
    expect(talk.device.state?.settings).toEqual([
      expect.objectContaining({ acknowledged: neutral.hash, tried: neutral.hash, code: 200 }),
    ]);
  });

  it('counts as not in force', () => {
    const talk = talkAbout(neutral);
    keepSilent(talk, '50');
    expect(talk.device.state?.settings[0]).toMatchObject({ acknowledged: 'unknown', code: 0 });
  });
});
