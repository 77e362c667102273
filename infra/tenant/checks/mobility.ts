import {
  APP_POLICIES,
  addressesOn,
  DEVICE_POLICIES,
  findPolicy,
  includedGroups,
  listPolicies,
  type MobilityPolicy,
} from '../mobility-policy';
import { findPrincipal } from '../service-principal';
import type { Session } from '../session';
import { ownNames } from '../steps/tenant-row';
import { type Finding, well } from './finding';

const NAMES = ['discoveryUrl', 'termsOfUseUrl', 'complianceUrl'] as const;

/** Addresses and users of the tenant's mobility policies, and where MAM and MDM claim the same users. */
export async function checkMobility(session: Session): Promise<readonly Finding[]> {
  const policies = await listPolicies(session, APP_POLICIES);
  const principal = await findPrincipal(session, session.service.clientId);
  const { clientIds, publicHosts } = await ownNames(session);
  const ids = [...clientIds, session.service.clientId, ...(principal === undefined ? [] : [principal.id])];
  const origins: Origins = [session.service.publicUrl, ...publicHosts.map((host) => `https://${host}`)];
  // An application of the tenant's own may stand beside the vendor's, which then leads nowhere.
  const own = policies.find((policy) => leadsTo(origins, policy)) ?? findPolicy(policies, ids);
  if (own === undefined) return [notListed];
  const others = policies.filter(({ id }) => id !== own.id);
  const mdm = await listPolicies(session, DEVICE_POLICIES);
  return [
    addresses(origins, own),
    users(own),
    await overlap(session, own, { others, collection: APP_POLICIES, kind: 'MAM' }),
    await overlap(session, own, { others: mdm, collection: DEVICE_POLICIES, kind: 'MDM' }),
  ];
}

/** Where the service answers for this tenant: its own origin first, then the tenant's host names. */
type Origins = readonly [string, ...string[]];

const leadsTo = (origins: Origins, { discoveryUrl }: MobilityPolicy) =>
  origins.some((origin) => addressesOn(origin).discoveryUrl === discoveryUrl);

const notListed: Finding = {
  check: 'mobility',
  severity: 'problem',
  seen: 'no mobility policy leads to the service',
  why: 'Windows learns from it where to enroll; without one nothing happens when a work account is added.',
  mend: 'npm run onboard enters the addresses, or explains what to do when the application is not listed.',
};

function addresses(origins: Origins, policy: MobilityPolicy): Finding {
  const check = 'mam-addresses';
  const led = originOf(policy.discoveryUrl ?? '');
  const wanted = addressesOn(origins.find((origin) => origin === led) ?? origins[0]);
  const wrong = NAMES.filter((name) => (policy[name] ?? '') !== wanted[name]);
  if (wrong.length === 0) return well(check, wanted.discoveryUrl);
  return {
    check,
    severity: 'problem',
    seen: wrong.map((name) => `${name} is ${policy[name] || 'empty'} instead of ${wanted[name]}`).join('; '),
    why: 'Windows opens these addresses as they stand: a wrong one ends the enrollment with an error.',
    mend: 'npm run onboard enters them (with --force where they lead elsewhere).',
  };
}

const originOf = (address: string) => (URL.canParse(address) ? new URL(address).origin : undefined);

function users({ appliesTo }: MobilityPolicy): Finding {
  const check = 'mam-users';
  if (appliesTo !== 'none') return well(check, appliesTo === 'all' ? 'everybody' : 'the members of groups');
  return {
    check,
    severity: 'warning',
    seen: 'the policy applies to nobody',
    why: 'No PC enrolls.',
    mend: 'npm run onboard with --group or --scope all.',
  };
}

interface Others {
  readonly others: readonly MobilityPolicy[];
  readonly collection: string;
  readonly kind: 'MAM' | 'MDM';
}

async function overlap(session: Session, own: MobilityPolicy, { others, collection, kind }: Others): Promise<Finding> {
  const check = `overlap-${kind.toLowerCase()}`;
  const rivals: string[] = [];
  for (const other of others) {
    if (await shareUsers(session, own, { other, collection })) rivals.push(other.displayName ?? other.id);
  }
  if (rivals.length === 0) return well(check, `no other ${kind} policy applies to the same users`);
  const seen = `${rivals.join(', ')} applies to the same users as ${kind}`;
  if (kind === 'MAM') {
    const why = 'Windows enrolls a personal PC with one MAM service only, and which one is not ours to choose.';
    return { check, severity: 'problem', seen, why, mend: 'Narrow one of the two policies in the Entra admin center.' };
  }
  return {
    check,
    severity: 'note',
    seen,
    why: 'That is allowed: a joined PC goes to MDM, a personal one with a work account comes here. Never both.',
    mend: 'Nothing to do, if users join company PCs and only add the account to their own.',
  };
}

async function shareUsers(
  session: Session,
  own: MobilityPolicy,
  { other, collection }: { other: MobilityPolicy; collection: string },
): Promise<boolean> {
  const scopes = [own.appliesTo, other.appliesTo];
  if (scopes.includes('none')) return false;
  if (scopes.includes('all')) return true;
  const mine = await includedGroups(session, `${APP_POLICIES}/${own.id}`);
  const theirs = await includedGroups(session, `${collection}/${other.id}`);
  return mine.some((id) => theirs.includes(id));
}
