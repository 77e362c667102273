import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import {
  microsoft365Resources,
  officeExemptions,
  officeSuite,
  recommendedApps,
  recommendedNeutralResources,
} from '../../../shared/policy/presets';
import { changed, now } from './documents';

const presets = changed({
  apps: { protected: [...recommendedApps, ...officeSuite], exempt: officeExemptions },
  network: { cloudResources: microsoft365Resources('contoso'), neutralResources: recommendedNeutralResources },
});

describe('the presets', () => {
  it('make a policy without errors or warnings', () => {
    expect(checkPolicy(presets, { now })).toMatchObject({ ok: true, warnings: [] });
  });

  it('allow Skype for Business from its first aware version on', () => {
    const skype = officeSuite.filter(({ binary }) => binary === 'lync.exe');
    expect(skype.map(({ minVersion, action }) => [minVersion, action])).toEqual(
      skype.map(() => ['16.0.7500.0', undefined]),
    );
    expect(skype).not.toEqual([]);
  });

  it('keep Office generations out that do not know work data', () => {
    expect(officeSuite.filter(({ action }) => action === 'deny').map(({ product }) => product)).toEqual([
      'Microsoft Office 2016',
      'Microsoft Office 2013',
    ]);
  });
});
