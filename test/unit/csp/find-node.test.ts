import { describe, expect, it } from 'vitest';
import { findNode } from '../../../shared/csp/find-node';
import { catalogueFile } from '../../support/catalogue-file';

const level = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel';

describe('findNode', () => {
  it.each([
    ['an unknown provider', './Device/Vendor/MSFT/BitLocker/RequireDeviceEncryption'],
    ['a path above every node', './Device/Vendor'],
    ['an empty text', ''],
    ['a slash at the end', `${level}/`],
    ['an empty variable segment', './Vendor/MSFT/AppLocker/EnterpriseDataProtection//EXE'],
    ['a broken percent-encoding', './Vendor/MSFT/AppLocker/EnterpriseDataProtection/%E0%A4%A/EXE'],
    ['a name of the prototype', './Device/Vendor/MSFT/__proto__/constructor'],
    ['a text of 2 MB', `./${'a/'.repeat(1_000_000)}`],
  ])('finds nothing for %s', (_, uri) => {
    expect(findNode(uri)).toBeUndefined();
  });

  it.each(catalogueFile.nodes)('finds $uri with all its facts, by every alias', ({ aliases = [], ...node }) => {
    for (const spelling of [node.uri, ...aliases]) expect(findNode(spelling)?.node).toEqual(node);
  });

  it('finds one and the same node each time', () => {
    expect(findNode(level.toLowerCase())?.node).toBe(findNode(level)?.node);
  });

  it.each([
    ['./Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel', level],
    ['./Device/Vendor/MSFT/HealthAttestation/CorrelationId', './Vendor/MSFT/HealthAttestation/CorrelationID'],
    ['./Device/Vendor/MSFT/AppLocker', './Vendor/MSFT/AppLocker'],
  ])('takes %s for the same node in the tree of the device', (spelling, uri) => {
    expect(findNode(spelling)?.node.uri).toBe(uri);
  });

  it('ignores case in names', () => {
    expect(findNode(level.toUpperCase())?.node.uri).toBe(level);
  });

  it('returns variable segments decoded and in their own case', () => {
    const found = findNode('./device/vendor/msft/wifi/profile/Caf%C3%A9%20Net/WlanXml');
    expect([...(found?.segments ?? [])]).toEqual([['SSID', 'Café Net']]);
  });

  it('prefers a literal name over a variable segment', () => {
    expect(findNode('./Device/Vendor/MSFT/PassportForWork/Biometrics')?.segments.size).toBe(0);
  });
});
