import { describe, expect, it } from 'vitest';
import { anEnrollment, Conversation, inShort, leaf, policyOf } from '../../support/conversation';

const neutral = leaf('NeutralResources', 'login.contoso.com');
const domains = leaf('EnterpriseProtectedDomainNames', 'contoso.com|contoso.co.uk');
const OFFER = {
  type: 'handoff',
  discoveryUrl: 'https://mdm.contoso.com/Discovery.svc',
  mdmEnterpriseId: 'contoso.com',
} as const;

function settled(): Conversation {
  const talk = new Conversation();
  talk.policy = policyOf([neutral, domains]);
  talk.session();
  return talk;
}

describe('a resync', () => {
  it('sends everything again, once, and is confirmed when all is in force', () => {
    const talk = settled();
    talk.want({ type: 'resync' }, 'again');
    expect(talk.session().map(inShort)[0]).toEqual([
      'Replace NeutralResources',
      'Replace EnterpriseProtectedDomainNames',
    ]);
    expect(talk.statusOf('again')).toBe('confirmed');
    expect(talk.session().map(inShort)).toEqual([[]]);
  });

  it('wakes up what was refused', () => {
    const talk = new Conversation();
    talk.policy = policyOf([neutral]);
    talk.session(() => 405);
    talk.want({ type: 'resync' }, 'again');
    expect(talk.session().map(inShort)).toEqual([['Replace NeutralResources'], []]);
  });
});

describe('the offer to change to MDM', () => {
  it('keeps the work data first, then offers', () => {
    const talk = settled();
    talk.want(OFFER, 'offer');
    expect(talk.session().map(inShort)).toEqual([
      ['Replace RevokeOnMDMHandoff'],
      ['Replace ManagementServerToUpgradeTo'],
      [],
    ]);
    expect(talk.statusOf('offer')).toBe('confirmed');
  });

  it('stands until it is withdrawn, then both leave the device', () => {
    const talk = settled();
    talk.want(OFFER, 'offer');
    talk.session();
    expect(talk.session().map(inShort)).toEqual([[]]);
    talk.want({ type: 'withdraw-handoff' }, 'withdrawal');
    expect(talk.session().map(inShort)[0]).toEqual(['Delete ManagementServerToUpgradeTo', 'Delete RevokeOnMDMHandoff']);
    expect(talk.statusOf('withdrawal')).toBe('confirmed');
  });

  it.each([98, 99, 100, 101])('is refused to Windows Home (edition %i)', (osEdition) => {
    const talk = settled();
    talk.device = { ...talk.device, enrollment: anEnrollment({ device: { osEdition } }) };
    talk.want(OFFER, 'offer');
    talk.session();
    expect(talk.past[0]).toMatchObject({ status: 'failed', reason: expect.stringContaining('Windows Home') });
  });

  it('is refused when the enterprise ids differ', () => {
    const talk = settled();
    talk.want({ ...OFFER, mdmEnterpriseId: 'fabrikam.com' }, 'offer');
    expect(talk.session().map(inShort)).toEqual([[]]);
    expect(talk.past[0]).toMatchObject({ status: 'failed', reason: expect.stringContaining('enterprise id') });
  });

  it('is refused where the policy has no WIP', () => {
    const talk = new Conversation();
    talk.policy = policyOf([neutral]);
    talk.want(OFFER, 'offer');
    talk.session();
    expect(talk.statusOf('offer')).toBe('failed');
  });

  it('never goes out while the device will not keep the work data', () => {
    const talk = settled();
    talk.want(OFFER, 'offer');
    const sent = talk.session((command) =>
      command.kind === 'item' && command.node.uri.endsWith('RevokeOnMDMHandoff') ? 405 : 200,
    );
    expect(sent.map(inShort)).toEqual([['Replace RevokeOnMDMHandoff'], []]);
    expect(talk.statusOf('offer')).toBe('failed');
  });
});
