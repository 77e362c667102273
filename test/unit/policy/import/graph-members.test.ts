import { describe, expect, it } from 'vitest';
import { importGraphPolicy } from '../../../../shared/policy/import/import-graph-policy';
import { pathOf, valueAt } from '../../../../shared/policy/member-path';
import { collection, condition, rule } from './app-locker-xml';

const listOf = (...resources: string[]) => [{ displayName: 'd', resources }];
const app = { '@odata.type': '#microsoft.graph.windowsInformationProtectionDesktopApp', publisherName: 'O=A' };
const file = (content: string) => [
  { displayName: 'f', file: Buffer.from(collection('Exe', content)).toString('base64') },
];
const entry = { type: 'desktop', publisher: 'O=A', product: '*', binary: '*' };
const fileEntry = { ...entry, name: 'x', binary: 'A.EXE' };

/** Alone in a policy: where it shows in the document, and as what. */
const carried: readonly (readonly [member: string, value: unknown, path: string, shown: unknown])[] = [
  ['displayName', 'Mine', 'name', 'Mine'],
  ['enforcementLevel', 'noProtection', 'wip.mode', 'off'],
  ['enforcementLevel', 'encryptAndAuditOnly', 'wip.mode', 'silent'],
  ['enforcementLevel', 'encryptAuditAndPrompt', 'wip.mode', 'override'],
  ['enforcementLevel', 'encryptAuditAndBlock', 'wip.mode', 'block'],
  ['enterpriseDomain', 'a.com', 'wip.primaryDomain', 'a.com'],
  ['enterpriseProtectedDomainNames', listOf('a.com|b.com'), 'wip.additionalDomains', ['a.com', 'b.com']],
  ['dataRecoveryCertificate', { certificate: ' MIID ' }, 'wip.recoveryCertificate', 'MIID'],
  ['revokeOnUnenrollDisabled', true, 'wip.revokeOnUnenroll', false],
  ['revokeOnUnenrollDisabled', false, 'wip.revokeOnUnenroll', true],
  ['revokeOnMdmHandoffDisabled', true, 'wip.revokeOnMdmHandoff', false],
  ['revokeOnMdmHandoffDisabled', false, 'wip.revokeOnMdmHandoff', true],
  ['azureRightsManagementServicesAllowed', true, 'wip.azureRms.enabled', true],
  ['azureRightsManagementServicesAllowed', false, 'wip.azureRms.enabled', false],
  ['iconsVisible', true, 'wip.showIcons', true],
  ['iconsVisible', false, 'wip.showIcons', false],
  [
    'smbAutoEncryptedFileExtensions',
    listOf('*.docx', '.pdf', 'xlsx'),
    'wip.smbEncryptedExtensions',
    ['docx', 'pdf', 'xlsx'],
  ],
  ['protectedApps', [app], 'apps.protected', [entry]],
  ['exemptApps', [app], 'apps.exempt', [entry]],
  ['protectedAppLockerFiles', file(rule('x', condition('O=A'))), 'apps.protected', [fileEntry]],
  ['exemptAppLockerFiles', file(rule('x', condition('O=A'))), 'apps.exempt', [fileEntry]],
  ['protectedApps', [{ publisherName: 'O=A', binaryName: 'a.exe' }], 'apps.protected', [{ ...entry, binary: 'a.exe' }]],
  ['protectedApps', [{ ...app, productName: 'P' }], 'apps.protected', [{ ...entry, name: 'P', product: 'P' }]],
  ['enterpriseNetworkDomainNames', listOf(' a.com ,b.com,, '), 'network.domains', ['a.com', 'b.com']],
  [
    'enterpriseProxiedDomains',
    [{ proxiedDomains: [{ ipAddressOrFQDN: ' a.com ', proxy: ' p ' }] }],
    'network.cloudResources',
    [{ host: 'a.com', proxy: 'p' }],
  ],
  [
    'enterpriseProxiedDomains',
    [{ proxiedDomains: [{ ipAddressOrFQDN: 'a.com/*appcompat*/', proxy: ' ' }] }],
    'network',
    { cloudResources: [{ host: 'a.com' }], allowConnectionsByIpAddress: true },
  ],
  [
    'enterpriseProxiedDomains',
    [{ proxiedDomains: [{ ipAddressOrFQDN: 'a.com', proxy: 'p' }] }],
    'network.cloudResources',
    [{ host: 'a.com', proxy: 'p' }],
  ],
  [
    'enterpriseIPRanges',
    [{ ranges: [{ cidrAddress: '10.0.0.0/31' }] }],
    'network.ipRanges',
    [{ from: '10.0.0.0', to: '10.0.0.1' }],
  ],
  ['enterpriseIPRangesAreAuthoritative', true, 'network.ipRangesAreComplete', true],
  ['enterpriseIPRangesAreAuthoritative', false, 'network.ipRangesAreComplete', false],
  ['enterpriseProxyServers', listOf('p:80;q'), 'network.internetProxies', ['p:80', 'q']],
  ['enterpriseInternalProxyServers', listOf('p:80;q'), 'network.internalProxies', ['p:80', 'q']],
  ['enterpriseProxyServersAreAuthoritative', true, 'network.internetProxiesAreComplete', true],
  ['enterpriseProxyServersAreAuthoritative', false, 'network.internetProxiesAreComplete', false],
  ['neutralDomainResources', listOf('a.com'), 'network.neutralResources', ['a.com']],
  ['mdmEnrollmentUrl', 'https://a.com/', 'sync.mdmDiscoveryUrl', 'https://a.com/'],
  ['daysWithoutContactBeforeUnenroll', 90, 'sync.unenrollAfterDaysWithoutContact', 90],
  ['windowsHelloForBusinessBlocked', true, 'signIn.windowsHello.enabled', false],
  ['windowsHelloForBusinessBlocked', false, 'signIn.windowsHello.enabled', true],
  ['passwordMaximumAttemptCount', 10, 'signIn.deviceLock.maxFailedAttempts', 10],
  ['minutesOfInactivityBeforeDeviceLock', 15, 'signIn.deviceLock.lockAfterMinutes', 15],
];

/** Beside the switch that they need: where they show below `signIn.windowsHello.pin`, and as what. */
const classes = [
  ['notAllow', 'forbid'],
  ['requireAtLeastOne', 'require'],
  ['allow', 'allow'],
  [0, 'forbid'],
  [1, 'require'],
  [2, 'allow'],
] as const;
const pinRules: readonly (readonly [member: string, value: unknown, name: string, shown: unknown])[] = [
  ['pinMinimumLength', 6, 'minLength', 6],
  ['pinExpirationDays', 30, 'expiresAfterDays', 30],
  ['pinExpirationDays', 0, 'expiresAfterDays', 0],
  ['numberOfPastPinsRemembered', 5, 'remembered', 5],
  ['numberOfPastPinsRemembered', 0, 'remembered', 0],
  ...classes.map(([value, shown]) => ['pinUppercaseLetters', value, 'uppercase', shown] as const),
  ...classes.map(([value, shown]) => ['pinLowercaseLetters', value, 'lowercase', shown] as const),
  ...classes.map(([value, shown]) => ['pinSpecialCharacters', value, 'special', shown] as const),
];

/** Alone in a policy: why they cannot be carried. */
const reported: readonly (readonly [member: string, value: unknown, why: string])[] = [
  ...pinRules.map(([member, value]) => [member, value, 'windowsHelloForBusinessBlocked'] as const),
  [
    'rightsManagementServicesTemplateId',
    '{6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b}',
    'azureRightsManagementServicesAllowed',
  ],
  ['dataRecoveryCertificate', { subjectName: 's' }, 'no certificate'],
  ['protectionUnderLockConfigRequired', true, 'phones'],
  ['indexingEncryptedStoresOrItemsBlocked', true, 'search area'],
  ['assignments', [{ id: '1' }], 'mam tenant assign'],
  ['somethingNew', true, 'no counterpart'],
  ['somethingNew', false, 'no counterpart'],
  ['somethingNew', 0, 'no counterpart'],
  ['somebody@contoso.com', 1, 'no counterpart'],
  ['somebody@odatacenter', 1, 'no counterpart'],
];

/** Keys, dates and counts: they say nothing about the policy itself. */
const silent: readonly (readonly [member: string, value: unknown])[] = [
  ['@odata.type', '#microsoft.graph.mdmWindowsInformationProtectionPolicy'],
  ['@odata.type', '#microsoft.graph.windowsInformationProtection'],
  ['@odata.type', '#microsoft.graph.windowsInformationProtectionPolicy'],
  ['protectedAppLockerFiles@odata.context', 'https://graph.microsoft.com/v1.0/$metadata'],
  ['@microsoft.graph.tips', 'select what you need'],
  ['#microsoft.graph.assign', {}],
  ['id', '1'],
  ['version', '"v"'],
  ['description', 'd'],
  ['createdDateTime', '2020-01-01T00:00:00Z'],
  ['lastModifiedDateTime', '2020-01-01T00:00:00Z'],
  ['isAssigned', true],
  ['roleScopeTagIds', ['0']],
  ['deployedAppCount', 1],
  ['protectionUnderLockConfigRequired', false],
  ['indexingEncryptedStoresOrItemsBlocked', false],
  ['somethingNew', null],
  ['somethingNew', []],
  ['assignments', []],
];

const alone = (member: string, value: unknown) => importGraphPolicy({ displayName: null, [member]: value });

describe('every property of a policy of Graph', () => {
  it.each(reported)('reports %s %j where it stands alone', (member, value, why) => {
    expect(alone(member, value)).toEqual({
      document: { schemaVersion: 1, name: 'Imported policy' },
      notCarried: [{ what: member, why: expect.stringContaining(why) }],
    });
  });

  it.each(silent)('is silent about %s %j', (member, value) => {
    expect(alone(member, value)).toEqual({
      document: { schemaVersion: 1, name: 'Imported policy' },
      notCarried: [],
    });
  });

  it.each(carried)('carries %s %j as %s', (member, value, path, shown) => {
    const { document, notCarried } = alone(member, value);
    expect(valueAt(document, pathOf(path))).toEqual(shown);
    expect(notCarried).toEqual([]);
  });

  it.each(pinRules)('carries %s %j beside the switch of Windows Hello as %s', (member, value, name, shown) => {
    for (const windowsHelloForBusinessBlocked of [true, false]) {
      const { document, notCarried } = importGraphPolicy({ windowsHelloForBusinessBlocked, [member]: value });
      const windowsHello = { enabled: !windowsHelloForBusinessBlocked, pin: { [name]: shown } };
      expect([document, notCarried]).toEqual([expect.objectContaining({ signIn: { windowsHello } }), []]);
    }
  });

  it.each([
    [['CONTOSO.com'], undefined],
    [['CONTOSO.com', 'b.com', 'contoso.COM'], ['b.com']],
  ])('counts the primary domain among %j once, whatever its letters', (names, additionalDomains) => {
    const { document } = importGraphPolicy({
      enterpriseDomain: 'Contoso.com',
      enterpriseProtectedDomainNames: listOf(...names),
    });
    expect(document['wip']).toStrictEqual({
      primaryDomain: 'Contoso.com',
      ...(additionalDomains === undefined ? {} : { additionalDomains }),
    });
  });

  it.each([true, false])('carries a rights template where Azure RMS is %s', (allowed) => {
    const { document, notCarried } = importGraphPolicy({
      azureRightsManagementServicesAllowed: allowed,
      rightsManagementServicesTemplateId: '{6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b}',
    });
    const azureRms = { enabled: allowed, templateId: '6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b' };
    expect([document, notCarried]).toEqual([expect.objectContaining({ wip: { azureRms } }), []]);
  });

  it.each([
    'pinMinimumLength',
    'passwordMaximumAttemptCount',
    'minutesOfInactivityBeforeDeviceLock',
    'daysWithoutContactBeforeUnenroll',
  ])('takes 0 for %s as nothing that is asked', (member) => {
    const { document } = importGraphPolicy({ windowsHelloForBusinessBlocked: false, [member]: 0 });
    expect(document).toEqual({
      schemaVersion: 1,
      name: 'Imported policy',
      signIn: { windowsHello: { enabled: true } },
    });
  });
});

describe('the entries of a policy of Graph', () => {
  it.each([
    ['a kind of app that is unknown', { '@odata.type': '#microsoft.graph.windowsInformationProtectionWebApp' }, 'kind'],
    [
      'a single file of a store app',
      { '@odata.type': '#microsoft.graph.windowsInformationProtectionStoreApp', binaryName: 'a.exe' },
      'whole',
    ],
  ])('reports %s', (_, members, why) => {
    expect(alone('exemptApps', [{ displayName: 'x', publisherName: 'CN=A', ...members }]).notCarried).toEqual([
      { what: 'exemptApps x', why: expect.stringContaining(why) },
    ]);
  });

  it.each([
    [{ cidrAddress: '10.0.0.0/33' }, '10.0.0.0/33'],
    [{ cidrAddress: '', lowerAddress: '10.0.0.0' }, '10.0.0.0'],
    [{ upperAddress: '10.0.0.9' }, '10.0.0.9'],
    [{}, 'a range'],
  ])('reports the range %j', (range, name) => {
    expect(alone('enterpriseIPRanges', [{ ranges: [range] }]).notCarried).toEqual([
      { what: `enterpriseIPRanges ${name}`, why: expect.stringContaining('first and last') },
    ]);
  });
});
