import { ApiRefusal } from '../calls/service-api';
import { EXIT, type StepOutcome, Stop } from '../outcome';
import type { Session } from '../session';
import { readTenant } from '../steps/tenant-row';

/** Tells the service that the tenant leaves: from then on it gives exits and nothing else. @throws Stop */
export async function leaveService(session: Session): Promise<StepOutcome> {
  const step = 'Tenant';
  const tenant = await tenantForAdministrator(session);
  if (tenant === undefined) return { step, state: 'already', text: 'the service does not know the tenant' };
  if (tenant.value.status !== 'active') return { step, state: 'already', text: `the tenant is ${tenant.value.status}` };
  await session.api.send('DELETE', 'onboarding');
  return { step, state: session.dryRun ? 'would' : 'done', text: 'leaving: the service gives exits and nothing else' };
}

async function tenantForAdministrator(session: Session) {
  try {
    return await readTenant(session);
  } catch (thrown) {
    if (thrown instanceof ApiRefusal && ['token.role', 'role.missing'].includes(thrown.code)) {
      const remedy = 'Sign in as one, or get the role Mam.Admin: npm run onboard gives it to who runs it.';
      throw new Stop('Only an administrator of the service may do this', remedy, EXIT.failed, thrown);
    }
    throw thrown;
  }
}
