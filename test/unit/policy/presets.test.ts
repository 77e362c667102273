import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { presets as catalog, withPreset } from '../../../shared/policy/preset-catalog';
import {
  microsoft365Resources,
  officeExemptions,
  officeSuite,
  recommendedApps,
  recommendedNeutralResources,
} from '../../../shared/policy/presets';
import { changed, now, soundDocument } from './documents';

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

describe('a document and a preset', () => {
  const parts = catalog.map(({ name, sections }) => [name, sections('contoso')] as const);

  it.each(parts)('%s makes a document that is accepted without a warning', (_, sections) => {
    const merged = withPreset(soundDocument, sections);
    expect(merged).not.toEqual(soundDocument);
    expect(checkPolicy(merged, { now })).toMatchObject({ ok: true, warnings: [] });
  });

  it.each(parts)('%s is there once when it is taken twice', (_, sections) => {
    const once = withPreset(soundDocument, sections);
    expect(withPreset(once, sections)).toEqual(once);
  });

  it('keep what the document had, the presets behind it', () => {
    const merged = parts.reduce<Record<string, unknown>>(
      (document, [, part]) => withPreset(document, part),
      soundDocument,
    );
    expect(merged['wip']).toEqual(soundDocument.wip);
    expect(merged['network']).toMatchObject({ domains: soundDocument.network.domains });
    expect(merged['apps']).toMatchObject({ protected: expect.arrayContaining(soundDocument.apps.protected) });
  });

  it.each([null, 'text', 7, [1]])('become one also where the section is %j', (section) => {
    const merged = withPreset(
      { schemaVersion: 1, name: 'x', network: section },
      { network: { neutralResources: ['a.com'] } },
    );
    expect(merged['network']).toMatchObject({ neutralResources: ['a.com'] });
  });
});
