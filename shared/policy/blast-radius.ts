import { isDeepStrictEqual } from 'node:util';
import type { PolicyDocument } from './document';
import { foundText, pathOf } from './member-path';
import type { Warning } from './refusal';
import type { App } from './sections/apps';
import { canonicalDomain } from './values/domain';

/** A warning over a change from one revision to the next; nothing when the change does not touch it. */
type ChangeRule = (before: PolicyDocument, after: PolicyDocument) => readonly Warning[];

const modeOf = ({ wip }: PolicyDocument) => wip?.mode ?? 'off';
const isActive = (document: PolicyDocument) => modeOf(document) !== 'off';

/** What a warning says; what was found is read from the new revision, what is harmless is what the old one had. */
type Words = Pick<Warning, 'rule' | 'message' | 'allowed' | 'suggestion'>;

const warn = (after: PolicyDocument, path: string, words: Words): Warning => ({
  path,
  ...words,
  found: foundText(after, pathOf(path)),
});

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
      allowed: canonicalDomain(old) ?? old,
      suggestion: 'keep the primary domain, and name the new one in additionalDomains',
    }),
  ];
};

const nameOf = ({ type, publisher, product, binary }: App) =>
  JSON.stringify([type, publisher, product, binary ?? '*']).toLowerCase();

const removesApps: ChangeRule = (before, after) => {
  const kept = new Set([...(after.apps?.protected ?? []), ...(after.apps?.exempt ?? [])].map(nameOf));
  const gone = (before.apps?.protected ?? []).filter((app) => app.action !== 'deny' && !kept.has(nameOf(app)));
  return gone.map(({ name }) =>
    warn(after, 'apps.protected', {
      rule: 'CHANGE-5',
      message: `${name} may be refused its own work files`,
      allowed: 'the apps of the revision before',
      suggestion: 'move the app to the exempt list, which is gentler',
    }),
  );
};

const shrinksBoundary: ChangeRule = (before, after) => {
  const kept = new Set((after.network?.cloudResources ?? []).map(({ host }) => host.toLowerCase()));
  const gone = (before.network?.cloudResources ?? []).filter(({ host }) => !kept.has(host.toLowerCase()));
  return gone.map(({ host }) =>
    warn(after, 'network.cloudResources', {
      rule: 'CHANGE-6',
      message: `what comes from ${host} is not protected any more`,
      allowed: 'the cloud resources of the revision before',
      suggestion: 'keep the host as long as work data is there',
    }),
  );
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

// A member that is absent, null or false demands nothing.
const demandsOf = ({ compliance }: PolicyDocument) =>
  new Map(Object.entries(compliance ?? {}).filter(([, value]) => value != null && value !== false));

const demandsOtherwise: ChangeRule = (before, after) => {
  const [old, fresh] = [demandsOf(before), demandsOf(after)];
  const changed = [...fresh].filter(([name, value]) => !isDeepStrictEqual(old.get(name), value)).map(([name]) => name);
  if (changed.length === 0) return [];
  return [
    warn(after, 'compliance', {
      rule: 'CHANGE-9',
      message: `PCs are judged by other demands from their next sync on: ${changed.join(', ')}`,
      allowed: 'the demands of the revision before',
      suggestion:
        'give users time with graceHours, and look at `mam compliance list --not` before anything depends on it',
    }),
  ];
};

const collectsLogs: ChangeRule = (before, after) =>
  before.logs?.collectWipAudit !== true && after.logs?.collectWipAudit === true
    ? [
        warn(after, 'logs.collectWipAudit', {
          rule: 'CHANGE-10',
          message: 'names of files and sites on PCs of people are collected from now on',
          allowed: 'false, or nothing',
          suggestion: 'tell the users in the terms of use first, and keep the records no longer than needed',
        }),
      ]
    : [];

const changeRules: readonly ChangeRule[] = [
  becomesBlocking,
  switchesOff,
  switchesOn,
  changesIdentity,
  removesApps,
  shrinksBoundary,
  changesRecovery,
  keepsDataBehind,
  demandsOtherwise,
  collectsLogs,
];

/** What a change of policy means for the people at the devices, worst things said plainly. */
export const blastRadius = (before: PolicyDocument, after: PolicyDocument): readonly Warning[] =>
  changeRules.flatMap((rule) => rule(before, after));
