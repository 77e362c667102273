import { describe, expect, it } from 'vitest';
import catalogueFile from '../../../../shared/csp/catalogue.json';
import { catalogue } from '../../../../simulator/tree/catalogue';

// A name that fits each kind of variable segment.
const NAMES = new Map([
  ['IMEI', '490154203237518'],
  ['MacAddress', '00155DAD5C3A'],
  ['TenantId', '1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b'],
  ['PolicyName', 'DevicePasswordEnabled'],
  ['CertHash', '0123456789abcdef0123456789abcdef01234567'],
]);
const filled = (uri: string) =>
  uri.replace(/\{(\w+)\}/g, (_whole, name: string) => NAMES.get(name) ?? (name.endsWith('Id') ? '0' : 'x'));

describe('the catalogue of the client', () => {
  const nodes: readonly { uri: string; aliases?: readonly string[] }[] = catalogueFile.nodes;

  it('finds every node under each of its spellings, as one place', () => {
    const astray = nodes.flatMap(({ uri, aliases = [] }) => {
      const main = catalogue.find(filled(uri))?.uri;
      return [uri, ...aliases].filter(
        (spelling) => main === undefined || catalogue.find(filled(spelling))?.uri !== main,
      );
    });
    expect(astray).toEqual([]);
  });

  it.each([
    ['a blocked prefix', './Vendor/MSFT/AppLocker/LaunchControl/a/EXE/Policy'],
    ['a provider that is not there', './Vendor/MSFT/Defender/Health'],
    ['a name longer than a node', './DevInfo/DevId/x'],
    ['an empty segment', './Vendor/MSFT/AppLocker/EnterpriseDataProtection//EXE'],
    ['a name that every object has', './Vendor/MSFT/constructor'],
    ['nothing', ''],
  ])('does not find %s', (_what, uri) => {
    expect(catalogue.find(uri)).toBeUndefined();
  });

  it('keeps device and user apart', () => {
    expect(catalogue.find('./User/Vendor/MSFT/WiFi/Profile/x')?.uri).not.toBe(
      catalogue.find('./Device/Vendor/MSFT/WiFi/Profile/x')?.uri,
    );
  });

  it('resolves an alias that spells a name differently', () => {
    const uri = './Vendor/MSFT/HealthAttestation/CorrelationID';
    expect(catalogue.find('./Device/Vendor/MSFT/HealthAttestation/CorrelationId')?.uri).toBe(uri);
  });
});
