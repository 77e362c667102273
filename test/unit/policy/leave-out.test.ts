import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import type { CompileInputs } from '../../../shared/policy/setting';
import { everyMember, inputs } from './documents';

const document = policyDocument.parse(everyMember);
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
      { key: 'Vpn/Office%20VPN', member: 'vpn[0]', reason: expect.stringContaining('Direction (since 2004)') },
      expect.objectContaining({ member: 'signIn.lockScreen.allowCamera' }),
      expect.objectContaining({ key: `${account}NumberOfDaysAfterLostContactToUnenroll` }),
    ]);
    expect(settings.map(({ key }) => key)).not.toContain('Vpn/Office%20VPN');
  });

  it('keeps a Wi-Fi profile without its cost where Windows knows none', () => {
    const { settings } = compileFor({ osVersion: '10.0.17134.0' });
    expect(settings.find(({ key }) => key === 'WiFi/Corp%20Net')?.nodes).toHaveLength(1);
  });

  it.each([98, 99, 100, 101])('never offers the move to MDM to Windows Home, edition %i (HAND-3)', (osEdition) => {
    expect(leftOutFor({ osEdition })).toEqual([`${account}ManagementServerToUpgradeTo`]);
  });

  it('lets no setting rest on one that was left out', () => {
    for (const osVersion of ['10.0.15063.0', '10.0.10586.0']) {
      const { settings } = compileFor({ osVersion });
      const keys = new Set(settings.map(({ key }) => key));
      expect(settings.flatMap(({ restsOn }) => restsOn).filter((key) => !keys.has(key))).toEqual([]);
    }
  });
});
