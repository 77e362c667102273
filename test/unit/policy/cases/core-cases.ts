import { certificates, changed, notepad, powerBi, soundDocument } from '../documents';
import type { DocumentCase } from './document-case';

const networkOf = (network: Record<string, unknown>) => changed({ network });
const protectedApps = (...apps: unknown[]) => changed({ apps: { protected: apps } });
const exempt = (...apps: unknown[]) => changed({ apps: { exempt: apps } });
const off = changed({ wip: { mode: 'off' } });

/** Documents that break a rule over protection, apps or network, and are refused. */
export const coreRefusals: readonly DocumentCase[] = [
  ['WIP-1', 'a level without an identity', changed({ wip: { primaryDomain: undefined } }), 'wip.primaryDomain'],
  ['WIP-1', 'a level without a list of apps', changed({ apps: undefined }), 'apps.protected'],
  ['WIP-1', 'a level with denials only', protectedApps({ ...notepad, action: 'deny' }), 'apps.protected'],
  [
    'WIP-4',
    'another primary domain',
    changed({ wip: { primaryDomain: 'fabrikam.com' } }),
    'wip.primaryDomain',
    soundDocument,
  ],
  [
    'WIP-5',
    'a domain with an asterisk',
    changed({ wip: { additionalDomains: ['*.contoso.com'] } }),
    'wip.additionalDomains[0]',
  ],
  ['WIP-5', 'a network domain with a blank', networkOf({ domains: ['corp contoso.com'] }), 'network.domains[0]'],
  ['WIP-11', 'a policy that lost its section', changed({ wip: undefined }), 'wip', soundDocument],
  ['WIP-11', 'a policy whose section became null', changed({ wip: null }), 'wip', off],
  [
    'NET-1',
    'a paired proxy that is not internal',
    networkOf({ cloudResources: [{ host: 'a.com', proxy: 'p.contoso.com' }] }),
    'network.cloudResources[0].proxy',
  ],
  [
    'NET-2',
    'a proxy of both kinds',
    networkOf({ internalProxies: ['p.a.com'], internetProxies: ['b.com', 'P.a.com'] }),
    'network.internetProxies[1]',
  ],
  ['NET-3', 'a prefix', networkOf({ ipRanges: [{ from: '10.0.0.0/8', to: '10.0.0.1' }] }), 'network.ipRanges[0].from'],
  [
    'NET-3',
    'a range that runs backwards',
    networkOf({ ipRanges: [{ from: '10.0.0.2', to: '10.0.0.1' }] }),
    'network.ipRanges[0].to',
  ],
  [
    'NET-3',
    'a range over two families',
    networkOf({ ipRanges: [{ from: '10.0.0.2', to: '::ffff' }] }),
    'network.ipRanges[0].to',
  ],
  [
    'NET-5',
    'a host with an asterisk',
    networkOf({ cloudResources: [{ host: '*.contoso.com' }] }),
    'network.cloudResources[0].host',
  ],
  [
    'NET-5',
    'a cloud resource with a port',
    networkOf({ cloudResources: [{ host: 'contoso.com:443' }] }),
    'network.cloudResources[0].host',
  ],
  [
    'NET-5',
    'a proxy with a port of 70000',
    networkOf({ internetProxies: ['p.a.com:70000'] }),
    'network.internetProxies[0]',
  ],
  [
    'NET-6',
    'the marker in place of a host',
    networkOf({ cloudResources: [{ host: '/*AppCompat*/' }] }),
    'network.cloudResources[0].host',
  ],
  [
    'DOC-4',
    'connections by address without cloud resources',
    networkOf({ cloudResources: [], allowConnectionsByIpAddress: true }),
    'network.allowConnectionsByIpAddress',
  ],
  ['APP-2', 'the same entry twice', protectedApps(notepad, { ...notepad, binary: 'NOTEPAD.exe' }), 'apps.protected[1]'],
  [
    'APP-4',
    'a version of two numbers',
    protectedApps({ ...notepad, minVersion: '16.0' }),
    'apps.protected[0].minVersion',
  ],
  [
    'APP-4',
    'versions that run backwards',
    protectedApps({ ...notepad, minVersion: '10.0.0.0', maxVersion: '9.99999.0.0' }),
    'apps.protected[0].maxVersion',
  ],
  [
    'DOC-4',
    'an app that is protected and exempt',
    exempt({ ...notepad, name: 'Editor', binary: 'Notepad.EXE' }),
    'apps.exempt[0]',
  ],
  [
    'DOC-4',
    'a denial in the exempt list',
    exempt({ ...notepad, binary: 'visio.exe', action: 'deny' }),
    'apps.exempt[0].action',
  ],
  [
    'DOC-2',
    'a program without a file name',
    protectedApps({ ...notepad, binary: undefined }),
    'apps.protected[0].binary',
  ],
  ['DOC-4', 'a store app with a file name', protectedApps({ ...powerBi, binary: '*' }), 'apps.protected[0].binary'],
  ['DOC-3', 'a store app without a name', protectedApps({ ...powerBi, product: '*' }), 'apps.protected[0].product'],
  [
    'DOC-3',
    'a path in place of a file name',
    protectedApps({ ...notepad, binary: 'C:\\Windows\\notepad.exe' }),
    'apps.protected[0].binary',
  ],
  ['DOC-3', 'a drive in place of a file name', protectedApps({ ...notepad, binary: 'C:' }), 'apps.protected[0].binary'],
  [
    'DOC-3',
    'a recovery certificate of another use',
    changed({ wip: { recoveryCertificate: certificates.serverAuthentication } }),
    'wip.recoveryCertificate',
  ],
  [
    'DOC-4',
    'further domains without a first one',
    changed({ wip: { mode: 'off', primaryDomain: undefined, additionalDomains: ['a.com'] } }),
    'wip.additionalDomains',
  ],
  [
    'SIZE-1',
    'more domains than fit one message',
    changed({
      wip: {
        additionalDomains: Array.from(
          { length: 500 },
          (_, n) => `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(50)}.n${n}.com`,
        ),
      },
    }),
    'wip.primaryDomain',
  ],
];

/** Documents that are accepted with a warning over protection, apps or network. */
export const coreWarnings: readonly DocumentCase[] = [
  ['WIP-2', 'a level without a boundary', changed({ network: undefined }), 'network'],
  ['WIP-2', 'address ranges without names', networkOf({ cloudResources: undefined, domains: undefined }), 'network'],
  ['WIP-3', 'no recovery certificate', changed({ wip: { recoveryCertificate: undefined } }), 'wip.recoveryCertificate'],
  [
    'WIP-6',
    'a template while the encryption is off',
    changed({ wip: { azureRms: { enabled: false, templateId: '6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b' } } }),
    'wip.azureRms.templateId',
  ],
  [
    'WIP-7',
    'extensions without an internal network',
    changed({ wip: { smbEncryptedExtensions: ['docx'] }, network: { ipRanges: [] } }),
    'wip.smbEncryptedExtensions',
  ],
  [
    'NET-7',
    'connections by address',
    networkOf({ allowConnectionsByIpAddress: true }),
    'network.allowConnectionsByIpAddress',
  ],
  [
    'NET-8',
    'an empty list that is complete',
    networkOf({ internetProxiesAreComplete: true }),
    'network.internetProxiesAreComplete',
  ],
  [
    'NET-9',
    'a host that is work and neutral',
    networkOf({ neutralResources: ['Contoso.SharePoint.com'] }),
    'network.neutralResources[0]',
  ],
  ['APP-7', 'every publisher', protectedApps(notepad, { ...notepad, publisher: '*' }), 'apps.protected[1].publisher'],
  [
    'APP-8',
    'a program that knows nothing of work data',
    protectedApps(notepad, { ...notepad, binary: 'game.exe' }),
    'apps.protected[1].name',
  ],
  [
    'DOC-6',
    'a signer of a program with CN',
    protectedApps({ ...notepad, publisher: powerBi.publisher }),
    'apps.protected[0].publisher',
  ],
];
