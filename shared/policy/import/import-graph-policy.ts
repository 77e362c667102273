import { ServiceError } from '../../errors';
import { valueAt } from '../member-path';
import { administrativeMembers, type GraphPolicy, graphPolicy } from './graph-policy';
import type { NotCarried } from './not-carried';
import { defined, flat, type Json, readList, readNetwork, readRanges, text } from './read-graph-lists';

/** A document as it came out of an import: still to be checked, with a report of what could not be carried over. */
export interface ImportedPolicy {
  readonly document: Readonly<Record<string, unknown>>;
  readonly notCarried: readonly NotCarried[];
}

const modes = {
  noProtection: 'off',
  encryptAndAuditOnly: 'silent',
  encryptAuditAndPrompt: 'override',
  encryptAuditAndBlock: 'block',
} as const;

/** The mirror image of the numbers on the device, as names and as numbers. */
const characterClasses: ReadonlyMap<string, string> = new Map([
  ['notAllow', 'forbid'],
  ['requireAtLeastOne', 'require'],
  ['allow', 'allow'],
  ['0', 'forbid'],
  ['1', 'require'],
  ['2', 'allow'],
]);

/** Members of the console that MAM cannot deliver. */
const undeliverable: ReadonlyMap<string, string> = new Map([
  ['protectionUnderLockConfigRequired', 'for phones only (WIP-8)'],
  ['indexingEncryptedStoresOrItemsBlocked', 'the search area is open to MDM only'],
]);

const negated = (value: boolean | null | undefined) => (value == null ? undefined : !value);
const positive = (value: number | null | undefined) => (value == null || value === 0 ? undefined : value);
const choice = (value: string | number | null | undefined) => characterClasses.get(String(value));

function readWip(policy: GraphPolicy): Json | undefined {
  const primary = text(policy.enterpriseDomain);
  const further = flat(policy.enterpriseProtectedDomainNames)?.filter(
    (name) => name.toLowerCase() !== primary?.toLowerCase(),
  );
  const rms = policy.azureRightsManagementServicesAllowed;
  const azureRms =
    rms == null
      ? undefined
      : defined({ enabled: rms, templateId: text(policy.rightsManagementServicesTemplateId)?.replace(/[{}]/g, '') });
  return defined({
    mode: policy.enforcementLevel == null ? undefined : modes[policy.enforcementLevel],
    primaryDomain: primary,
    additionalDomains: further?.length ? further : undefined,
    recoveryCertificate: text(policy.dataRecoveryCertificate?.certificate),
    showIcons: policy.iconsVisible,
    revokeOnUnenroll: negated(policy.revokeOnUnenrollDisabled),
    revokeOnMdmHandoff: negated(policy.revokeOnMdmHandoffDisabled),
    azureRms,
    smbEncryptedExtensions: flat(policy.smbAutoEncryptedFileExtensions)?.map((extension) =>
      extension.replace(/^\*?\./, ''),
    ),
  });
}

function readSignIn(policy: GraphPolicy): Json | undefined {
  const pin = defined({
    minLength: positive(policy.pinMinimumLength),
    uppercase: choice(policy.pinUppercaseLetters),
    lowercase: choice(policy.pinLowercaseLetters),
    special: choice(policy.pinSpecialCharacters),
    expiresAfterDays: policy.pinExpirationDays,
    remembered: policy.numberOfPastPinsRemembered,
  });
  const lock = defined({
    maxFailedAttempts: positive(policy.passwordMaximumAttemptCount),
    lockAfterMinutes: positive(policy.minutesOfInactivityBeforeDeviceLock),
  });
  const enabled = negated(policy.windowsHelloForBusinessBlocked);
  return defined({
    windowsHello: enabled === undefined ? undefined : defined({ enabled, pin }),
    deviceLock: lock && { passwordRequired: true, ...lock },
  });
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

function unread(policy: GraphPolicy): NotCarried[] {
  const known = new Set(Object.keys(graphPolicy.shape));
  return Object.entries(policy)
    .filter(
      ([name, value]) => !known.has(name) && !administrativeMembers.has(name) && !name.includes('@') && isSaid(value),
    )
    .map(([what]) => ({ what, why: undeliverable.get(what) ?? 'has no counterpart here' }));
}

const refused = (text: string) => new ServiceError('invalid', 'policy.import', text);

/** Graph answers the question for all policies with a list of them. @throws ServiceError when it holds another number than one */
function onlyEntry(input: unknown): unknown {
  const list = valueAt(input, ['value']);
  if (!Array.isArray(list)) return input;
  if (list.length === 1) return list[0];
  throw refused(`This is a list of ${list.length} policies. Take one of them, alone, from "value".`);
}

function read(input: unknown): GraphPolicy {
  const parsed = graphPolicy.safeParse(input);
  if (parsed.success && Object.keys(graphPolicy.shape).some((name) => Object.hasOwn(parsed.data, name)))
    return parsed.data;
  throw refused('This is no windowsInformationProtectionPolicy of Microsoft Graph.');
}

/**
 * Graph's `windowsInformationProtectionPolicy`, alone or as the only entry of a list, as a policy document: the mirrored
 * enumerations and negated booleans are translated, lists of consoles taken apart.
 * @throws ServiceError `policy.import` when the value is no such policy, or a list of several
 */
export function importGraphPolicy(input: unknown): ImportedPolicy {
  const policy = read(onlyEntry(input));
  const fenced = readList(policy.protectedApps, policy.protectedAppLockerFiles);
  const exempt = readList(policy.exemptApps, policy.exemptAppLockerFiles);
  const ranges = readRanges(policy.enterpriseIPRanges);
  const document = {
    schemaVersion: 1,
    name: text(policy.displayName) ?? 'Imported policy',
    ...defined({
      wip: readWip(policy),
      apps: defined({ protected: fenced.entries, exempt: exempt.entries }),
      network: readNetwork(policy, ranges.entries),
      signIn: readSignIn(policy),
      sync: defined({
        unenrollAfterDaysWithoutContact: positive(policy.daysWithoutContactBeforeUnenroll),
        mdmDiscoveryUrl: text(policy.mdmEnrollmentUrl),
      }),
    }),
  };
  return {
    document,
    notCarried: [...unread(policy), ...fenced.notCarried, ...exempt.notCarried, ...ranges.notCarried],
  };
}
