import type { Command } from '../../../shared/csp/check-command';
import type { ItemVerb, SyncMlFormat } from '../../../shared/syncml/message';

const wip = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings';
const lists = './Vendor/MSFT/AppLocker/EnterpriseDataProtection';
const account = './Device/Vendor/MSFT/DMClient/Provider/WindowsMam';
const passport = './Device/Vendor/MSFT/PassportForWork';
const lock = './Device/Vendor/MSFT/Policy/Config/DeviceLock';
const network = './Device/Vendor/MSFT/Policy/Config/NetworkIsolation';

/** A command that must not travel, and the rule that it breaks. */
export type CommandCase = readonly [
  why: string,
  rule: string,
  verb: ItemVerb,
  uri: string,
  format: SyncMlFormat,
  data?: string,
];

/** A command from its parts. */
export const command = (verb: ItemVerb, uri: string, format: SyncMlFormat, data?: string): Command => ({
  verb,
  node: { uri, format, ...(data === undefined ? {} : { data }) },
});

/** Every command of the suite that is refused. */
export const commandRefusals: readonly CommandCase[] = [
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
  ['data that XML cannot carry', 'GEN-3', 'Replace', `${account}/HelpWebsite`, 'chr', 'a\uffff'],
  ['half a character as data', 'GEN-3', 'Replace', `${network}/EnterpriseCloudResources`, 'chr', 'a\ud800.com'],
  ['half a character as data of an Exec', 'GEN-3', 'Exec', `${account}/Unenroll`, 'chr', 'Windows\udc00'],
  ['a segment that XML cannot carry', 'GEN-4', 'Add', `${lists}/g\uffff`, 'node'],
  ['half a character in a segment', 'GEN-4', 'Delete', `${lists}/g\ud800`, 'null'],
  [
    'rules of another type',
    'APP-1',
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
    'a certificate under the thumbprint of another',
    'CERT-3',
    'Add',
    `./Device/Vendor/MSFT/RootCATrustedCertificates/Root/${'0'.repeat(40)}/EncodedCertificate`,
    'b64',
    'AAAA',
  ],
  [
    'a certificate in the tree of the user',
    'CERT-3',
    'Add',
    // SHA-1 of three bytes of zero.
    './User/Vendor/MSFT/RootCATrustedCertificates/CA/29E2DCFBB16F63BB0254DF7585A15BB6FB5E927D/EncodedCertificate',
    'b64',
    'AAAA',
  ],
  [
    'a thumbprint that is none',
    'CERT-3',
    'Add',
    './Device/Vendor/MSFT/RootCATrustedCertificates/Root/ab/EncodedCertificate',
    'b64',
    'AAAA',
  ],
  ['a value above 100 KB', 'SIZE-1', 'Replace', `${account}/HelpWebsite`, 'chr', 'ü'.repeat(51_201)],
  ['a password rule that is added', 'LOCK-1', 'Add', `${lock}/DevicePasswordEnabled`, 'int', '0'],
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

const age = (leaf: 'MinimumPasswordAge' | 'MaximumPasswordAge', days: string, verb: ItemVerb = 'Replace') =>
  command(verb, `${lock}/${leaf}`, 'int', days);

/** Commands that one device must not get together (rule LOCK-8). */
export const contradictions: readonly (readonly [why: string, commands: readonly Command[]])[] = [
  [
    'a password that expires on the day on which it may be changed',
    [age('MinimumPasswordAge', '5'), age('MaximumPasswordAge', '5')],
  ],
  ['a password that expires earlier', [age('MaximumPasswordAge', '3'), age('MinimumPasswordAge', '5', 'Add')]],
  [
    'ages of which the last ones contradict',
    [age('MinimumPasswordAge', '1'), age('MaximumPasswordAge', '9'), age('MinimumPasswordAge', '10')],
  ],
];

/** Commands that go together. */
export const agreements: readonly (readonly [why: string, commands: readonly Command[]])[] = [
  ['a password that expires later', [age('MinimumPasswordAge', '5'), age('MaximumPasswordAge', '6')]],
  ['a password that never expires', [age('MinimumPasswordAge', '5'), age('MaximumPasswordAge', '0')]],
  ['one age alone', [age('MinimumPasswordAge', '998')]],
  ['an age that is only read', [command('Get', `${lock}/MinimumPasswordAge`, 'null'), age('MaximumPasswordAge', '1')]],
  ['nothing', []],
];
