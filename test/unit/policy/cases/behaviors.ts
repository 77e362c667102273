import { expect } from 'vitest';
import { compilePolicy } from '../../../../shared/policy/compile-policy';
import { policyDocument } from '../../../../shared/policy/document';
import { importAppLocker } from '../../../../shared/policy/import/import-app-locker';
import type { CompileInputs, Setting } from '../../../../shared/policy/setting';
import type { NodeValue } from '../../../../shared/syncml/message';
import { runCommand } from '../../../../simulator/tree/run-command';
import { alert, Conversation, inShort, message, policyOf, status } from '../../../support/conversation';
import { changed, everyMember, inputs, notepad, powerBi, soundDocument } from '../documents';
import { simulatedTree } from '../simulated-tree';

/** What the service does so that a rule holds that no document can break: what it is, and what shows it. */
export type Behavior = readonly [rule: string, what: string, show: () => void];

const compile = (document: unknown, change: Partial<CompileInputs> = {}) =>
  compilePolicy(policyDocument.parse(document), { ...inputs, ...change });
const { settings: everySetting } = compile(everyMember);

const leafOf = (uri: string) => uri.slice(uri.lastIndexOf('/') + 1);
const nodesOf = (settings: readonly Setting[]): readonly NodeValue[] => settings.flatMap(({ nodes }) => nodes);
const dataOf = (document: unknown, leaf: string) =>
  nodesOf(compile(document).settings).find(({ uri }) => leafOf(uri) === leaf)?.data;
const families = (start: string) => everySetting.filter(({ key }) => key.startsWith(start));
const namesIn = (family: Setting | undefined) => (family?.nodes ?? []).map(({ uri }) => leafOf(uri));

function expectOrder(order: readonly string[], patterns: readonly RegExp[]): void {
  const places = patterns.map((pattern) => order.flatMap((key, index) => (pattern.test(key) ? [index] : [])));
  for (const [index, place] of places.entries()) {
    expect(place).not.toEqual([]);
    expect(Math.min(...place)).toBeGreaterThan(Math.max(-1, ...(places[index - 1] ?? [])));
  }
}

function wipes(): void {
  const talk = new Conversation();
  talk.policy = policyOf([]);
  talk.want({ type: 'wipe' }, 'wipe');
  const first = talk.say(message()).reply;
  expect(first.commands).toEqual([expect.objectContaining({ verb: 'Replace' })]);
  expect(first.commands).toMatchObject([{ node: { data: '1' } }]);
  expect(inShort(first)).toEqual(['Replace RevokeOnUnenroll']);
  expect(inShort(talk.say(message({ msgId: 2, body: [status('100001', 200)] })).reply)).toEqual(['Exec Unenroll']);
}

function refusesToWipe(): void {
  const talk = new Conversation();
  talk.policy = policyOf([]);
  talk.want({ type: 'wipe' }, 'wipe');
  talk.say(message());
  expect(inShort(talk.say(message({ msgId: 2, body: [status('100001', 405)] })).reply)).not.toContain('Exec Unenroll');
}

function attests(code: string): readonly string[] {
  const talk = new Conversation();
  const demand = { maxReportAgeHours: 48, attributes: ['SecureBootEnabled' as const] };
  talk.policy = { ...policyOf([]), asks: { compliance: { requireHealthAttestation: demand } } };
  talk.say(message());
  const type = 'com.microsoft.mdm:HealthAttestation.Result';
  return inShort(
    talk.say(message({ sessionId: '2', body: [alert('1201'), alert('1226', { type, data: code })] })).reply,
  );
}

const appRules = (document: unknown) =>
  nodesOf(compile(document).settings).flatMap(({ uri, data = '' }) => (uri.endsWith('/Policy') ? [data] : []));
const twoLists = changed({
  apps: { protected: [powerBi, notepad, { ...notepad, action: 'deny', maxVersion: '9.0.0.0' }], exempt: [powerBi] },
});
const publisherRule =
  /^<FilePublisherRule Id="[0-9a-f-]{36}" Name="[^"]+" Description="" UserOrGroupSid="S-1-1-0" Action="(?:Allow|Deny)"><Conditions><FilePublisherCondition (?:(?!FilePublisherCondition ).)*<\/Conditions><\/FilePublisherRule>$/;

const foreign = (rule: string) => importAppLocker(Buffer.from(`<RuleCollection Type="Exe">${rule}</RuleCollection>`));

const answersOf = (settings: readonly Setting[], inAtomic: boolean) => {
  const tree = simulatedTree();
  return nodesOf(settings).map(
    ({ uri, format, data }) =>
      runCommand({ verb: 'Replace', uri, format, data }, { tree, inAtomic, userPresent: true }).code,
  );
};

/** By rule: order, form and exchange, which are the service's own doing. */
export const behaviors: readonly Behavior[] = [
  [
    'WIP-9',
    'the level is the last of the protection, and waits for identity, apps, certificate and switches',
    () => {
      const order = everySetting.map(({ key }) => key);
      expectOrder(order, [/NetworkIsolation|AppLocker/, /Settings\/(?!EDPEnforcementLevel)/, /EDPEnforcementLevel$/]);
      const waits = everySetting.find(({ key }) => key.endsWith('EDPEnforcementLevel'))?.restsOn.map(leafOf) ?? [];
      expect(new Set(waits)).toEqual(
        new Set([
          'Policy',
          'EnterpriseProtectedDomainNames',
          'DataRecoveryCertificate',
          'RevokeOnUnenroll',
          'RevokeOnMDMHandoff',
        ]),
      );
    },
  ],
  ['WIP-10', 'a wipe writes RevokeOnUnenroll 1, and executes Unenroll after its 200', wipes],
  ['WIP-10', 'a wipe whose switch is refused executes nothing', refusesToWipe],
  [
    'NET-4',
    'each list has the separator of its leaf',
    () => {
      const document = changed({
        wip: { additionalDomains: ['b.com'], smbEncryptedExtensions: ['docx', 'pdf'] },
        network: {
          cloudResources: [{ host: 'a.com' }, { host: 'b.com', proxy: 'p' }],
          domains: ['a.com', 'b.com'],
          internalProxies: ['p', 'q'],
          neutralResources: ['c.com', 'd.com'],
        },
      });
      expect(dataOf(document, 'EnterpriseProtectedDomainNames')).toBe('contoso.com|b.com');
      expect(dataOf(document, 'EnterpriseCloudResources')).toBe('a.com|b.com,p');
      expect(dataOf(document, 'EnterpriseNetworkDomainNames')).toBe('a.com,b.com');
      expect(dataOf(document, 'EnterpriseInternalProxyServers')).toBe('p,q');
      expect(dataOf(document, 'NeutralResources')).toBe('c.com,d.com');
      expect(dataOf(document, 'SMBAutoEncryptedFileExtensions')).toBe('docx;pdf');
    },
  ],
  [
    'NET-6',
    'the marker stands once and last',
    () => {
      const document = changed({ network: { allowConnectionsByIpAddress: true } });
      expect(dataOf(document, 'EnterpriseCloudResources')).toBe('contoso.sharepoint.com|/*AppCompat*/');
    },
  ],
  [
    'APP-2',
    'the ids of rules are GUIDs and unique over all collections',
    () => {
      const ids = appRules(twoLists).flatMap((xml) => [...xml.matchAll(/ Id="([^"]*)"/g)].map(([, id]) => id));
      expect(ids).toHaveLength(4);
      expect(new Set(ids).size).toBe(4);
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    },
  ],
  [
    'APP-3',
    'a rule allows or denies, and has one condition',
    () => {
      const rules = appRules(twoLists).flatMap((xml) => xml.match(/<FilePublisherRule.*?<\/FilePublisherRule>/g) ?? []);
      expect(rules).toHaveLength(4);
      for (const rule of rules) expect(rule).toMatch(publisherRule);
    },
  ],
  [
    'APP-3',
    'a rule without a condition is not taken over from elsewhere',
    () => {
      expect(foreign('<FilePublisherRule Name="x"><Conditions/></FilePublisherRule>').notCarried).toEqual([
        { what: 'x', why: expect.stringContaining('APP-3') },
      ]);
    },
  ],
  [
    'APP-5',
    'no rule by hash is written or taken over, so that none has hash data of another form',
    () => {
      expect(appRules(everyMember).join('')).not.toContain('Hash');
      const { apps, notCarried } = foreign('<FileHashRule Name="x"/>');
      expect([apps.length, notCarried.length]).toEqual([0, 1]);
    },
  ],
  [
    'APP-6',
    'grouping names that turn a list around are never compiled',
    () => {
      for (const groupings of [
        { protected: 'xEDPexemptx', exempt: 'yEdpExempt' },
        { protected: 'x', exempt: 'y' },
      ]) {
        expect(() => compile(soundDocument, { groupings })).toThrowError(
          expect.objectContaining({ code: 'policy.groupings' }),
        );
      }
    },
  ],
  [
    'LOCK-1',
    'the password rules are one family, taken inside an Atomic and refused outside',
    () => {
      const lock = families('DeviceLock');
      expect(lock).toMatchObject([{ kind: 'family', verb: 'Replace' }]);
      expect(answersOf(lock, true)).toEqual(namesIn(lock[0]).map(() => 200));
      expect(answersOf(lock, false)).not.toContain(200);
      expectOrder(namesIn(lock[0]), [
        /^DevicePasswordEnabled$/,
        /^AlphanumericDevicePasswordRequired$/,
        /^MinDevicePasswordComplexCharacters$/,
        /^MinDevicePasswordLength$/,
        /^(?:Allow|DevicePassword[EH][xi]|Max)/,
      ]);
    },
  ],
  [
    'LOCK-2',
    'the parent is written with its children',
    () => {
      const lock = { signIn: { deviceLock: { passwordRequired: true, minLength: 6 } } };
      expect(dataOf(changed(lock), 'DevicePasswordEnabled')).toBe('0');
    },
  ],
  [
    'PIN-4',
    'the node of Windows Hello bears the tenant of the enrollment, without braces',
    () => {
      const uris = nodesOf(everySetting).flatMap(({ uri }) => (uri.includes('PassportForWork') ? [uri] : []));
      const root = `./Device/Vendor/MSFT/PassportForWork/${inputs.tenantId}`;
      expect(uris.filter((uri) => uri !== root && !uri.startsWith(`${root}/`))).toEqual([]);
      expect(uris).toContain(root);
    },
  ],
  [
    'HAND-1',
    'the move to MDM keeps the work files unless the document says otherwise, and waits for that switch',
    () => {
      const moving = { sync: { mdmDiscoveryUrl: 'https://mdm.contoso.com/d' } };
      expect(dataOf(changed(moving), 'RevokeOnMDMHandoff')).toBe('0');
      expect(dataOf(changed({ ...moving, wip: { revokeOnMdmHandoff: true } }), 'RevokeOnMDMHandoff')).toBe('1');
      const url = compile(changed(moving)).settings.find(({ key }) => key.endsWith('/ManagementServerToUpgradeTo'));
      expect(url?.restsOn.map(leafOf)).toEqual(['RevokeOnMDMHandoff']);
    },
  ],
  [
    'HAND-3',
    'the move to MDM is left out for Windows Home, with the reason',
    () => {
      expect(compile(everyMember, { osEdition: 101 }).leftOut).toEqual([
        expect.objectContaining({ member: 'sync.mdmDiscoveryUrl', reason: expect.stringContaining('Windows Home') }),
      ]);
    },
  ],
  [
    'CERT-1',
    'a PKCS#12 is one family with the blob last and the export switch always',
    () => {
      expect(families('Pfx/')).toHaveLength(2);
      for (const family of families('Pfx/')) {
        expect(family.kind).toBe('family');
        expect(namesIn(family)).toContain('PFXKeyExportable');
        expect(namesIn(family).at(-1)).toBe('PFXCertBlob');
      }
    },
  ],
  [
    'CERT-2',
    'a SCEP request is one family with Enroll executed last',
    () => {
      const [request] = families('Scep/');
      expect(request?.kind).toBe('family');
      expect(request?.nodes.at(-1)).toMatchObject({ uri: expect.stringMatching(/\/Install\/Enroll$/), format: 'null' });
    },
  ],
  [
    'VPN-1',
    'a profile is one family of single nodes whose rows count from 0',
    () => {
      expect(families('Vpn/').map(({ kind }) => kind)).toEqual(['family', 'family']);
      const uris = nodesOf(families('Vpn/')).map(({ uri }) => uri);
      expect(uris.filter((uri) => uri.endsWith('/ProfileXML'))).toEqual([]);
      const rows = uris.flatMap((uri) => /\/(?:RouteList|TrafficFilterList)\/(\d+)\//.exec(uri)?.[1] ?? []);
      expect(new Set(rows)).toEqual(new Set(['0']));
    },
  ],
  [
    'VPN-2',
    'the bound profile bears the primary domain',
    () => {
      expect(dataOf(everyMember, 'EdpModeId')).toBe('contoso.com');
    },
  ],
  [
    'VPN-3',
    'roots, client certificates, VPN, Wi-Fi and the protection come in this order',
    () => {
      const order = everySetting.map(({ key }) => key);
      const groups = [/RootCATrusted/, /^(?:Scep|Pfx)\//, /^Vpn\//, /^WiFi\//, /EnterpriseDataProtection\/Settings/];
      expectOrder(order, groups);
    },
  ],
  [
    'WIFI-1',
    'segment, profile and network have one name',
    () => {
      const [profile] = families('WiFi/')[0]?.nodes ?? [];
      expect(profile?.uri).toContain('/Corp%20Net/');
      expect((profile?.data ?? '').match(/<name>[^<]*<\/name>/g)).toEqual([
        '<name>Corp Net</name>',
        '<name>Corp Net</name>',
      ]);
    },
  ],
  [
    'DHA-1',
    'the certificate is read at status 3 alone, behind a nonce',
    () => {
      expect(attests('3').slice(0, 2)).toEqual(['Replace Nonce', 'Get Certificate']);
      for (const code of ['0', '1', '7', '']) expect(attests(code)).not.toContain('Get Certificate');
    },
  ],
];
