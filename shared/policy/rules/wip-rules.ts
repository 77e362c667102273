import { checkHistory, earlierWip } from '../check-history';
import type { PolicyDocument } from '../document';
import { type Remark, type Rule, remarksOn } from './remark';

const isActive = ({ wip }: PolicyDocument) => wip !== undefined && wip !== null && wip.mode !== 'off';

const protectsAnApp = ({ apps }: PolicyDocument) => (apps?.protected ?? []).some(({ action }) => action !== 'deny');

const hasEntries = (list: readonly unknown[] | null | undefined) => (list?.length ?? 0) > 0;

const hasInternalNetwork = ({ network }: PolicyDocument) =>
  hasEntries(network?.ipRanges) && hasEntries(network?.domains);

/** WIP-1: an active level needs an identity and an app that may work with it. */
const needsIdentityAndApp: Rule = (document) => {
  if (!isActive(document)) return [];
  const { refuse } = remarksOn(document);
  const remarks: Remark[] = [];
  if (document.wip?.primaryDomain == null) {
    const message = 'is needed unless mode is off';
    const allowed = 'a domain, with every mode but off';
    const suggestion = 'name the mail domain of the organization, e.g. `contoso.com`';
    remarks.push(refuse(['wip', 'primaryDomain'], { rule: 'WIP-1', message, allowed, suggestion }));
  }
  if (!protectsAnApp(document)) {
    const message = 'without an app to allow, Windows leaves the protection off';
    const suggestion = 'list at least one app with action allow, or use mode off';
    const allowed = 'at least one entry whose action is allow, with every mode but off';
    remarks.push(refuse(['apps', 'protected'], { rule: 'WIP-1', message, allowed, suggestion }));
  }
  return remarks;
};

/** The first domain is the identity for ever, so that no further one may slip into its place. */
const furtherDomainsNeedFirst: Rule = (document) => {
  if (!hasEntries(document.wip?.additionalDomains) || document.wip?.primaryDomain != null) return [];
  const message = 'needs a primaryDomain';
  const allowed = 'further domains beside a primaryDomain';
  const suggestion = 'name the first of them in primaryDomain; it stays the identity for ever';
  return [remarksOn(document).refuse(['wip', 'additionalDomains'], { rule: 'DOC-4', message, allowed, suggestion })];
};

/** WIP-2: without a boundary nothing that arrives is tagged as work. */
const needsBoundary: Rule = (document) => {
  if (!isActive(document) || hasEntries(document.network?.cloudResources) || hasInternalNetwork(document)) return [];
  const message = 'there is no boundary, so nothing that arrives from work is protected';
  const suggestion = 'list cloudResources, or domains together with ipRanges';
  const allowed = 'an active policy with cloudResources, or with domains and ipRanges';
  return [remarksOn(document).warn(['network'], { rule: 'WIP-2', message, allowed, suggestion })];
};

/** WIP-3: a lost key means lost files. */
const needsRecovery: Rule = (document) => {
  if (!isActive(document) || document.wip?.recoveryCertificate != null) return [];
  const message = 'without a recovery certificate, files whose key is lost stay unreadable';
  const allowed = 'a certificate for file recovery';
  const suggestion = 'make one with `cipher /r:name` on a Windows PC and keep its key offline';
  return [remarksOn(document).warn(['wip', 'recoveryCertificate'], { rule: 'WIP-3', message, allowed, suggestion })];
};

/** WIP-6: a template is read only while the encryption of copies is on. */
const templateNeedsRms: Rule = (document) => {
  const rms = document.wip?.azureRms;
  if (rms?.templateId == null || rms.enabled) return [];
  const message = 'has no effect while azureRms.enabled is false';
  const allowed = 'a template while azureRms.enabled is true';
  const suggestion = 'write `"enabled": true`, or remove the template';
  return [remarksOn(document).warn(['wip', 'azureRms', 'templateId'], { rule: 'WIP-6', message, allowed, suggestion })];
};

/** WIP-7: shares are recognized by their addresses and names. */
const extensionsNeedNetwork: Rule = (document) => {
  if (!hasEntries(document.wip?.smbEncryptedExtensions) || hasInternalNetwork(document)) return [];
  const message = 'has no effect without network.domains and network.ipRanges';
  const allowed = 'extensions beside network.domains and network.ipRanges';
  const suggestion = 'describe the network by domains and ipRanges, or remove the extensions';
  return [remarksOn(document).warn(['wip', 'smbEncryptedExtensions'], { rule: 'WIP-7', message, allowed, suggestion })];
};

/** WIP-4 and WIP-11 against the latest revision; those before it are judged where they can be read. */
const keepsWhatIsDeployed: Rule = (document, { previous }) => {
  const earlier = previous === undefined ? undefined : earlierWip(undefined, previous);
  if (earlier === undefined) return [];
  const { errors, warnings } = checkHistory(document, [earlier]);
  return [
    ...errors.map((finding) => ({ severity: 'error', finding }) as const),
    ...warnings.map((finding) => ({ severity: 'warning', finding }) as const),
  ];
};

/** Rules WIP-1 to WIP-7 and WIP-11, as far as a document can break them. */
export const wipRules: readonly Rule[] = [
  needsIdentityAndApp,
  furtherDomainsNeedFirst,
  needsBoundary,
  needsRecovery,
  templateNeedsRms,
  extensionsNeedNetwork,
  keepsWhatIsDeployed,
];
