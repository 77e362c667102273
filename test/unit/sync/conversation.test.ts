import { describe, expect, it } from 'vitest';
import { ABSENT } from '../../../shared/sync/device-state';
import {
  alert,
  aTenant,
  Conversation,
  container,
  inShort,
  leaf,
  level,
  message,
  policyOf,
  status,
} from '../../support/conversation';

const APPLOCKER = './Vendor/MSFT/AppLocker/EnterpriseDataProtection/5b1f0000-0000-4000-8000-0000000000e9';
const domains = leaf('EnterpriseProtectedDomainNames', 'contoso.com');
const neutral = leaf('NeutralResources', 'login.contoso.com');

function talkAbout(...settings: Parameters<typeof policyOf>[0]): Conversation {
  const talk = new Conversation();
  talk.policy = policyOf(settings);
  return talk;
}

function acknowledged(talk: Conversation): Record<string, string> {
  return Object.fromEntries(
    talk.device.state?.settings.map(({ key, acknowledged: hash }) => [key.split('/').at(-1), hash]) ?? [],
  );
}

describe('a policy sync', () => {
  it('answers the header first, then every command in its order, then sends what is missing, then Final', () => {
    const talk = talkAbout(neutral);
    const { reply } = talk.say(
      message({
        body: [alert('1201'), { ...alert('1224'), cmdId: '3' }, { ...alert('1'), name: 'Replace', cmdId: '4' }],
      }),
    );
    expect(reply.statuses.map(({ cmdRef, cmd, code }) => `${cmdRef} ${cmd} ${code}`)).toEqual([
      '0 SyncHdr 200',
      '2 Alert 200',
      '3 Alert 200',
      '4 Replace 200',
    ]);
    expect(inShort(reply)).toEqual(['Replace NeutralResources']);
    expect(reply.final).toBe(true);
  });

  it('says 406 to a command that no Windows client sends, and goes on', () => {
    const { reply } = talkAbout(neutral).say(message({ body: [{ ...alert('1201'), name: 'Put' }] }));
    expect(reply.statuses[1]).toMatchObject({ cmd: 'Put', code: 406 });
    expect(inShort(reply)).toEqual(['Replace NeutralResources']);
  });

  it('numbers commands by epoch and counts through the session', () => {
    const talk = talkAbout(domains, neutral, level('2', [domains]));
    const [first, second] = talk.session();
    expect(first?.commands.map(({ id }) => id)).toEqual(['100001', '100002']);
    expect(second?.commands.map(({ id }) => id)).toEqual(['100003']);
    talk.policy = policyOf([leaf('NeutralResources', 'other.contoso.com')]);
    talk.tenant = aTenant(2);
    const later = talk.session();
    expect(later.map(({ commands }) => commands.map(({ id }) => id))).toEqual([['200001', '200002'], ['200003'], []]);
  });

  it('never uses a CmdID twice in a session, however many messages it has', () => {
    const talk = talkAbout(domains, level('2', [domains]));
    const codes = [404];
    const sent = talk.session(() => codes.pop() ?? 200);
    expect(sent.map(({ commands }) => commands.map(({ id }) => id))).toEqual([['100001'], ['100002'], ['100003'], []]);
  });

  it('sends the enforcement level only when what it rests on is acknowledged', () => {
    const talk = talkAbout(domains, level('2', [domains]));
    expect(talk.session().map(inShort)).toEqual([
      ['Replace EnterpriseProtectedDomainNames'],
      ['Replace EDPEnforcementLevel'],
      [],
    ]);
  });

  it('withholds the enforcement level while what it rests on is refused', () => {
    const talk = talkAbout(domains, neutral, level('2', [domains]));
    const sent = talk.session((command) => (command.id === '100001' ? 500 : 200)).map(inShort);
    expect(sent).toEqual([['Replace EnterpriseProtectedDomainNames', 'Replace NeutralResources'], []]);
  });

  it('has nothing to do the second time, and loads no policy to find that out', () => {
    const talk = talkAbout(neutral);
    talk.session();
    const turned = talk.say(message({ sessionId: '77' }));
    expect(inShort(turned.reply)).toEqual([]);
    expect(turned.loadedPolicy).toBe(false);
    expect(turned.change).toMatchObject({ session: { open: false } });
    expect(turned.change?.state).toBeUndefined();
  });

  it('sends only the difference when the policy has changed', () => {
    const talk = talkAbout(neutral, domains);
    talk.session();
    talk.policy = policyOf([leaf('NeutralResources', 'new.contoso.com'), domains]);
    talk.tenant = aTenant(2);
    expect(talk.session().map(inShort)).toEqual([['Replace NeutralResources'], []]);
    expect(acknowledged(talk)).toEqual({
      NeutralResources: 'NeutralResources=new.contoso.com',
      EnterpriseProtectedDomainNames: 'EnterpriseProtectedDomainNames=contoso.com',
    });
  });

  it('deletes what left the policy and forgets it', () => {
    const talk = talkAbout(neutral, domains);
    talk.session();
    talk.policy = policyOf([domains]);
    talk.tenant = aTenant(2);
    expect(talk.session().map(inShort)).toEqual([['Delete NeutralResources'], []]);
    expect(Object.keys(acknowledged(talk))).toEqual(['EnterpriseProtectedDomainNames']);
  });

  it('leaves in place what Windows cannot delete, says so, and does not come back to it', () => {
    const uri = './Vendor/MSFT/HealthAttestation/HASEndpoint';
    const endpoint = { ...neutral, key: uri, nodes: [{ uri, format: 'chr', data: 'has.contoso.com' }] } as const;
    const talk = talkAbout(endpoint, domains);
    talk.session();
    talk.policy = policyOf([domains]);
    talk.tenant = aTenant(2);
    expect(talk.session().map(inShort)).toEqual([[]]);
    expect(talk.device.state?.settings[0]).toMatchObject({ leftInPlace: true });
    talk.tenant = aTenant(3);
    expect(talk.session().map(inShort)).toEqual([[]]);
  });

  it('takes 404 on Delete for success', () => {
    const talk = talkAbout(neutral);
    talk.session();
    talk.policy = policyOf([]);
    talk.tenant = aTenant(2);
    talk.session(() => 404);
    expect(talk.device.state?.settings).toEqual([]);
  });

  it('deletes a named removal once, though nothing was ever delivered', () => {
    const talk = new Conversation();
    talk.policy = policyOf([], [{ key: neutral.key, member: 'network.neutralResources' }]);
    expect(talk.session().map(inShort)).toEqual([['Delete NeutralResources'], []]);
    expect(acknowledged(talk)).toEqual({ NeutralResources: ABSENT });
    talk.tenant = aTenant(2);
    expect(talk.session().map(inShort)).toEqual([[]]);
  });

  it('deletes a container without its children, which go with it', () => {
    const parts = [container(APPLOCKER), container(`${APPLOCKER}/EXE`)];
    const talk = talkAbout(...parts);
    talk.session();
    talk.policy = policyOf([]);
    talk.tenant = aTenant(2);
    expect(talk.session().map(inShort)).toEqual([['Delete 5b1f0000-0000-4000-8000-0000000000e9'], []]);
    expect(talk.device.state?.settings).toEqual([]);
  });

  it('takes 418 on the Add of a container for success', () => {
    const talk = talkAbout(container(APPLOCKER));
    expect(talk.session(() => 418).map(inShort)).toEqual([['Add 5b1f0000-0000-4000-8000-0000000000e9'], []]);
    expect(talk.device.state?.settledAt).toBeDefined();
  });

  it('answers 404 on Replace with Add in the next message, and takes a second 404 for an answer', () => {
    const talk = talkAbout(neutral);
    expect(talk.session(() => 404).map(inShort)).toEqual([['Replace NeutralResources'], ['Add NeutralResources'], []]);
    expect(talk.session().map(inShort)).toEqual([[]]);
  });

  it('lets a refused setting rest for days and tells when it will be tried again', () => {
    const talk = talkAbout(neutral);
    talk.session(() => 405);
    expect(talk.session().map(inShort)).toEqual([[]]);
    talk.now = new Date('2026-12-02T08:00:00.000Z');
    expect(talk.session().map(inShort)[0]).toEqual(['Replace NeutralResources']);
  });

  it('tries a transient failure again at the next sync, not in the same session', () => {
    const talk = talkAbout(neutral);
    expect(talk.session(() => 500).map(inShort)).toEqual([['Replace NeutralResources'], []]);
    talk.now = new Date('2026-11-24T16:00:00.000Z');
    expect(talk.session().map(inShort)).toEqual([['Replace NeutralResources'], []]);
  });

  it('never sends what breaks a rule of the catalogue, and says so', () => {
    const talk = talkAbout({ ...neutral, nodes: [{ uri: neutral.key, format: 'int', data: 'x' }] });
    expect(talk.session().map(inShort)).toEqual([[]]);
    expect(talk.device.state?.settings[0]?.blockedBy).toBe('GEN-3');
  });

  it('sends a family in one Atomic and believes its status alone', () => {
    const uri = './Device/Vendor/MSFT/Policy/Config/DeviceLock/';
    const nodes = ['DevicePasswordEnabled', 'MinDevicePasswordLength'].map((name, n) => ({
      uri: uri + name,
      format: 'int' as const,
      data: n === 0 ? '0' : '6',
    }));
    const talk = talkAbout({
      key: 'DeviceLock',
      kind: 'family',
      verb: 'Replace',
      nodes,
      hash: 'lock',
      member: 'signIn.deviceLock',
      restsOn: [],
    });
    const { reply } = talk.say(message());
    expect(inShort(reply)).toEqual(['Atomic of 2']);
    talk.say(message({ msgId: 2, body: [status('100001', 507), status('100002', 200), status('100003', 500)] }));
    expect(acknowledged(talk)).toEqual({ DeviceLock: '' });
  });

  it('spreads a long policy over messages below the size that the client named', () => {
    const names = ['NeutralResources', 'EnterpriseNetworkDomainNames', 'EnterpriseProtectedDomainNames'] as const;
    const talk = talkAbout(...names.map((name) => leaf(name, `${'a'.repeat(60)}.contoso.com`)));
    const replies = [talk.say(message({ maxMsgSize: 4_000 }))];
    for (let msgId = 2; replies.at(-1)?.reply.commands.length !== 0; msgId++) {
      const body = replies.at(-1)?.reply.commands.map(({ id }) => status(id, 200)) ?? [];
      replies.push(talk.say(message({ msgId, body })));
    }
    expect(replies.length).toBeGreaterThan(2);
    expect(Math.max(...replies.map(({ bytes }) => Buffer.byteLength(bytes)))).toBeLessThanOrEqual(4_000);
    expect(replies.flatMap(({ reply }) => inShort(reply))).toHaveLength(3);
  });

  it('asks for the rest of an unfinished message and sends no commands with it', () => {
    const { reply } = talkAbout(neutral).say(message({ final: false }));
    expect(inShort(reply)).toEqual(['Alert 1222']);
    expect(reply.final).toBe(false);
  });

  it('sends nothing while somebody else is signed in, in this message or later ones', () => {
    const others = alert('1224', { type: 'com.microsoft/MDM/LoginStatus', data: 'others' });
    const talk = talkAbout(neutral);
    expect(inShort(talk.say(message({ body: [others], final: false })).reply)).toEqual(['Alert 1222']);
    expect(inShort(talk.say(message({ msgId: 2, body: [] })).reply)).toEqual([]);
  });

  it.each(['suspended', 'offboarding'] as const)('sends no policy of a tenant that is %s', (tenantStatus) => {
    const talk = talkAbout(neutral);
    talk.tenant = aTenant(1, tenantStatus);
    expect(talk.session().map(inShort)).toEqual([[]]);
  });

  it('ends politely where no policy is assigned', () => {
    const talk = talkAbout(neutral);
    talk.tenant = aTenant(undefined);
    expect(talk.session().map(inShort)).toEqual([[]]);
  });

  it('keeps what is there when the policy is unassigned, and marks the device so', () => {
    const talk = talkAbout(neutral);
    talk.session();
    talk.tenant = aTenant(undefined);
    expect(talk.session().map(inShort)).toEqual([[]]);
    expect(talk.device.state?.policy).toBeUndefined();
    expect(acknowledged(talk)).toEqual({ NeutralResources: neutral.hash });
    talk.tenant = aTenant(1);
    expect(talk.session().map(inShort)).toEqual([[]]);
    expect(talk.device.state?.policy).toEqual({ name: 'pcs', revision: 1 });
  });

  it('marks the enrollment as ended when the user leaves, and sends nothing more', () => {
    const talk = talkAbout(neutral);
    const leaving = alert('1226', { type: 'com.microsoft:mdm.unenrollment.userrequest', data: '1' });
    const { reply, change } = talk.say(message({ body: [alert('1201'), leaving] }));
    expect(inShort(reply)).toEqual([]);
    expect(reply.final).toBe(true);
    expect(change?.enrollment?.ended).toEqual({ at: '2026-11-24T08:00:00.000Z', by: 'user' });
  });

  it('sends nothing to a client that aborts, and plans anew in the next session', () => {
    const talk = talkAbout(neutral);
    talk.say(message());
    expect(inShort(talk.say(message({ msgId: 2, body: [alert('1223')] })).reply)).toEqual([]);
    expect(talk.session().map(inShort)).toEqual([['Replace NeutralResources'], []]);
  });
});
