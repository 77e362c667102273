import { Buffer } from 'node:buffer';
import { WIP_SETTINGS } from '../../csp/locuri';
import type { PolicyDocument } from '../document';
import type { Draft } from '../seal-setting';
import type { Wip } from '../sections/wip';
import { certificateDer } from '../values/certificate';
import { canonicalName } from '../values/domain';
import { compileHandoff } from './compile-sync';
import { bit, given, joined } from './encode';
import { type Data, type LeafSource, leaf, leaves, type Part, remove } from './part';
import { recoveryBlob } from './recovery-blob';

const levels = { off: '0', silent: '1', override: '2', block: '3' } as const;

function domains({ primaryDomain, additionalDomains }: Wip): Data {
  return given(primaryDomain, (primary) =>
    [...new Set([primary, ...(additionalDomains ?? [])].map(canonicalName))].join('|'),
  );
}

function recovery({ recoveryCertificate }: Wip): Data {
  return given(recoveryCertificate, (text) => recoveryBlob(certificateDer(text) ?? Buffer.alloc(0)).toString('base64'));
}

/** Written although the document says nothing, so that a wipe never depends on a default (rule WIP-10). */
function revokeOnUnenroll({ mode, revokeOnUnenroll: revoke }: Wip): Data {
  return bit(revoke === undefined && mode !== 'off' ? true : revoke);
}

const inner = <Value>(outer: object | null | undefined, value: Value | null | undefined) =>
  outer === null ? null : value;

const leafSources: readonly LeafSource<Wip>[] = [
  { uri: 'EnterpriseProtectedDomainNames', format: 'chr', member: 'primaryDomain', data: domains },
  { uri: 'DataRecoveryCertificate', format: 'b64', member: 'recoveryCertificate', data: recovery },
  {
    uri: 'AllowAzureRMSForEDP',
    format: 'int',
    member: 'azureRms.enabled',
    data: ({ azureRms }) => bit(inner(azureRms, azureRms?.enabled)),
  },
  {
    uri: 'RMSTemplateIDForEDP',
    format: 'chr',
    member: 'azureRms.templateId',
    data: ({ azureRms }) => given(inner(azureRms, azureRms?.templateId), (id) => `{${id}}`),
  },
  { uri: 'EDPShowIcons', format: 'int', member: 'showIcons', data: ({ showIcons }) => bit(showIcons) },
  {
    uri: 'SMBAutoEncryptedFileExtensions',
    format: 'chr',
    member: 'smbEncryptedExtensions',
    data: ({ smbEncryptedExtensions }) => joined(smbEncryptedExtensions, ';', String),
  },
  { uri: 'RevokeOnUnenroll', format: 'int', member: 'revokeOnUnenroll', data: revokeOnUnenroll },
];

const sources = leafSources.map((source) => ({
  ...source,
  uri: `${WIP_SETTINGS}${source.uri}`,
  member: `wip.${source.member}`,
}));

const level = { uri: `${WIP_SETTINGS}EDPEnforcementLevel`, format: 'int', member: 'wip.mode' } as const;

/** Leaves without which the protection would come up half configured (rule WIP-9). */
const foundations: ReadonlySet<string> = new Set(
  ['EnterpriseProtectedDomainNames', 'DataRecoveryCertificate', 'RevokeOnUnenroll', 'RevokeOnMDMHandoff'].map(
    (name) => `${WIP_SETTINGS}${name}`,
  ),
);

const isFoundation = ({ key, kind, member }: Draft) =>
  foundations.has(key) || (kind === 'leaf' && member.startsWith('apps.'));

/**
 * Windows Information Protection itself. A level above off rests on identity, app rules, recovery certificate and
 * revoke switches; level 0 and the removal of everything go out at once.
 * @param before What was compiled before it, lists of apps included.
 */
export function compileWip(document: PolicyDocument, before: readonly Part[]): Part[] {
  const { wip } = document;
  const settings = [...leaves(wip, sources), ...compileHandoff(document)];
  if (wip === undefined) return settings;
  if (wip === null) return [remove(level.uri, 'wip'), ...settings];
  const keys = [...before, ...settings].flatMap((part) =>
    part.kind === 'set' && isFoundation(part.draft) ? [part.draft.key] : [],
  );
  const restsOn = wip.mode === 'off' ? [] : keys;
  return [...settings, leaf(level, levels[wip.mode], { verb: 'Replace', restsOn })];
}
