import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../shared/policy/setting';
import { revokeSwitch } from '../../../shared/sync/exit-settings';
import type { ServerCommand } from '../../../shared/syncml/message';
import { aTenant, Conversation, container, inShort, leaf, level, policyOf } from '../../support/conversation';

const GROUPING = './Vendor/MSFT/AppLocker/EnterpriseDataProtection/5b1f0000-0000-4000-8000-0000000000e9';
const domains = leaf('EnterpriseProtectedDomainNames', 'contoso.com');

const revoke = revokeSwitch('1');

function apps(branch: 'EXE' | 'StoreApps'): Setting[] {
  const uri = `${GROUPING}/${branch}/Policy`;
  const collection = branch === 'EXE' ? 'Exe' : 'Appx';
  const data = `<RuleCollection Type="${collection}" EnforcementMode="Enabled"></RuleCollection>`;
  const nodes = [{ uri, format: 'chr', data }] as const;
  const rules: Setting = { key: uri, kind: 'leaf', verb: 'Replace', nodes, hash: data, member: 'apps', restsOn: [] };
  return [container(GROUPING), container(`${GROUPING}/${branch}`), rules];
}

function protectedBy(branch: 'EXE' | 'StoreApps', data: string): Setting[] {
  const foundations = [...apps(branch), domains];
  const rests = foundations.filter(({ kind }) => kind === 'leaf');
  return [...foundations, level(data, data === '0' ? [] : rests)];
}

function talkAbout(settings: readonly Setting[]): Conversation {
  const talk = new Conversation();
  talk.policy = policyOf(settings);
  return talk;
}

function change(talk: Conversation, settings: readonly Setting[]): void {
  talk.policy = policyOf(settings);
  talk.tenant = aTenant((talk.tenant.policies.get('pcs') ?? 0) + 1);
}

const refusing = (ending: string) => (command: ServerCommand) =>
  command.kind === 'item' && command.node.uri.endsWith(ending) ? 500 : 200;

describe('what the protection rests on', () => {
  it('leaves only when what takes its place is acknowledged', () => {
    const talk = talkAbout(protectedBy('StoreApps', '1'));
    talk.session();
    change(talk, protectedBy('EXE', '1'));
    expect(talk.session().map(inShort)).toEqual([['Add EXE', 'Replace Policy'], ['Delete StoreApps'], []]);
  });

  it('stays while the device refuses what takes its place', () => {
    const talk = talkAbout(protectedBy('StoreApps', '1'));
    talk.session();
    change(talk, protectedBy('EXE', '1'));
    expect(talk.session(refusing('EXE/Policy')).map(inShort)).toEqual([['Add EXE', 'Replace Policy'], []]);
  });

  it('leaves only when the level that turns the protection off is acknowledged', () => {
    const talk = talkAbout(protectedBy('StoreApps', '1'));
    talk.session();
    change(talk, [domains, level('0', [])]);
    const [first, second] = talk.session().map(inShort);
    expect(first).toEqual(['Replace EDPEnforcementLevel']);
    expect(second?.at(-1)).toBe(`Delete ${GROUPING.split('/').at(-1)}`);
  });

  it('leaves behind the level itself where the policy has none any more', () => {
    const talk = talkAbout(protectedBy('StoreApps', '1'));
    talk.session();
    change(talk, []);
    const [first, second] = talk.session().map(inShort);
    expect(first).toEqual(['Delete EDPEnforcementLevel']);
    expect(second).toContain(`Delete ${GROUPING.split('/').at(-1)}`);
  });

  it('leaves at once where nothing takes its place, whatever else the device refuses', () => {
    const talk = talkAbout([leaf('NeutralResources', 'a.example'), revoke, ...protectedBy('StoreApps', '1')]);
    talk.session();
    change(talk, [leaf('NeutralResources', 'b.example'), ...protectedBy('StoreApps', '1')]);
    expect(talk.session(refusing('NeutralResources')).map(inShort)).toEqual([
      ['Delete RevokeOnUnenroll', 'Replace NeutralResources'],
      [],
    ]);
  });

  it('leaves at once where the protection never was on', () => {
    const talk = talkAbout([...apps('StoreApps'), domains]);
    talk.session();
    change(talk, [domains]);
    const [first] = talk.session().map(inShort);
    expect(first).toEqual([`Delete ${GROUPING.split('/').at(-1)}`]);
  });

  it('includes the switch that an offered change to MDM needs', () => {
    const talk = talkAbout([...apps('StoreApps'), domains]);
    talk.session();
    change(talk, protectedBy('StoreApps', '1'));
    talk.want({ type: 'handoff', discoveryUrl: 'https://mdm.contoso.com/', mdmEnterpriseId: 'contoso.com' });
    const [first, second] = talk.session().map(inShort);
    expect(first).toEqual(['Replace RevokeOnMDMHandoff']);
    expect(second).toContain('Replace EDPEnforcementLevel');
  });

  it('does not keep the protection off for longer than a session for an offer that the device refuses', () => {
    const talk = talkAbout([...apps('StoreApps'), domains]);
    talk.session();
    change(talk, protectedBy('StoreApps', '1'));
    talk.want({ type: 'handoff', discoveryUrl: 'https://mdm.contoso.com/', mdmEnterpriseId: 'contoso.com' }, 'offer');
    expect(talk.session(refusing('RevokeOnMDMHandoff')).map(inShort)).toEqual([['Replace RevokeOnMDMHandoff'], []]);
    expect(talk.statusOf('offer')).toBe('failed');
    expect(talk.device.state?.handoff).toBeUndefined();
    expect(talk.session().map(inShort)).toEqual([['Replace EDPEnforcementLevel'], []]);
  });
});
