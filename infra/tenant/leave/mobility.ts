import { APP_POLICIES, addressesOn, type MobilityPolicy } from '../mobility-policy';
import type { StepOutcome } from '../outcome';
import type { Session } from '../session';
import { mobilityPolicyOf } from '../steps/mobility';
import type { LeavingWishes } from './leaving-step';

const WRITE = { needs: 'Policy.ReadWrite.MobilityManagement' };
const NAMES = ['discoveryUrl', 'termsOfUseUrl', 'complianceUrl'] as const;

/** Lets no further device enroll. */
export async function closeScope(session: Session, wishes: LeavingWishes): Promise<StepOutcome> {
  const step = 'Users';
  const policy = await ownPolicy(session, wishes);
  if (policy === undefined) return { step, state: 'skipped', text: 'the mobility policy does not lead here' };
  if (policy.appliesTo === 'none') return { step, state: 'already', text: 'nobody new enrolls' };
  await session.graph.patchJson(`${APP_POLICIES}/${policy.id}`, { appliesTo: 'none' }, WRITE);
  return { step, state: session.dryRun ? 'would' : 'done', text: 'nobody new enrolls' };
}

/** Takes the addresses of the service out of the mobility policy. */
export async function clearAddresses(session: Session, wishes: LeavingWishes): Promise<StepOutcome> {
  const step = 'Mobility addresses';
  const policy = await ownPolicy(session, wishes);
  if (policy === undefined) return { step, state: 'already', text: 'the mobility policy does not lead here' };
  const body = Object.fromEntries(NAMES.map((name) => [name, '']));
  await session.graph.patchJson(`${APP_POLICIES}/${policy.id}`, body, WRITE);
  return { step, state: session.dryRun ? 'would' : 'done', text: 'taken out of the mobility policy' };
}

// What leads elsewhere belongs to somebody else by now.
async function ownPolicy(session: Session, { own }: LeavingWishes): Promise<MobilityPolicy | undefined> {
  const policy = await mobilityPolicyOf(session, own);
  const ours = addressesOn(own === undefined ? session.service.publicUrl : `https://${own.host}`);
  return policy !== undefined && NAMES.some((name) => policy[name] === ours[name]) ? policy : undefined;
}
