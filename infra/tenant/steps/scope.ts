import { z } from 'zod';
import { APP_POLICIES, includedGroups, type MobilityPolicy } from '../mobility-policy';
import { EXIT, type StepOutcome, Stop } from '../outcome';
import type { Session } from '../session';
import { requireMobilityPolicy } from './mobility';
import type { OnboardingWishes } from './step';

const WRITE = { needs: 'Policy.ReadWrite.MobilityManagement' };
const STEP = 'Users';

const WORDS = {
  none: 'nobody yet',
  all: 'everybody',
  selected: 'the members of groups',
  unknownFutureValue: 'unknown',
};

/** Decides whose devices enroll. @throws Stop `EXIT.refused` where that would narrow what is set now */
export async function chooseUsers(session: Session, { own, scope, force }: OnboardingWishes): Promise<StepOutcome> {
  const policy = await requireMobilityPolicy(session, own);
  if (scope === undefined) {
    const hint = policy.appliesTo === 'none' ? '; --scope all or --group lets users in' : '';
    return { step: STEP, state: 'already', text: `${WORDS[policy.appliesTo]}${hint}` };
  }
  if (typeof scope === 'string') return setScope(session, policy, { scope, force });
  return addGroups(session, policy, { groups: scope.groups, force });
}

async function setScope(
  session: Session,
  policy: MobilityPolicy,
  { scope, force }: { scope: 'none' | 'all'; force: boolean },
): Promise<StepOutcome> {
  if (policy.appliesTo === scope) return { step: STEP, state: 'already', text: WORDS[scope] };
  refuseOverwriting(policy, force);
  await session.graph.patchJson(`${APP_POLICIES}/${policy.id}`, { appliesTo: scope }, WRITE);
  return { step: STEP, state: session.dryRun ? 'would' : 'done', text: WORDS[scope] };
}

// `selected` cannot be set; it comes from the first group that is added [GRAPH mobilityManagementPolicy].
async function addGroups(
  session: Session,
  policy: MobilityPolicy,
  { groups, force }: { groups: readonly string[]; force: boolean },
): Promise<StepOutcome> {
  const path = `${APP_POLICIES}/${policy.id}`;
  const there = policy.appliesTo === 'selected' ? await includedGroups(session, path) : [];
  const missing = groups.map((id) => id.toLowerCase()).filter((id) => !there.includes(id));
  if (missing.length === 0) return { step: STEP, state: 'already', text: `the members of ${there.length} groups` };
  if (policy.appliesTo === 'all') {
    refuseOverwriting(policy, force);
    await session.graph.patchJson(path, { appliesTo: 'none' }, WRITE);
  }
  for (const id of missing) {
    const reference = { '@odata.id': `${session.hosts.graph}/odata/groups('${id}')` };
    await session.graph.postJson(`${path}/includedGroups/$ref`, reference, z.unknown(), WRITE);
  }
  const total = there.length + missing.length;
  return { step: STEP, state: session.dryRun ? 'would' : 'done', text: `the members of ${total} groups` };
}

function refuseOverwriting({ appliesTo }: MobilityPolicy, force: boolean): void {
  if (appliesTo === 'none' || force) return;
  throw new Stop(
    `At present the policy applies to ${WORDS[appliesTo]}`,
    'Run the same command with --force to change that; devices of users who drop out no longer enroll.',
    EXIT.refused,
  );
}
