import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../../shared/policy/check-policy';
import { importGraphPolicy } from '../../../../shared/policy/import/import-graph-policy';
import { bareBase64, certificates, notepad, now, powerBi, soundDocument } from '../documents';
import { collection, condition, rule } from './app-locker-xml';

const collectionOf = (...resources: string[]) => [{ '@odata.type': '#x', displayName: 'd', resources }];

const graph = {
  '@odata.type': '#microsoft.graph.windowsInformationProtectionPolicy',
  id: '1',
  displayName: 'From Intune',
  description: 'kept elsewhere',
  version: '"v"',
  isAssigned: true,
  enforcementLevel: 'encryptAuditAndPrompt',
  enterpriseDomain: 'contoso.com',
  enterpriseProtectedDomainNames: collectionOf('contoso.com', 'contoso.co.uk'),
  protectionUnderLockConfigRequired: true,
  dataRecoveryCertificate: { subjectName: 's', certificate: bareBase64(certificates.fileRecovery) },
  revokeOnUnenrollDisabled: true,
  revokeOnMdmHandoffDisabled: false,
  rightsManagementServicesTemplateId: '{6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b}',
  azureRightsManagementServicesAllowed: true,
  iconsVisible: true,
  protectedApps: [
    {
      '@odata.type': '#microsoft.graph.windowsInformationProtectionStoreApp',
      displayName: 'Power BI',
      publisherName: powerBi.publisher,
      productName: powerBi.product,
      denied: false,
    },
    {
      '@odata.type': '#microsoft.graph.windowsInformationProtectionDesktopApp',
      displayName: 'Notepad',
      publisherName: notepad.publisher,
      productName: '*',
      denied: true,
      binaryName: 'notepad.exe',
      binaryVersionLow: '*',
      binaryVersionHigh: '9.0.0.0',
    },
  ],
  exemptApps: [],
  protectedAppLockerFiles: [
    {
      displayName: 'f',
      file: Buffer.from(collection('Exe', rule('Editor', condition('O=A', 'P', 'E.EXE')))).toString('base64'),
    },
  ],
  enterpriseNetworkDomainNames: collectionOf('corp.contoso.com'),
  enterpriseProxiedDomains: [
    {
      proxiedDomains: [
        { ipAddressOrFQDN: 'contoso.sharepoint.com', proxy: 'p.contoso.com' },
        { ipAddressOrFQDN: '/*AppCompat*/', proxy: null },
      ],
    },
  ],
  enterpriseIPRanges: [
    {
      ranges: [
        { lowerAddress: '10.0.0.0', upperAddress: '10.0.0.9' },
        { cidrAddress: '192.168.0.0/16' },
        { cidrAddress: 'fe80::/10' },
        { cidrAddress: 'office' },
      ],
    },
  ],
  enterpriseIPRangesAreAuthoritative: true,
  enterpriseProxyServers: [],
  enterpriseInternalProxyServers: collectionOf('p.contoso.com;q.contoso.com'),
  enterpriseProxyServersAreAuthoritative: false,
  neutralDomainResources: collectionOf('login.windows.net'),
  indexingEncryptedStoresOrItemsBlocked: true,
  smbAutoEncryptedFileExtensions: collectionOf('.docx'),
  mdmEnrollmentUrl: 'https://mdm.contoso.com/d',
  windowsHelloForBusinessBlocked: false,
  pinMinimumLength: 6,
  pinUppercaseLetters: 'notAllow',
  pinLowercaseLetters: 'requireAtLeastOne',
  pinSpecialCharacters: 2,
  pinExpirationDays: 0,
  numberOfPastPinsRemembered: 5,
  passwordMaximumAttemptCount: 10,
  minutesOfInactivityBeforeDeviceLock: 15,
  daysWithoutContactBeforeUnenroll: 90,
};

describe('the import of a policy of Graph', () => {
  const { document, notCarried } = importGraphPolicy(graph);

  it('translates mirrored enumerations and negated booleans', () => {
    expect(document).toEqual({
      schemaVersion: 1,
      name: 'From Intune',
      wip: {
        mode: 'override',
        primaryDomain: 'contoso.com',
        additionalDomains: ['contoso.co.uk'],
        recoveryCertificate: bareBase64(certificates.fileRecovery),
        showIcons: true,
        revokeOnUnenroll: false,
        revokeOnMdmHandoff: true,
        azureRms: { enabled: true, templateId: '6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b' },
        smbEncryptedExtensions: ['docx'],
      },
      apps: {
        protected: [
          powerBi,
          { ...notepad, maxVersion: '9.0.0.0', action: 'deny' },
          { type: 'desktop', name: 'Editor', publisher: 'O=A', product: 'P', binary: 'E.EXE' },
        ],
      },
      network: {
        cloudResources: [{ host: 'contoso.sharepoint.com', proxy: 'p.contoso.com' }],
        allowConnectionsByIpAddress: true,
        domains: ['corp.contoso.com'],
        ipRanges: [
          { from: '10.0.0.0', to: '10.0.0.9' },
          { from: '192.168.0.0', to: '192.168.255.255' },
          { from: 'fe80::', to: 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff' },
        ],
        ipRangesAreComplete: true,
        internalProxies: ['p.contoso.com', 'q.contoso.com'],
        internetProxiesAreComplete: false,
        neutralResources: ['login.windows.net'],
      },
      signIn: {
        windowsHello: {
          enabled: true,
          pin: {
            minLength: 6,
            uppercase: 'forbid',
            lowercase: 'require',
            special: 'allow',
            expiresAfterDays: 0,
            remembered: 5,
          },
        },
        deviceLock: { passwordRequired: true, maxFailedAttempts: 10, lockAfterMinutes: 15 },
      },
      sync: { unenrollAfterDaysWithoutContact: 90, mdmDiscoveryUrl: 'https://mdm.contoso.com/d' },
    });
  });

  it('gives a document that passes the check', () => {
    expect(checkPolicy(document, { now })).toMatchObject({ ok: true });
  });

  it('reports what could not be carried over', () => {
    expect(notCarried.map(({ what }) => what)).toEqual([
      'protectionUnderLockConfigRequired',
      'indexingEncryptedStoresOrItemsBlocked',
      'enterpriseIPRanges office',
    ]);
  });

  it('names a policy that has no name', () => {
    expect(importGraphPolicy({ displayName: null }).document).toEqual({ schemaVersion: 1, name: 'Imported policy' });
  });

  it('takes cloud resources with a comma behind them, and the marker glued to one', () => {
    const proxiedDomains = [{ ipAddressOrFQDN: 'a.com,' }, { ipAddressOrFQDN: 'b.com/*AppCompat*/', proxy: 'p.com' }];
    expect(importGraphPolicy({ enterpriseProxiedDomains: [{ proxiedDomains }] }).document).toMatchObject({
      network: {
        cloudResources: [{ host: 'a.com' }, { host: 'b.com', proxy: 'p.com' }],
        allowConnectionsByIpAddress: true,
      },
    });
  });

  it('takes the only policy of a list, as Graph answers', () => {
    expect(importGraphPolicy({ '@odata.context': 'https://graph.microsoft.com', value: [graph] }).document).toEqual(
      document,
    );
  });

  it.each([
    [0, /list of policies is empty.*windowsInformationProtectionPolicies/],
    [2, /list of 2 policies/],
  ])('refuses a list of %i policies and says so', (count, message) => {
    expect(() => importGraphPolicy({ value: Array(count).fill(graph) })).toThrowError(
      expect.objectContaining({ code: 'policy.import', message: expect.stringMatching(message) }),
    );
  });

  it('carries the rest over when an AppLocker file cannot be read, and reports that file', () => {
    const broken = { displayName: 'Old apps', file: Buffer.from('<RuleCollection').toString('base64') };
    const imported = importGraphPolicy({ ...graph, exemptAppLockerFiles: [broken] });
    expect(imported.document).toMatchObject({ network: document['network'] });
    expect(imported.notCarried.at(-2)).toEqual({
      what: 'AppLocker file Old apps',
      why: expect.stringContaining('cannot be read'),
    });
  });

  it.each([
    [null],
    ['text'],
    [[]],
    [{}],
    [{ wip: { mode: 'off' } }],
    [{ enforcementLevel: 'total' }],
    [{ iconsVisible: 'yes' }],
    [soundDocument.wip.mode],
  ])('refuses %j', (input) => {
    expect(() => importGraphPolicy(input)).toThrowError(expect.objectContaining({ code: 'policy.import' }));
  });
});
