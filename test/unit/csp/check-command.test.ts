import { describe, expect, it } from 'vitest';
import { checkAtomic, checkCommand } from '../../../shared/csp/check-command';
import type { ItemVerb, SyncMlFormat } from '../../../shared/syncml/message';

const wip = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings';
const lists = './Vendor/MSFT/AppLocker/EnterpriseDataProtection';
const account = './Device/Vendor/MSFT/DMClient/Provider/WindowsMam';
const passport = './Device/Vendor/MSFT/PassportForWork';
const network = './Device/Vendor/MSFT/Policy/Config/NetworkIsolation';

type Row = [why: string, rule: string, verb: ItemVerb, uri: string, format: SyncMlFormat, data?: string];

const command = (verb: ItemVerb, uri: string, format: SyncMlFormat, data?: string) => ({
  verb,
  node: { uri, format, ...(data === undefined ? {} : { data }) },
});

const refusals: Row[] = [
  ['a provider outside the list', 'GEN-1', 'Replace', './Device/Vendor/MSFT/BitLocker/X', 'int', '1'],
  ['a node that nobody knows', 'GEN-1', 'Replace', `${wip}/Nothing`, 'int', '1'],
  ['a verb without access', 'GEN-2', 'Delete', './Device/Vendor/MSFT/EnterpriseDataProtection/Settings', 'node'],
  ['data on an interior node', 'GEN-2', 'Add', `${lists}/g1`, 'node', 'x'],
  ['data on a Get', 'GEN-2', 'Get', `${wip}/EDPEnforcementLevel`, 'int', '1'],
  ['an Exec of a leaf', 'GEN-2', 'Exec', `${wip}/EDPEnforcementLevel`, 'null'],
  ['data on an Exec that takes none', 'GEN-2', 'Exec', './Vendor/MSFT/HealthAttestation/VerifyHealth', 'chr', 'x'],
  ['a wrong format', 'GEN-3', 'Replace', `${wip}/EDPEnforcementLevel`, 'chr', '1'],
  ['a value that is not allowed', 'GEN-3', 'Replace', `${wip}/EDPEnforcementLevel`, 'int', '4'],
  ['text as a number', 'GEN-3', 'Replace', `${wip}/EDPEnforcementLevel`, 'int', 'one'],
  ['a number with blanks', 'GEN-3', 'Replace', `${account}/Poll/NumberOfFirstRetries`, 'int', ' 5'],
  ['a number out of range', 'GEN-3', 'Replace', `${account}/Poll/NumberOfFirstRetries`, 'int', '-1'],
  ['a bool in words', 'GEN-3', 'Replace', `${account}/Poll/PollOnLogin`, 'bool', 'yes'],
  ['broken Base64', 'GEN-3', 'Replace', `${wip}/DataRecoveryCertificate`, 'b64', 'AAA'],
  ['a domain that is not canonical', 'GEN-3', 'Replace', `${wip}/EnterpriseProtectedDomainNames`, 'chr', 'Contoso.com'],
  ['a leaf without data', 'GEN-3', 'Replace', `${wip}/EDPEnforcementLevel`, 'int'],
  ['a cloud resource with an asterisk', 'GEN-3', 'Replace', `${network}/EnterpriseCloudResources`, 'chr', '*.a.com'],
  [
    'rules of another type',
    'GEN-3',
    'Replace',
    `${lists}/g1/EXE/Policy`,
    'chr',
    '<RuleCollection Type="Appx"></RuleCollection>',
  ],
  ['an Exec without data of format chr', 'GEN-3', 'Exec', `${account}/Unenroll`, 'chr'],
  [
    'a segment left open',
    'GEN-4',
    'Replace',
    './Device/Vendor/MSFT/DMClient/Provider/{ProviderID}/HelpWebsite',
    'chr',
    'x',
  ],
  ['a slash hidden in a segment', 'GEN-4', 'Add', `${lists}/a%2Fb`, 'node'],
  ['a tenant in braces', 'PIN-4', 'Add', `${passport}/%7B6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b%7D`, 'node'],
  [
    'a thumbprint that is none',
    'CERT-3',
    'Add',
    './Device/Vendor/MSFT/RootCATrustedCertificates/Root/ab/EncodedCertificate',
    'b64',
    'AAAA',
  ],
  ['a value above 100 KB', 'SIZE-1', 'Replace', `${account}/HelpWebsite`, 'chr', 'ü'.repeat(51_201)],
  ['a switch without effect', 'WIP-8', 'Replace', `${wip}/AllowUserDecryption`, 'int', '1'],
  ['a switch for phones', 'WIP-8', 'Replace', `${wip}/RequireProtectionUnderLockConfig`, 'int', '1'],
  ['message signing', 'ACC-1', 'Replace', `${account}/RequireMessageSigning`, 'bool', 'true'],
  [
    'a password encrypted to a certificate that MAM never issues',
    'ACC-1',
    'Add',
    './Device/Vendor/MSFT/ClientCertificateInstall/PFXCertInstall/a/PFXCertPasswordEncryptionType',
    'int',
    '1',
  ],
  ['a proxy of a Wi-Fi profile', 'WIFI-1', 'Add', './Device/Vendor/MSFT/WiFi/Profile/net/Proxy', 'chr', 'p:80'],
  [
    'another node that is not for personal PCs',
    'GEN-2',
    'Add',
    './Device/Vendor/MSFT/VPNv2/v/LockDown',
    'bool',
    'true',
  ],
];

const permitted: [why: string, ...Parameters<typeof command>][] = [
  ['a level', 'Replace', `${wip}/EDPEnforcementLevel`, 'int', '3'],
  ['an interior node', 'Add', `${lists}/g1`, 'node'],
  ['a read of a leaf', 'Get', `${wip}/EDPEnforcementLevel`, 'null'],
  ['a deletion', 'Delete', `${lists}/g1`, 'null'],
  ['a read of what is never written', 'Get', `${wip}/AllowUserDecryption`, 'null'],
  ['Unenroll with the provider id', 'Exec', `${account}/Unenroll`, 'chr', 'WindowsMam'],
  ['Unenroll without data', 'Exec', `${account}/Unenroll`, 'null'],
  ['a number of a bool node', 'Replace', `${account}/ForceAadToken`, 'bool', '4'],
  [
    'a value beside the range',
    'Replace',
    './Device/Vendor/MSFT/Policy/Config/DeviceLock/MaxDevicePasswordFailedAttempts',
    'int',
    '0',
  ],
  ['a value of exactly 100 KB', 'Replace', `${account}/HelpWebsite`, 'chr', 'x'.repeat(102_400)],
];

describe('checkCommand', () => {
  it.each(refusals)('refuses %s by %s', (_, rule, ...rest) => {
    expect(checkCommand(command(...rest)).map((problem) => problem.rule)).toContain(rule);
  });

  it.each(permitted)('lets %s pass', (_, ...rest) => {
    expect(checkCommand(command(...rest))).toEqual([]);
  });

  it('says why a known provider is blocked', () => {
    const [found] = checkCommand(command('Get', './Device/Vendor/MSFT/RemoteWipe/doWipe', 'null'));
    expect(found?.message).toContain('never wipes the whole PC');
  });

  it('never quotes the value', () => {
    const problems = checkCommand(command('Replace', `${wip}/EDPEnforcementLevel`, 'int', 'sesame'));
    expect(JSON.stringify(problems)).not.toContain('sesame');
  });

  it.each([
    ['dots', `${network}/EnterpriseCloudResources`, `${'a.'.repeat(40_000)}*`],
    ['one label', `${network}/EnterpriseCloudResources`, `${'a'.repeat(90_000)}*`],
    ['blanks', `${network}/NeutralResources`, `${'a ,'.repeat(30_000)}*`],
    ['markup', `${lists}/g1/EXE/Policy`, `<RuleCollection Type="Exe">${'</RuleCollection>  '.repeat(4_000)}x`],
    ['attributes', `${lists}/g1/EXE/Policy`, `<RuleCollection ${' Type="Ex'.repeat(9_000)}`],
    ['ranges', `${network}/EnterpriseIPRange`, `${'1.1.1.1-1.1.1.1,'.repeat(6_000)}x`],
    ['colons', `${network}/EnterpriseIPRange`, `${':'.repeat(90_000)}`],
  ])('refuses a long hostile value of %s in less than half a second', (_, uri, data) => {
    const start = performance.now();
    expect(checkCommand(command('Replace', uri, 'chr', data))).not.toEqual([]);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('checkAtomic', () => {
  it('refuses a Get among the commands (GEN-5)', () => {
    const problems = checkAtomic([command('Get', `${wip}/EDPEnforcementLevel`, 'null')]);
    expect(problems.map(({ rule }) => rule)).toEqual(['GEN-5']);
  });

  it('judges every command inside', () => {
    expect(checkAtomic([command('Replace', `${wip}/EDPEnforcementLevel`, 'int', '9')])).toHaveLength(1);
  });
});
