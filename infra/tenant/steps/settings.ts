import { FIRST_POLICY } from '../first-policy';
import type { StepOutcome } from '../outcome';
import type { Session } from '../session';
import type { OnboardingWishes } from './step';
import { readTenant, type ServiceTenant } from './tenant-row';

/** Points the tenant to its first policy, and tells the service of an application and host name of the tenant's own. */
export async function applySettings(session: Session, wishes: OnboardingWishes): Promise<StepOutcome> {
  const step = 'Settings';
  const tenant = await readTenant(session);
  const before = tenant?.value.settings;
  const wanted = wantedSettings(tenant?.value, wishes);
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(wanted)) {
    return { step, state: 'already', text: `every PC gets the policy ${before.defaultPolicy}` };
  }
  await session.api.send('PUT', 'tenant', wanted, tenant?.etag === undefined ? {} : { 'if-match': tenant.etag });
  return { step, state: session.dryRun ? 'would' : 'done', text: `every PC gets the policy ${wanted.defaultPolicy}` };
}

function wantedSettings(tenant: ServiceTenant | undefined, { own }: OnboardingWishes) {
  const before = tenant?.settings ?? { clientIds: [], publicHosts: [], defaultPolicy: undefined };
  return {
    ...before,
    clientIds: withOne(before.clientIds, own?.clientId.toLowerCase()),
    publicHosts: withOne(before.publicHosts, own?.host.toLowerCase()),
    defaultPolicy: before.defaultPolicy ?? FIRST_POLICY,
  };
}

const withOne = (list: readonly string[], one: string | undefined): readonly string[] =>
  one === undefined || list.includes(one) ? list : [...list, one];
