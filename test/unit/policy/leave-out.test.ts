import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import type { CompileInputs } from '../../../shared/policy/setting';
import { changed, everyMember, inputs } from './documents';

const document = policyDocument.parse(everyMember);
const [officeVpn] = document.vpn ?? [];
const compileFor = (change: Partial<CompileInputs>) => compilePolicy(document, { ...inputs, ...change });
const leftOutFor = (change: Partial<CompileInputs>) => compileFor(change).leftOut.map(({ key }) => key);
const account = './Device/Vendor/MSFT/DMClient/Provider/WindowsMam/';

describe('what a device cannot have', () => {
  it('leaves nothing out for a current Windows', () => {
    expect(leftOutFor({ osVersion: '10.0.22631.1' })).toEqual([]);
  });

  it('leaves nothing out where the version is not known', () => {
    const { osVersion, osEdition, ...unknown } = inputs;
    expect(compilePolicy(document, unknown).leftOut).toEqual([]);
  });

  it('leaves out what came after Windows 10 1703, with the reason', () => {
    const { leftOut, settings } = compileFor({ osVersion: '10.0.15063.0' });
    expect(leftOut).toEqual([
      expect.objectContaining({ member: 'signIn.lockScreen.allowCamera' }),
      {
        key: `${account}NumberOfDaysAfterLostContactToUnenroll`,
        member: 'sync.unenrollAfterDaysWithoutContact',
        reason: expect.stringContaining('10.0.15063.0 has no NumberOfDaysAfterLostContactToUnenroll (since'),
      },
    ]);
    expect(settings.map(({ key }) => key)).not.toContain(`${account}NumberOfDaysAfterLostContactToUnenroll`);
  });

  it.each([
    ['is about what arrives', [{ app: 'SYSTEM', direction: 'inbound' }]],
    ['would be gone without it', [{ direction: 'outbound' }, { app: 'SYSTEM' }]],
  ])('leaves out a VPN profile where Windows knows no direction and a filter %s', (_, filters) => {
    const arriving = policyDocument.parse(changed({ vpn: [{ ...officeVpn, trafficFilters: filters }] }, everyMember));
    const { leftOut } = compilePolicy(arriving, { ...inputs, osVersion: '10.0.18363.0' });
    expect(leftOut).toEqual([
      { key: 'Vpn/Office%20VPN', member: 'vpn[0]', reason: expect.stringContaining('Direction (since 2004)') },
    ]);
  });

  it('keeps a VPN profile without the direction that holds anyway', () => {
    const { settings } = compileFor({ osVersion: '10.0.18363.0' });
    const uris = settings.find(({ key }) => key === 'Vpn/Office%20VPN')?.nodes.map(({ uri }) => uri) ?? [];
    expect(uris.filter((uri) => uri.endsWith('/Direction'))).toEqual([]);
    expect(uris.filter((uri) => uri.endsWith('/Protocol'))).toHaveLength(1);
  });

  it('keeps a Wi-Fi profile without its cost where Windows knows none', () => {
    const { settings } = compileFor({ osVersion: '10.0.17134.0' });
    expect(settings.find(({ key }) => key === 'WiFi/Corp%20Net')?.nodes).toHaveLength(1);
  });

  it.each([98, 99, 100, 101])('never offers the move to MDM to Windows Home, edition %i (HAND-3)', (osEdition) => {
    expect(leftOutFor({ osEdition })).toEqual([`${account}ManagementServerToUpgradeTo`]);
  });

  it('lets no setting rest on one that was left out', () => {
    const level = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel';
    const restsOn = (osVersion: string) =>
      compileFor({ osVersion }).settings.find(({ key }) => key === level)?.restsOn ?? [];
    const handoff = level.replace('EDPEnforcementLevel', 'RevokeOnMDMHandoff');
    expect(restsOn('10.0.19045.0')).toContain(handoff);
    expect(restsOn('10.0.14393.0')).toEqual(restsOn('10.0.19045.0').filter((key) => key !== handoff));
  });
});
