import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { COMPILER_VERSION, compilePolicy } from '../../../shared/policy/compile-policy';
import { type PolicyDocument, policyDocument } from '../../../shared/policy/document';
import { bareBase64, certificates, changed, everyMember, inputs, notepad, powerBi, soundDocument } from './documents';

const wip = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/';
const network = './Device/Vendor/MSFT/Policy/Config/NetworkIsolation/';
const protectedList = `./Vendor/MSFT/AppLocker/EnterpriseDataProtection/${inputs.groupings.protected}`;
const exemptList = `./Vendor/MSFT/AppLocker/EnterpriseDataProtection/${inputs.groupings.exempt}`;

const compile = (document: unknown) => compilePolicy(policyDocument.parse(document), inputs);
const bare = (section: Record<string, unknown>) => ({ schemaVersion: 1, name: 'x', ...section });
const nodesOf = (document: unknown) => compile(document).settings.flatMap(({ nodes }) => nodes);
const dataOf = (document: unknown, uri: string) => nodesOf(document).find((node) => node.uri === uri)?.data;
const removedBy = (document: unknown) => compile(document).removals.map(({ key }) => key);

describe('compilePolicy', () => {
  it('gives the same output for the same input, pinned to the version of the compiler', () => {
    const document: PolicyDocument = policyDocument.parse(changed({ wip: { recoveryCertificate: undefined } }));
    const hashes = compilePolicy(document, inputs).settings.map(({ hash }) => hash);
    // Whoever changes these hashes raises COMPILER_VERSION, or devices keep what the older compiler made.
    expect({ version: COMPILER_VERSION, hashes }).toMatchInlineSnapshot(`
      {
        "hashes": [
          "lOUfT-o5Oj9mS0DGiameJ8-7x29I6hLF_DPgLYAzGxQ",
          "P8CZ438xRIJkNXRMdBbAjryKeB9UFGo3VNKzm8-f9Ms",
          "Z0mjOawTT9Kb2w5YcZiYpnR9nY5DtBeO0cWTjm_gAOE",
          "QThi1gCDHWTYrafBuZoFxIHH7iSuiSAerfMnlv04Tas",
          "QjUHGEOwn5Q5UwPKOpKiiWAYWZI6kJ44c_MpOhxZ0y0",
          "0cKHrkxcDI4NiOWtnaHRbdRUvCqsvCcGcBPiLg_vj8c",
          "zJ1XsZrC_5cx3MXNVC8AslV3RrLTeiqNzXi3lXmg5wA",
          "k2TcQ4kafgg8tO56vZpKtMqQUbtAkEmT8nGsG48GgLE",
          "2CmB6RUL9P6KyPCIDXShweQYQMBEiYBkl7AEUwlgW1E",
          "emUcw_-qsIvp_hsx9ELswhwbgO02d5XO8YBbTBqT5PU",
          "tMS7VokzHzdkfQ2P1bH2zYV8QC55JJLu3t-tYLrrCO0",
        ],
        "version": "3",
      }
    `);
  });

  it('pins the output for the document with all members to the version of the compiler too', () => {
    const hashes = compile(everyMember).settings.map(({ hash }) => hash);
    const digest = createHash('sha256').update(hashes.join()).digest('base64url');
    expect({ version: COMPILER_VERSION, digest }).toMatchInlineSnapshot(`
      {
        "digest": "dT94zsjfOJJ45e7zY1GFDmnyPUscttkdWRKSxbHJU1I",
        "version": "3",
      }
    `);
  });

  it('names settings by their LocURI, each once', () => {
    const keys = compile(soundDocument).settings.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(nodesOf(soundDocument).map(({ uri }) => uri));
  });

  it('gives another hash to other data and the same to the same', () => {
    const level = (mode: string) => compile(changed({ wip: { mode } })).settings.at(-1)?.hash;
    expect(level('block')).not.toBe(level('silent'));
    expect(level('block')).toBe(level('block'));
  });

  it('compiles nothing from sections that are absent', () => {
    expect(compile(bare({}))).toEqual({ settings: [], removals: [], leftOut: [], asks: {} });
  });
});

describe('a member that is null or empty', () => {
  it.each([
    ['a null section of the network', bare({ network: null }), 8],
    ['a null section of the apps', bare({ apps: null }), 2],
    ['a null section of the protection', bare({ wip: null }), 9],
  ])('removes every node of %s', (_, document, count) => {
    expect(removedBy(document)).toHaveLength(count);
    expect(compile(document).settings).toEqual([]);
  });

  it('removes the level before everything that it rests on', () => {
    expect(removedBy(bare({ wip: null }))[0]).toBe(`${wip}EDPEnforcementLevel`);
  });

  it.each([
    ['a null list', { network: { domains: null } }, `${network}EnterpriseNetworkDomainNames`],
    ['an empty list', { network: { ipRanges: [] } }, `${network}EnterpriseIPRange`],
    [
      'empty cloud resources',
      { network: { cloudResources: [], allowConnectionsByIpAddress: false } },
      `${network}EnterpriseCloudResources`,
    ],
    ['a null list of apps', { apps: { exempt: null } }, exemptList],
    ['an empty list of apps', { apps: { protected: [] } }, protectedList],
    ['a null switch', { wip: { mode: 'off', showIcons: null } }, `${wip}EDPShowIcons`],
    [
      'a null template',
      { wip: { mode: 'off', azureRms: { enabled: true, templateId: null } } },
      `${wip}RMSTemplateIDForEDP`,
    ],
  ])('removes the node of %s', (_, section, key) => {
    expect(removedBy(bare(section))).toEqual([key]);
  });

  it('removes both leaves of a null object', () => {
    const removed = removedBy(bare({ wip: { mode: 'off', azureRms: null } }));
    expect(removed).toEqual([`${wip}AllowAzureRMSForEDP`, `${wip}RMSTemplateIDForEDP`]);
  });
});

describe('the network boundary', () => {
  it.each([
    [
      'cloud resources with a proxy',
      { cloudResources: [{ host: '.a.com', proxy: 'p:8080' }, { host: 'b.com' }] },
      'EnterpriseCloudResources',
      '.a.com,p:8080|b.com',
    ],
    [
      'connections by address',
      { cloudResources: [{ host: 'a.com' }], allowConnectionsByIpAddress: true },
      'EnterpriseCloudResources',
      'a.com|/*AppCompat*/',
    ],
    [
      'domains in canonical form',
      { domains: ['Corp.COM', 'xn--mnchen-3ya.de', 'corp.com'] },
      'EnterpriseNetworkDomainNames',
      'corp.com,münchen.de',
    ],
    [
      'ranges',
      {
        ipRanges: [
          { from: '10.0.0.0', to: '10.0.0.9' },
          { from: 'fe80::', to: 'fe80::1' },
        ],
      },
      'EnterpriseIPRange',
      '10.0.0.0-10.0.0.9,fe80::-fe80::1',
    ],
    ['a complete list', { ipRangesAreComplete: true }, 'EnterpriseIPRangesAreAuthoritative', '1'],
    ['internal proxies', { internalProxies: ['a:80', 'b', 'a:80'] }, 'EnterpriseInternalProxyServers', 'a:80,b'],
    ['internet proxies', { internetProxies: ['a', 'b'] }, 'EnterpriseProxyServers', 'a,b'],
    ['an incomplete list', { internetProxiesAreComplete: false }, 'EnterpriseProxyServersAreAuthoritative', '0'],
    [
      'neutral hosts',
      { neutralResources: ['login.windows.net', '.a.com'] },
      'NeutralResources',
      'login.windows.net,.a.com',
    ],
  ])('writes %s', (_, section, leaf, data) => {
    expect(dataOf(bare({ network: section }), network + leaf)).toBe(data);
  });
});

describe('lists of apps', () => {
  const policyOf = (document: unknown, list: string, branch: string) =>
    dataOf(document, `${list}/${branch}/Policy`) ?? '';

  it('writes a program with signer and file in upper case and versions as given', () => {
    const app = { ...notepad, minVersion: '10.0.0.0', maxVersion: '11.0.0.0' };
    const xml = policyOf(bare({ apps: { protected: [app] } }), protectedList, 'EXE');
    expect(xml.replace(/Id="[^"]+"/, 'Id=""')).toBe(
      '<RuleCollection Type="Exe" EnforcementMode="Enabled"><FilePublisherRule Id="" Name="Notepad" Description="" UserOrGroupSid="S-1-1-0" Action="Allow"><Conditions><FilePublisherCondition PublisherName="O=MICROSOFT CORPORATION, L=REDMOND, S=WASHINGTON, C=US" ProductName="*" BinaryName="NOTEPAD.EXE"><BinaryVersionRange LowSection="10.0.0.0" HighSection="11.0.0.0"/></FilePublisherCondition></Conditions></FilePublisherRule></RuleCollection>',
    );
  });

  it('writes upper case letter by letter, as Windows compares: ß stays one letter', () => {
    const app = { ...notepad, publisher: 'O=Straße Öl, C=de', binary: 'größe.exe' };
    const xml = policyOf(bare({ apps: { protected: [app] } }), protectedList, 'EXE');
    expect(xml).toContain('PublisherName="O=STRAßE ÖL, C=DE" ProductName="*" BinaryName="GRÖßE.EXE"');
  });

  it('writes a store app in its own spelling and for any file', () => {
    const xml = policyOf(bare({ apps: { exempt: [powerBi] } }), exemptList, 'StoreApps');
    expect(xml).toContain('ProductName="Microsoft.MicrosoftPowerBIForWindows" BinaryName="*"');
    expect(xml).toContain('PublisherName="CN=Microsoft Corporation, ');
  });

  it('escapes what an administrator wrote', () => {
    const hostile = { ...powerBi, name: '"><Evil a="', product: "a&b'<c>" };
    const xml = policyOf(bare({ apps: { protected: [hostile] } }), protectedList, 'StoreApps');
    expect(xml).not.toContain('<Evil');
    expect(xml).toContain('ProductName="a&amp;b&#39;&lt;c&gt;"');
  });

  it('writes a denial', () => {
    const xml = policyOf(bare({ apps: { protected: [{ ...notepad, action: 'deny' }] } }), protectedList, 'EXE');
    expect(xml).toContain('Action="Deny"');
  });

  it('gives rules ids that follow from their content and are unique over both lists', () => {
    const idsOf = () =>
      nodesOf(bare({ apps: { protected: [powerBi, notepad], exempt: [powerBi, { ...notepad, name: 'Other' }] } }))
        .flatMap(({ data }) => [...(data ?? '').matchAll(/ Id="([^"]+)"/g)])
        .map(([, id]) => id);
    expect(new Set(idsOf()).size).toBe(4);
    expect(idsOf()).toEqual(idsOf());
    for (const id of idsOf())
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each([
    ['a protected list whose name marks it exempt', { protected: 'xEDPexemptx', exempt: 'yEdpExempt' }],
    ['an exempt list whose name does not mark it', { protected: 'x', exempt: 'y' }],
  ])('refuses %s (APP-6)', (_, groupings) => {
    const document = policyDocument.parse(soundDocument);
    expect(() => compilePolicy(document, { ...inputs, groupings })).toThrowError(
      expect.objectContaining({ code: 'policy.groupings' }),
    );
  });
});

describe('Windows Information Protection', () => {
  it.each([
    [
      'identity domains, the first one first and each once',
      { primaryDomain: 'B.com', additionalDomains: ['a.com', 'b.COM'] },
      'EnterpriseProtectedDomainNames',
      'b.com|a.com',
    ],
    [
      'a template in braces',
      { azureRms: { enabled: true, templateId: '6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b' } },
      'RMSTemplateIDForEDP',
      '{6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b}',
    ],
    ['rights management', { azureRms: { enabled: false } }, 'AllowAzureRMSForEDP', '0'],
    ['extensions', { smbEncryptedExtensions: ['docx', 'pdf'] }, 'SMBAutoEncryptedFileExtensions', 'docx;pdf'],
    ['icons', { showIcons: true }, 'EDPShowIcons', '1'],
    ['revocation as chosen', { revokeOnUnenroll: false }, 'RevokeOnUnenroll', '0'],
    ['revocation at the move to MDM', { revokeOnMdmHandoff: false }, 'RevokeOnMDMHandoff', '0'],
  ])('writes %s', (_, section, leaf, data) => {
    expect(dataOf(bare({ wip: { mode: 'silent', ...section } }), wip + leaf)).toBe(data);
  });

  it.each([
    ['off', '0'],
    ['silent', '1'],
    ['override', '2'],
    ['block', '3'],
  ])('writes mode %s as level %s', (mode, level) => {
    expect(dataOf(bare({ wip: { mode } }), `${wip}EDPEnforcementLevel`)).toBe(level);
  });

  it('writes the revocation although nothing is said, unless mode is off (WIP-10)', () => {
    expect(dataOf(bare({ wip: { mode: 'block' } }), `${wip}RevokeOnUnenroll`)).toBe('1');
    expect(dataOf(bare({ wip: { mode: 'off' } }), `${wip}RevokeOnUnenroll`)).toBeUndefined();
  });

  it('lets level 0 go out without waiting for anything', () => {
    expect(compile(bare({ wip: { mode: 'off', primaryDomain: 'a.com' } })).settings.at(-1)?.restsOn).toEqual([]);
  });

  it('sends the level last and lets it rest on identity, app rules, certificate and revoke switches (WIP-9)', () => {
    const document = changed({
      wip: { revokeOnMdmHandoff: false, showIcons: true },
      apps: { exempt: [{ ...notepad, binary: 'visio.exe' }] },
    });
    const level = compile(document).settings.at(-1);
    expect(level?.key).toBe(`${wip}EDPEnforcementLevel`);
    expect(level?.restsOn).toEqual([
      `${protectedList}/EXE/Policy`,
      `${protectedList}/StoreApps/Policy`,
      `${exemptList}/EXE/Policy`,
      `${wip}EnterpriseProtectedDomainNames`,
      `${wip}DataRecoveryCertificate`,
      `${wip}RevokeOnUnenroll`,
      `${wip}RevokeOnMDMHandoff`,
    ]);
  });

  it('rests on settings of the same policy only', () => {
    const { settings } = compile(soundDocument);
    const keys = settings.map(({ key }) => key);
    for (const { restsOn } of settings) expect(keys).toEqual(expect.arrayContaining([...restsOn]));
  });

  it('wraps the recovery certificate into the blob of [MS-GPEF]', () => {
    const document = bare({ wip: { mode: 'off', recoveryCertificate: certificates.fileRecovery } });
    const blob = Buffer.from(dataOf(document, `${wip}DataRecoveryCertificate`) ?? '', 'base64');
    const der = Buffer.from(bareBase64(certificates.fileRecovery), 'base64');
    expect(blob.subarray(40)).toEqual(der);
    expect(blob.readUInt32LE(24)).toBe(der.length);
  });
});

describe('the check of what a document compiles to', () => {
  it('finds nothing to say about a sound document', () => {
    expect(checkPolicy(soundDocument).ok).toBe(true);
  });
});
