import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allBehaviors } from '../../../../simulator/tree/built-in-behaviors';
import { ManagementTree, type StoredNode } from '../../../../simulator/tree/management-tree';
import { type CommandContext, type NodeCommand, runCommand } from '../../../../simulator/tree/run-command';
import { allowRule, identity, WIP } from '../scripted-server';

const APPS = './Vendor/MSFT/AppLocker/EnterpriseDataProtection';
const LOCK = './Device/Vendor/MSFT/Policy/Config/DeviceLock';
const NET = './Device/Vendor/MSFT/Policy/Config/NetworkIsolation';
const ACCOUNT = './Device/Vendor/MSFT/DMClient/Provider/ExampleMam';
const PIN = './Device/Vendor/MSFT/PassportForWork';
const TENANT = identity.tenantId;
const CERTIFICATE = Buffer.from('a certificate').toString('base64');
const THUMBPRINT = createHash('sha1').update('a certificate').digest('hex').toUpperCase();

const account: readonly StoredNode[] = [['./Vendor/MSFT/DMClient/Provider/ExampleMam', 'node', null]];
const grouping: readonly StoredNode[] = [
  ['./Vendor/MSFT/AppLocker/EnterpriseDataProtection/g1', 'node', null],
  ['./Vendor/MSFT/AppLocker/EnterpriseDataProtection/g1/EXE', 'node', null],
];
const policy: readonly StoredNode[] = [
  ...grouping,
  ['./Vendor/MSFT/AppLocker/EnterpriseDataProtection/g1/EXE/Policy', 'chr', allowRule],
];

interface Case {
  readonly why: string;
  readonly verb: NodeCommand['verb'];
  readonly uri: string;
  readonly format?: string;
  readonly data?: string;
  readonly code: number;
  readonly stored?: readonly StoredNode[];
  readonly inAtomic?: boolean;
  readonly userPresent?: boolean;
}

function run({ verb, uri, format = 'chr', data, stored = [], inAtomic = false, userPresent = true }: Case) {
  const tree = new ManagementTree(allBehaviors(identity, new Map(), new Map()), stored);
  const context: CommandContext = { tree, inAtomic, userPresent };
  return { tree, outcome: runCommand({ verb, uri, format, data }, context) };
}

const refusals: readonly Case[] = [
  { why: 'a provider that is not open to MAM', verb: 'Get', uri: './DevDetail/SwV', code: 405 },
  {
    why: 'a blocked branch',
    verb: 'Add',
    uri: './Vendor/MSFT/AppLocker/LaunchControl/g/EXE/Policy',
    data: allowRule,
    code: 405,
  },
  { why: 'a node that no provider has', verb: 'Replace', uri: `${WIP}/Nonsense`, format: 'int', data: '1', code: 405 },
  {
    why: 'a name written in another case',
    verb: 'Replace',
    uri: `${WIP}/edpenforcementlevel`,
    format: 'int',
    data: '1',
    code: 405,
  },
  { why: 'a variable segment of the wrong shape', verb: 'Add', uri: `${PIN}/{${TENANT}}`, format: 'node', code: 405 },
  {
    why: 'a verb that the node does not know',
    verb: 'Replace',
    uri: './Vendor/MSFT/EnterpriseDataProtection/Status',
    format: 'int',
    data: '1',
    code: 405,
  },
  { why: 'a Delete of what cannot be deleted', verb: 'Delete', uri: WIP, code: 405 },
  { why: 'an Exec of a value', verb: 'Exec', uri: `${WIP}/EDPEnforcementLevel`, code: 405 },
  {
    why: 'a user node while nobody is signed in',
    verb: 'Add',
    uri: `./User/Vendor/MSFT/PassportForWork/${TENANT}`,
    format: 'node',
    code: 405,
    userPresent: false,
  },
  {
    why: 'an Add where PCs take Replace only',
    verb: 'Add',
    uri: `${LOCK}/DevicePasswordEnabled`,
    format: 'int',
    data: '0',
    code: 405,
    inAtomic: true,
  },
  {
    why: 'device lock outside an Atomic',
    verb: 'Replace',
    uri: `${LOCK}/DevicePasswordEnabled`,
    format: 'int',
    data: '0',
    code: 405,
  },
  { why: 'a VPN profile outside an Atomic', verb: 'Add', uri: './Vendor/MSFT/VPNv2/Work', format: 'node', code: 405 },
  { why: 'another format', verb: 'Replace', uri: `${WIP}/EDPEnforcementLevel`, format: 'chr', data: '2', code: 415 },
  { why: 'a value as a container', verb: 'Add', uri: `${APPS}/g1`, format: 'chr', code: 415 },
  { why: 'data on a container', verb: 'Add', uri: `${APPS}/g1`, format: 'node', data: 'x', code: 400 },
  { why: 'a value without data', verb: 'Replace', uri: `${WIP}/EDPEnforcementLevel`, format: 'int', code: 400 },
  {
    why: 'text where a number belongs',
    verb: 'Replace',
    uri: `${WIP}/EDPEnforcementLevel`,
    format: 'int',
    data: 'block',
    code: 400,
  },
  {
    why: 'text where Base64 belongs',
    verb: 'Replace',
    uri: `${WIP}/DataRecoveryCertificate`,
    format: 'b64',
    data: 'AA BB',
    code: 400,
  },
  {
    why: 'a number outside the allowed ones',
    verb: 'Replace',
    uri: `${WIP}/EDPEnforcementLevel`,
    format: 'int',
    data: '4',
    code: 500,
  },
  {
    why: 'a number outside the range',
    verb: 'Replace',
    uri: `${LOCK}/MaxInactivityTimeDeviceLock`,
    format: 'int',
    data: '1000',
    code: 500,
    inAtomic: true,
  },
  {
    why: 'a number beside range and allowed ones',
    verb: 'Replace',
    uri: `${LOCK}/MaxDevicePasswordFailedAttempts`,
    format: 'int',
    data: '3',
    code: 500,
    inAtomic: true,
  },
  { why: 'text outside the pattern', verb: 'Replace', uri: `${NET}/EnterpriseIPRange`, data: '10.0.0.0/8', code: 500 },
  {
    why: 'a domain that is not canonical',
    verb: 'Replace',
    uri: `${WIP}/EnterpriseProtectedDomainNames`,
    data: 'contoso.com|xn--mnchen-3ya.de',
    code: 500,
  },
  {
    why: 'an upper-case domain',
    verb: 'Replace',
    uri: `${WIP}/EnterpriseProtectedDomainNames`,
    data: 'Contoso.com',
    code: 500,
  },
  {
    why: 'a network domain that is not canonical',
    verb: 'Replace',
    uri: `${NET}/EnterpriseNetworkDomainNames`,
    data: 'corp.contoso.com,xn--mnchen-3ya.de',
    code: 500,
  },
  {
    why: 'a bare certificate as recovery policy',
    verb: 'Replace',
    uri: `${WIP}/DataRecoveryCertificate`,
    format: 'b64',
    data: CERTIFICATE,
    code: 500,
  },
  {
    why: 'rules of the other branch',
    verb: 'Replace',
    uri: `${APPS}/g1/EXE/Policy`,
    data: allowRule.replace('"Exe"', '"Appx"'),
    code: 500,
    stored: grouping,
  },
  {
    why: 'rules that are no XML',
    verb: 'Replace',
    uri: `${APPS}/g1/EXE/Policy`,
    data: allowRule.replace('<Conditions>', ''),
    code: 500,
    stored: grouping,
  },
  {
    why: 'a certificate under a foreign thumbprint',
    verb: 'Add',
    uri: `./Device/Vendor/MSFT/RootCATrustedCertificates/Root/${'0'.repeat(40)}/EncodedCertificate`,
    format: 'b64',
    data: CERTIFICATE,
    code: 500,
  },
  { why: 'an Add of what is there', verb: 'Add', uri: `${APPS}/g1`, format: 'node', code: 418, stored: grouping },
  {
    why: 'an Add of a leaf with a standard value',
    verb: 'Add',
    uri: `${WIP}/EDPEnforcementLevel`,
    format: 'int',
    data: '1',
    code: 418,
  },
  { why: 'an Add below a parent that is missing', verb: 'Add', uri: `${APPS}/g1/EXE`, format: 'node', code: 404 },
  {
    why: 'an Add below a tenant that was not added',
    verb: 'Add',
    uri: `${PIN}/${TENANT}/Policies/UsePassportForWork`,
    format: 'bool',
    data: 'true',
    code: 404,
  },
  {
    why: 'a Replace of rules without their branch',
    verb: 'Replace',
    uri: `${APPS}/g1/EXE/Policy`,
    data: allowRule,
    code: 404,
  },
  {
    why: 'a Replace of a leaf that was never added',
    verb: 'Replace',
    uri: `${ACCOUNT}/HelpWebsite`,
    data: 'https://help.example.org',
    code: 404,
    stored: account,
  },
  {
    why: 'a Replace of an extension list that was never added',
    verb: 'Replace',
    uri: `${WIP}/SMBAutoEncryptedFileExtensions`,
    data: 'docx',
    code: 404,
  },
  {
    why: 'a Replace below a Wi-Fi profile that is missing',
    verb: 'Replace',
    uri: './Device/Vendor/MSFT/WiFi/Profile/Work/WlanXml',
    data: '<WLANProfile></WLANProfile>',
    code: 404,
  },
  { why: 'a Delete of what is not there', verb: 'Delete', uri: `${NET}/NeutralResources`, code: 404 },
  { why: 'a Delete of a standard value', verb: 'Delete', uri: `${WIP}/EDPEnforcementLevel`, code: 404 },
  { why: 'a Get of a leaf without a value', verb: 'Get', uri: `${WIP}/EnterpriseProtectedDomainNames`, code: 404 },
  {
    why: 'a Get of a foreign account',
    verb: 'Get',
    uri: './Vendor/MSFT/DMClient/Provider/Other/EnrollmentType',
    code: 404,
    stored: account,
  },
  {
    why: 'an Exec at a foreign account',
    verb: 'Exec',
    uri: './Vendor/MSFT/DMClient/Provider/Other/Unenroll',
    code: 404,
    stored: account,
  },
  {
    why: 'data on an Exec that takes none',
    verb: 'Exec',
    uri: './Vendor/MSFT/HealthAttestation/VerifyHealth',
    data: 'x',
    format: 'null',
    code: 400,
  },
];

const successes: readonly Case[] = [
  {
    why: 'replaces a leaf that is always there',
    verb: 'Replace',
    uri: `${WIP}/EDPEnforcementLevel`,
    format: 'int',
    data: '2',
    code: 200,
  },
  {
    why: 'takes both spellings of a device node',
    verb: 'Replace',
    uri: `${WIP.replace('/Device', '')}/RevokeOnUnenroll`,
    format: 'int',
    data: '0',
    code: 200,
  },
  {
    why: 'adds a first value to a leaf without one',
    verb: 'Add',
    uri: `${WIP}/EnterpriseProtectedDomainNames`,
    data: 'contoso.com|münchen.de',
    code: 200,
  },
  { why: 'adds a grouping', verb: 'Add', uri: `${APPS}/g1`, format: 'node', code: 200 },
  {
    why: 'replaces rules that were never added once their branch is there',
    verb: 'Replace',
    uri: `${APPS}/g1/EXE/Policy`,
    data: allowRule,
    code: 200,
    stored: grouping,
  },
  {
    why: 'replaces a policy that was never added, making its area',
    verb: 'Replace',
    uri: `${NET}/NeutralResources`,
    data: 'login.example.org',
    code: 200,
  },
  {
    why: 'takes a number of the allowed ones beside the range',
    verb: 'Replace',
    uri: `${LOCK}/MaxDevicePasswordFailedAttempts`,
    format: 'int',
    data: '0',
    code: 200,
    inAtomic: true,
  },
  {
    why: 'reads bool in both spellings',
    verb: 'Add',
    uri: `${ACCOUNT}/AADSendDeviceToken`,
    format: 'bool',
    data: '1',
    code: 200,
    stored: account,
  },
  {
    why: 'adds a certificate and makes the node of its thumbprint',
    verb: 'Add',
    uri: `./Device/Vendor/MSFT/RootCATrustedCertificates/Root/${THUMBPRINT}/EncodedCertificate`,
    format: 'b64',
    data: CERTIFICATE,
    code: 200,
  },
  {
    why: 'adds a Wi-Fi profile with its parent',
    verb: 'Add',
    uri: './Device/Vendor/MSFT/WiFi/Profile/Work/WlanXml',
    data: '<WLANProfile></WLANProfile>',
    code: 200,
  },
  { why: 'adds a tenant for Windows Hello', verb: 'Add', uri: `${PIN}/${TENANT}`, format: 'node', code: 200 },
  {
    why: 'writes a user node while the user is signed in',
    verb: 'Add',
    uri: `./User/Vendor/MSFT/PassportForWork/${TENANT}`,
    format: 'node',
    code: 200,
  },
  { why: 'deletes what was written', verb: 'Delete', uri: `${APPS}/g1/EXE/Policy`, code: 200, stored: policy },
  {
    why: 'executes the trigger of attestation without waiting for it',
    verb: 'Exec',
    uri: './Vendor/MSFT/HealthAttestation/TriggerAttestation',
    data: '{}',
    code: 202,
  },
];

describe('a command on the management tree', () => {
  it.each(refusals)('answers $code to $why', (one) => {
    expect(run(one).outcome).toEqual({ code: one.code });
  });

  it.each(refusals.filter(({ verb }) => verb !== 'Get'))('changes nothing when it refuses $why', (one) => {
    expect(run(one).tree.snapshot()).toEqual(one.stored ?? []);
  });

  it.each(successes)('$why', (one) => {
    const { tree, outcome } = run(one);
    expect(outcome.code).toBe(one.code);
    if (one.data !== undefined && one.verb !== 'Exec') expect(tree.valueOf(one.uri)).toBe(one.data);
  });

  it('tells the end of the enrollment instead of a status when Unenroll is executed', () => {
    const unenroll: Case = {
      why: '',
      verb: 'Exec',
      uri: `${ACCOUNT}/Unenroll`,
      data: 'ExampleMam',
      code: 200,
      stored: account,
    };
    expect(run(unenroll).outcome).toEqual({ code: 200, unenroll: true });
  });

  it('gives the format with the value of a Get', () => {
    const { outcome } = run({ why: '', verb: 'Get', uri: `${WIP}/EDPEnforcementLevel`, code: 200 });
    expect(outcome).toEqual({ code: 200, value: { format: 'int', data: '0' } });
  });

  it('lists the children of a container joined by slashes', () => {
    const { outcome } = run({ why: '', verb: 'Get', uri: `${APPS}/g1`, code: 200, stored: policy });
    expect(outcome.value).toEqual({ format: 'node', data: 'EXE' });
  });

  it('takes everything below a container away with it', () => {
    const { tree } = run({ why: '', verb: 'Delete', uri: `${APPS}/g1`, code: 200, stored: policy });
    expect(tree.snapshot()).toEqual([]);
  });

  it('falls back to the standard value when a written one is deleted', () => {
    const stored: readonly StoredNode[] = [
      ['./Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel', 'int', '3'],
    ];
    const { tree } = run({ why: '', verb: 'Delete', uri: `${WIP}/EDPEnforcementLevel`, code: 200, stored });
    expect(tree.valueOf(`${WIP}/EDPEnforcementLevel`)).toBe('0');
  });

  it('reads a reading that the PC does not have as absent', () => {
    const readings = new Map([['./Vendor/MSFT/DeviceStatus/SecureBootState', undefined]]);
    const tree = new ManagementTree(allBehaviors(identity, readings, new Map()));
    const get = {
      verb: 'Get',
      uri: './Vendor/MSFT/DeviceStatus/SecureBootState',
      format: 'chr',
      data: undefined,
    } as const;
    expect(runCommand(get, { tree, inAtomic: false, userPresent: true })).toEqual({ code: 404 });
  });
});
