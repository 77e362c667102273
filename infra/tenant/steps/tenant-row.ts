import { z } from 'zod';
import { ApiRefusal, type Versioned } from '../calls/service-api';
import { EXIT, type StepOutcome, Stop } from '../outcome';
import type { Session } from '../session';
import { ApplicationUnknown } from '../sign-in/administrator';
import type { OnboardingWishes } from './step';

const tenantReply = z.object({
  displayName: z.string(),
  status: z.enum(['active', 'suspended', 'offboarding']),
  settings: z.looseObject({
    defaultPolicy: z.string().optional(),
    defaultLocale: z.string().optional(),
    termsRequired: z.boolean().default(true),
    writeCompliance: z.boolean().default(false),
    clientIds: z.array(z.string()).default([]),
    publicHosts: z.array(z.string()).default([]),
  }),
  directory: z.object({ since: z.string(), meaning: z.string(), remedy: z.string() }).optional(),
  terms: z.record(z.string(), z.string()),
  policies: z.record(z.string(), z.int()),
});

/** The tenant as the service knows it. */
export type ServiceTenant = z.output<typeof tenantReply>;

// Before the role is there, and before the tenant is, the service says no: both mean that nothing is known yet.
const NOT_YET: ReadonlySet<string> = new Set(['tenant.unknown', 'token.role', 'role.missing']);

/** The tenant in the service, or `undefined` where it is not onboarded. */
export async function readTenant({ api, dryRun }: Session): Promise<Versioned<ServiceTenant> | undefined> {
  try {
    return await api.get('tenant', tenantReply);
  } catch (thrown) {
    if (thrown instanceof ApplicationUnknown) return undefined;
    const isNotYet = thrown instanceof ApiRefusal && NOT_YET.has(thrown.code);
    if (isNotYet && (dryRun || thrown.code === 'tenant.unknown')) return undefined;
    throw thrown;
  }
}

/** Applications and host names of the tenant's own; none where the service does not say. */
export async function ownNames(
  session: Session,
): Promise<Pick<ServiceTenant['settings'], 'clientIds' | 'publicHosts'>> {
  try {
    const tenant = await readTenant(session);
    return tenant?.value.settings ?? { clientIds: [], publicHosts: [] };
  } catch (thrown) {
    // Who may not see the tenant hears so once, where its status is looked at.
    if (thrown instanceof ApiRefusal) return { clientIds: [], publicHosts: [] };
    throw thrown;
  }
}

/** Creates the tenant in the service, or makes one active that was leaving. @throws Stop */
export async function createTenant(session: Session, wishes: OnboardingWishes): Promise<StepOutcome> {
  const step = 'Tenant';
  const known = await tenantUnlessRefused(session);
  if (known?.value.status === 'active') {
    return { step, state: 'already', text: `the service knows ${known.value.displayName}` };
  }
  const displayName = wishes.displayName ?? session.organization.displayName;
  if (session.service.tenantAdmission === 'listed') throw operatorDecides(session);
  await session.api.send('PUT', 'onboarding', { displayName });
  const state = session.dryRun ? 'would' : 'done';
  return { step, state, text: `${displayName} (${session.organization.id}) in the service` };
}

async function tenantUnlessRefused(session: Session): Promise<Versioned<ServiceTenant> | undefined> {
  const known = await readTenantOfNewcomer(session);
  if (known?.value.status !== 'suspended') return known;
  throw new Stop(
    'The operator of the service has suspended this tenant',
    'Only the operator can lift that.',
    EXIT.waiting,
  );
}

async function readTenantOfNewcomer(session: Session): Promise<Versioned<ServiceTenant> | undefined> {
  try {
    return await readTenant(session);
  } catch (thrown) {
    if (thrown instanceof ApiRefusal && thrown.status === 403) {
      throw new Stop(`The service refuses you: ${thrown.message}`, 'Run the same command again.', EXIT.failed, thrown);
    }
    throw thrown;
  }
}

function operatorDecides({ organization, service }: Session): Stop {
  return new Stop(
    'This service takes in tenants that its operator has listed',
    `Ask the operator of ${service.publicUrl} for PUT /api/v1/operator/tenants/${organization.id}; then run the same command again.`,
    EXIT.waiting,
  );
}
