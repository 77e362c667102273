import { FIRST_POLICY, firstPolicy } from '../first-policy';
import type { StepOutcome } from '../outcome';
import type { Session } from '../session';
import { readTenant } from './tenant-row';

/** Saves the first policy where the tenant has none. */
export async function savePolicy(session: Session): Promise<StepOutcome> {
  const step = 'Policy';
  const tenant = await readTenant(session);
  const names = Object.keys(tenant?.value.policies ?? {});
  if (names.length > 0) return { step, state: 'already', text: `there: ${names.join(', ')}` };
  await session.api.send('PUT', `policies/${FIRST_POLICY}`, firstPolicy(session.organization));
  return { step, state: session.dryRun ? 'would' : 'done', text: `${FIRST_POLICY}, in Silent mode` };
}
