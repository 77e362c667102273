import { changed } from '../documents';
import type { DocumentCase } from './document-case';

const withApp = (app: unknown) => changed({ apps: { protected: [app] } });

/** A refused document, the member, and what to write instead. */
export type FormCase = readonly [why: string, document: unknown, path: string, suggestion: string];

/** Unknown members, by where they stand, with the nearest name. */
export const unknownMembers: readonly FormCase[] = [
  ['at the top', changed({ wipe: {} }), 'wipe', 'write `wip`'],
  ['in a section', changed({ wip: { primarydomain: 'a.com' } }), 'wip.primarydomain', 'write `primaryDomain`'],
  ['in an entry', withApp({ bynary: 'a.exe' }), 'apps.protected[0].bynary', 'write `binary`'],
  [
    'in an object inside',
    changed({ wip: { azureRms: { enabled: true, template: '' } } }),
    'wip.azureRms.template',
    'write `templateId`',
  ],
  [
    'that is only the beginning of a name',
    changed({ logs: { retention: 30 } }),
    'logs.retention',
    'write `retentionDays`',
  ],
];

/** Values in another form, with the right one. */
export const wrongForms: readonly FormCase[] = [
  ['text for a switch', changed({ wip: { showIcons: 'true' } }), 'wip.showIcons', 'write `true`'],
  ['a number for a switch', changed({ wip: { showIcons: 0 } }), 'wip.showIcons', 'write `false`'],
  ['a choice in other case', changed({ wip: { mode: 'Block' } }), 'wip.mode', 'write `block`'],
  ['a text for a list', changed({ network: { domains: 'a.com' } }), 'network.domains', 'write `["a.com"]`'],
  [
    'a text with several entries for a list',
    changed({ network: { internalProxies: 'a.com:80; b.com' } }),
    'network.internalProxies',
    'write `["a.com:80", "b.com"]`',
  ],
  [
    'a text for a cloud resource',
    changed({ network: { cloudResources: ['.contoso.com'] } }),
    'network.cloudResources[0]',
    'write `{ "host": ".contoso.com" }`',
  ],
  [
    'a text with an asterisk for a cloud resource',
    changed({ network: { cloudResources: ['*.x.com'] } }),
    'network.cloudResources[0]',
    'write `{ "host": ".x.com" }`',
  ],
  [
    'a text with several hosts for a cloud resource',
    changed({ network: { cloudResources: ['https://a.com/x|b.com:443'] } }),
    'network.cloudResources[0]',
    'write `{ "host": "a.com" }, { "host": "b.com" }`',
  ],
  [
    'a text for the list of cloud resources',
    changed({ network: { cloudResources: 'a.com|*.b.com' } }),
    'network.cloudResources',
    'write `[{ "host": "a.com" }, { "host": ".b.com" }]`',
  ],
  [
    'a text for the list of ranges',
    changed({ network: { ipRanges: '10.0.0.0/8, fd00::1-fd00::2' } }),
    'network.ipRanges',
    'write `[{ "from": "10.0.0.0", "to": "10.255.255.255" }, { "from": "fd00::1", "to": "fd00::2" }]`',
  ],
  ['a text for a list of apps', changed({ apps: { protected: 'a.exe' } }), 'apps.protected', 'write a list'],
  [
    'a prefix for a range',
    changed({ network: { ipRanges: ['10.0.0.0/8'] } }),
    'network.ipRanges[0]',
    'write `{ "from": "10.0.0.0", "to": "10.255.255.255" }`',
  ],
  [
    'two addresses in one text for a range',
    changed({ network: { ipRanges: ['10.0.0.1 - 10.0.0.9'] } }),
    'network.ipRanges[0]',
    'write `{ "from": "10.0.0.1", "to": "10.0.0.9" }`',
  ],
  ['a word for a range', changed({ network: { ipRanges: ['office'] } }), 'network.ipRanges[0]', 'write an object'],
  [
    'an address of the move to MDM without its scheme',
    changed({ sync: { mdmDiscoveryUrl: 'mdm.contoso.com/d' } }),
    'sync.mdmDiscoveryUrl',
    'write `https://mdm.contoso.com/d`',
  ],
  ['another version of the format', changed({ schemaVersion: 2 }), 'schemaVersion', 'write `1`'],
  [
    'a dot in an extension',
    changed({ wip: { smbEncryptedExtensions: ['.docx'] } }),
    'wip.smbEncryptedExtensions[0]',
    'write `docx`',
  ],
  [
    'a GUID in braces',
    changed({ wip: { azureRms: { enabled: true, templateId: '{6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b}' } } }),
    'wip.azureRms.templateId',
    'write `6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b`',
  ],
];

/** Paths of members that a document lacks. */
export const missingMembers: readonly (readonly [path: string, document: unknown])[] = [
  ['schemaVersion', changed({ schemaVersion: undefined })],
  ['name', changed({ name: undefined })],
  ['wip.mode', changed({ wip: { mode: undefined } })],
  ['wip.azureRms.enabled', changed({ wip: { azureRms: {} } })],
  ['network.ipRanges[0].to', changed({ network: { ipRanges: [{ from: '10.0.0.1' }] } })],
  ['apps.protected[0].publisher', withApp({ type: 'store', name: 'a', product: 'b' })],
];

const bare = (sections: Record<string, unknown>) => ({ schemaVersion: 1, name: 'x', ...sections });
const attesting = (demand: Record<string, unknown>) => bare({ compliance: { requireHealthAttestation: demand } });
const mark = { secret: 'set' };

const others: readonly DocumentCase[] = [
  ['DOC-3', 'a list in place of a document', [], ''],
  ['DOC-3', 'a text in place of a document', '{}', ''],
  ['DOC-2', 'nothing in place of a document', undefined, ''],
  ['DOC-3', 'an empty name', bare({ name: '' }), 'name'],
  ['DOC-3', 'a name of 257 characters', bare({ name: 'x'.repeat(257) }), 'name'],
  ['DOC-3', 'a line break in the name', bare({ name: 'a\nb' }), 'name'],
  ['DOC-3', 'null inside a list', bare({ network: { domains: [null] } }), 'network.domains[0]'],
  ['DOC-3', 'an object where a text stands', bare({ name: { toString: 1 } }), 'name'],
  ['DOC-3', 'a number above the range', bare({ logs: { retentionDays: 366 } }), 'logs.retentionDays'],
  ['DOC-3', 'a number below the range', bare({ compliance: { graceHours: -1 } }), 'compliance.graceHours'],
  ['DOC-3', 'logs every zero hours', bare({ logs: { everyHours: 0 } }), 'logs.everyHours'],
  ['DOC-3', 'silence of no days', bare({ compliance: { maxSilentDays: 0 } }), 'compliance.maxSilentDays'],
  ['DOC-3', 'a switch as a number', bare({ logs: { collectWipAudit: 1 } }), 'logs.collectWipAudit'],
  ['DOC-3', 'an unknown verdict', bare({ compliance: { unknownIs: 'maybe' } }), 'compliance.unknownIs'],
  ['APP-4', 'a release that is no version', bare({ compliance: { minRelease: '22H2' } }), 'compliance.minRelease'],
  [
    'DOC-3',
    'an unknown attribute of the health',
    attesting({ maxReportAgeHours: 1, attributes: ['Mood'] }),
    'compliance.requireHealthAttestation.attributes[0]',
  ],
  [
    'DOC-3',
    'no attribute of the health',
    attesting({ maxReportAgeHours: 1, attributes: [] }),
    'compliance.requireHealthAttestation.attributes',
  ],
  [
    'DOC-2',
    'a report on the health without an age',
    attesting({ attributes: ['WinPE'] }),
    'compliance.requireHealthAttestation.maxReportAgeHours',
  ],
  [
    'DOC-3',
    'a private key in place of a certificate',
    changed({ wip: { recoveryCertificate: '-----BEGIN PRIVATE KEY-----\nc2VzYW1l' } }),
    'wip.recoveryCertificate',
  ],
  ['DOC-3', 'a text with secrets in place of a document', '{"wifi":[{"sharedKey":"not-a-real-key"}]}', ''],
  ['DOC-3', 'a text with secrets in place of a section', bare({ certificates: 'c2VzYW1lIQ==' }), 'certificates'],
  [
    'DOC-3',
    'the mark of a secret that was never set',
    bare({ wifi: [{ name: 'a', authentication: 'WPA2PSK', sharedKey: mark }] }),
    'wifi[0].sharedKey',
  ],
];

/** Documents whose form is refused, whatever they say. */
export const formRefusals: readonly DocumentCase[] = [
  ...unknownMembers.map(([why, document, path]): DocumentCase => ['DOC-1', `an unknown member ${why}`, document, path]),
  ...wrongForms.map(([why, document, path]): DocumentCase => ['DOC-3', why, document, path]),
  ...missingMembers.map(([path, document]): DocumentCase => ['DOC-2', `a document without ${path}`, document, path]),
  ...others,
];
