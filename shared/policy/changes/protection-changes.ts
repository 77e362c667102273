import type { PolicyDocument } from '../document';
import { canonicalDomain, canonicalName } from '../values/domain';
import { type ChangeRule, warn } from './change-rule';

const modeOf = ({ wip }: PolicyDocument) => wip?.mode ?? 'off';
const isActive = (document: PolicyDocument) => modeOf(document) !== 'off';

const becomesBlocking: ChangeRule = (before, after) =>
  modeOf(after) === 'block' && modeOf(before) !== 'block'
    ? [
        warn(after, 'wip.mode', {
          rule: 'CHANGE-1',
          message: 'users are stopped from now on, without a way to continue',
          allowed: modeOf(before),
          suggestion: 'read the audit log of the milder mode first',
        }),
      ]
    : [];

const switchesOff: ChangeRule = (before, after) =>
  isActive(before) && !isActive(after)
    ? [
        warn(after, 'wip.mode', {
          rule: 'CHANGE-2',
          message: 'work files on every PC are decrypted; switching on again does not bring the old tagging back',
          allowed: modeOf(before),
          suggestion: 'save this only when the protection is to end; silent is the mildest mode that keeps it',
        }),
      ]
    : [];

const switchesOn: ChangeRule = (before, after) =>
  !isActive(before) && isActive(after)
    ? [
        warn(after, 'wip.mode', {
          rule: 'CHANGE-3',
          message: 'work files are encrypted from now on, on every PC that has this policy',
          allowed: 'off',
          suggestion: 'begin with mode silent and a group of pilots',
        }),
      ]
    : [];

const changesIdentity: ChangeRule = (before, after) => {
  const [old, fresh] = [before.wip?.primaryDomain, after.wip?.primaryDomain];
  if (old == null || fresh == null || canonicalDomain(old) === canonicalDomain(fresh)) return [];
  return [
    warn(after, 'wip.primaryDomain', {
      rule: 'CHANGE-4',
      message: 'files that were protected for the old domain become unreadable',
      allowed: canonicalName(old),
      suggestion: 'keep the primary domain, and name the new one in additionalDomains',
    }),
  ];
};

const changesRecovery: ChangeRule = (before, after) => {
  const [old, fresh] = [before.wip?.recoveryCertificate, after.wip?.recoveryCertificate];
  if (old == null || old === fresh) return [];
  return [
    warn(after, 'wip.recoveryCertificate', {
      rule: 'CHANGE-7',
      message: 'files keep the old certificate until they are written again',
      allowed: 'the certificate of the revision before',
      suggestion: 'keep the key of the old certificate',
    }),
  ];
};

const keepsDataBehind: ChangeRule = (before, after) =>
  before.wip?.revokeOnUnenroll !== false && after.wip?.revokeOnUnenroll === false
    ? [
        warn(after, 'wip.revokeOnUnenroll', {
          rule: 'CHANGE-8',
          message: 'PCs that leave keep their work files readable',
          allowed: 'true, or nothing',
          suggestion: 'leave it out: a wipe then takes the work files along',
        }),
      ]
    : [];

/** CHANGE-1 to CHANGE-4, CHANGE-7 and CHANGE-8: how far the protection goes, and who can read what it left. */
export const protectionChanges: readonly ChangeRule[] = [
  becomesBlocking,
  switchesOff,
  switchesOn,
  changesIdentity,
  changesRecovery,
  keepsDataBehind,
];
