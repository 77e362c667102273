import type { PolicyDocument } from './document';
import type { Finding } from './finding';
import type { App } from './sections/apps';
import { canonicalDomain } from './values/domain';

/** A warning over a change from one revision to the next; nothing when the change does not touch it. */
type ChangeRule = (before: PolicyDocument, after: PolicyDocument) => readonly Finding[];

const modeOf = ({ wip }: PolicyDocument) => wip?.mode ?? 'off';
const isActive = (document: PolicyDocument) => modeOf(document) !== 'off';

const warn = (path: string, rule: string, message: string): Finding => ({ path, rule, message });

const becomesBlocking: ChangeRule = (before, after) =>
  modeOf(after) === 'block' && modeOf(before) !== 'block'
    ? [
        warn(
          'wip.mode',
          'CHANGE-1',
          'users are stopped from now on, without a way to continue: read the audit log of the milder mode first',
        ),
      ]
    : [];

const switchesOff: ChangeRule = (before, after) =>
  isActive(before) && !isActive(after)
    ? [
        warn(
          'wip.mode',
          'CHANGE-2',
          'work files on every PC are decrypted; switching on again does not bring the old tagging back',
        ),
      ]
    : [];

const switchesOn: ChangeRule = (before, after) =>
  !isActive(before) && isActive(after)
    ? [warn('wip.mode', 'CHANGE-3', 'work files are encrypted from now on, on every PC that has this policy')]
    : [];

const changesIdentity: ChangeRule = (before, after) => {
  const [old, fresh] = [before.wip?.primaryDomain, after.wip?.primaryDomain];
  if (old == null || fresh == null || canonicalDomain(old) === canonicalDomain(fresh)) return [];
  return [warn('wip.primaryDomain', 'CHANGE-4', 'files that were protected for the old domain become unreadable')];
};

const nameOf = ({ type, publisher, product, binary }: App) =>
  JSON.stringify([type, publisher, product, binary ?? '*']).toLowerCase();

const removesApps: ChangeRule = (before, after) => {
  const kept = new Set([...(after.apps?.protected ?? []), ...(after.apps?.exempt ?? [])].map(nameOf));
  const gone = (before.apps?.protected ?? []).filter((app) => app.action !== 'deny' && !kept.has(nameOf(app)));
  return gone.map(({ name }) =>
    warn('apps.protected', 'CHANGE-5', `${name} may be refused its own work files; exempting it is gentler`),
  );
};

const shrinksBoundary: ChangeRule = (before, after) => {
  const kept = new Set((after.network?.cloudResources ?? []).map(({ host }) => host.toLowerCase()));
  const gone = (before.network?.cloudResources ?? []).filter(({ host }) => !kept.has(host.toLowerCase()));
  return gone.map(({ host }) =>
    warn('network.cloudResources', 'CHANGE-6', `what comes from ${host} is not protected any more`),
  );
};

const changesRecovery: ChangeRule = (before, after) => {
  const [old, fresh] = [before.wip?.recoveryCertificate, after.wip?.recoveryCertificate];
  if (old == null || old === fresh) return [];
  return [
    warn(
      'wip.recoveryCertificate',
      'CHANGE-7',
      'files keep the old certificate until they are written again: keep its key',
    ),
  ];
};

const keepsDataBehind: ChangeRule = (before, after) =>
  before.wip?.revokeOnUnenroll !== false && after.wip?.revokeOnUnenroll === false
    ? [warn('wip.revokeOnUnenroll', 'CHANGE-8', 'PCs that leave keep their work files readable')]
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
];

/** What a change of policy means for the people at the devices, worst things said plainly. */
export const blastRadius = (before: PolicyDocument, after: PolicyDocument): readonly Finding[] =>
  changeRules.flatMap((rule) => rule(before, after));
