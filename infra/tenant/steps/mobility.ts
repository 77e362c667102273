import {
  APP_POLICIES,
  addressesOn,
  findPolicy,
  listPolicies,
  type MobilityAddresses,
  type MobilityPolicy,
} from '../mobility-policy';
import { EXIT, type StepOutcome, Stop } from '../outcome';
import { findPrincipal } from '../service-principal';
import type { Session } from '../session';
import type { OnboardingWishes } from './step';

const WRITE = { needs: 'Policy.ReadWrite.MobilityManagement' };
const NAMES = ['discoveryUrl', 'termsOfUseUrl', 'complianceUrl'] as const;

/** The tenant's mobility policy for the service's application, or for one of the tenant's own. */
export async function mobilityPolicyOf(
  session: Session,
  own: OnboardingWishes['own'],
): Promise<MobilityPolicy | undefined> {
  const appId = own?.clientId ?? session.service.clientId;
  const principal = await findPrincipal(session, appId);
  const policies = await listPolicies(session, APP_POLICIES);
  return findPolicy(policies, [appId, ...(principal === undefined ? [] : [principal.id])]);
}

/**
 * The same; with `--dry-run` an empty one where the application is not listed, so that what follows is told as well.
 * @throws Stop `EXIT.waiting` with the way out where the application is not listed
 */
export async function requireMobilityPolicy(session: Session, own: OnboardingWishes['own']): Promise<MobilityPolicy> {
  const policy = await mobilityPolicyOf(session, own);
  if (policy !== undefined) return policy;
  if (!session.dryRun) throw notListed(session);
  session.report.say('The application is not listed under Mobility now; if it is not by then, the run stops here.');
  return { id: own?.clientId ?? session.service.clientId, appliesTo: 'none' };
}

/** Enters the three addresses of the service. @throws Stop `EXIT.refused` where others stand there */
export async function enterAddresses(session: Session, { own, force }: OnboardingWishes): Promise<StepOutcome> {
  const step = 'Mobility addresses';
  const policy = await requireMobilityPolicy(session, own);
  const wanted = addressesOn(own === undefined ? session.service.publicUrl : `https://${own.host}`);
  const differing = NAMES.filter((name) => (policy[name] ?? '') !== wanted[name]);
  if (differing.length === 0) return { step, state: 'already', text: wanted.discoveryUrl };
  refuseForeign(policy, wanted, force);
  const body = Object.fromEntries(differing.map((name) => [name, wanted[name]]));
  await session.graph.patchJson(`${APP_POLICIES}/${policy.id}`, body, WRITE);
  return { step, state: session.dryRun ? 'would' : 'done', text: wanted.discoveryUrl };
}

function refuseForeign(policy: MobilityPolicy, wanted: MobilityAddresses, force: boolean): void {
  const foreign = NAMES.filter((name) => (policy[name] ?? '') !== '' && policy[name] !== wanted[name]);
  if (foreign.length === 0 || force) return;
  const list = foreign.map((name) => `${name} ${policy[name]}`).join(', ');
  throw new Stop(
    `The mobility policy leads elsewhere already: ${list}`,
    'If nobody needs that any more, run the same command with --force; devices that enroll there would stop doing so.',
    EXIT.refused,
  );
}

function notListed({ service, organization }: Session): Stop {
  const host = new URL(service.publicUrl).host;
  return new Stop(
    'The application is not listed under the tenant’s mobility policies (Mobility, MDM and WIP)',
    [
      'Only applications that Microsoft lists in its gallery show up there. The way out is an application of your own:',
      '1. Entra admin center > Mobility (MDM and WIP) > Add application > Create your own application.',
      `2. Give it the App ID URI https://<a host name in a domain that ${organization.displayName} has verified>, and let that name lead to ${host} (CNAME and certificate).`,
      '3. Run the same command with --own-app <its client id> --own-host <that host name>.',
    ].join('\n'),
    EXIT.waiting,
  );
}
