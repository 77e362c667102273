import { findPrincipal } from '../service-principal';
import type { Session } from '../session';
import { readTenant, type ServiceTenant } from '../steps/tenant-row';
import { type Finding, well } from './finding';

/** What the service knows of the tenant. */
export async function checkTenant(session: Session): Promise<readonly Finding[]> {
  if ((await findPrincipal(session, session.service.clientId)) === undefined) return [unasked];
  const tenant = await readTenant(session);
  if (tenant === undefined) return [unknown];
  return [status(tenant.value), policy(tenant.value), terms(tenant.value), ...directory(tenant.value)];
}

const unasked: Finding = {
  check: 'tenant',
  severity: 'note',
  seen: 'the service was not asked about the tenant',
  why: 'Without consent there is no token to ask it with.',
  mend: 'See to the consent, then look again.',
};

const unknown: Finding = {
  check: 'tenant',
  severity: 'problem',
  seen: 'the service does not know the tenant',
  why: 'Every PC of it is refused.',
  mend: 'npm run onboard creates it, or says who must.',
};

function status({ status: seen, displayName }: ServiceTenant): Finding {
  if (seen === 'active') return well('tenant', `${displayName} is active`);
  return {
    check: 'tenant',
    severity: 'problem',
    seen: `${displayName} is ${seen}`,
    why: 'PCs can leave, and nothing else.',
    mend: seen === 'suspended' ? 'The operator lifts that.' : 'npm run onboard takes the tenant in again.',
  };
}

function policy({ settings, policies }: ServiceTenant): Finding {
  const check = 'policy';
  const { defaultPolicy } = settings;
  if (defaultPolicy !== undefined)
    return well(check, `every PC gets ${defaultPolicy}, revision ${policies[defaultPolicy]}`);
  return {
    check,
    severity: 'warning',
    seen: 'no policy for every PC',
    why: 'PCs without an assignment of their own enroll and receive nothing.',
    mend: 'Save a policy and name it defaultPolicy in the tenant’s settings; npm run onboard does both.',
  };
}

// Where the tenant does not want it, there is nothing to look at.
function directory({ directory: refusal }: ServiceTenant): readonly Finding[] {
  if (refusal === undefined) return [];
  const seen = `Entra is not told how PCs stand, since ${refusal.since}`;
  return [{ check: 'compliance', severity: 'warning', seen, why: refusal.meaning, mend: refusal.remedy }];
}

function terms({ settings, terms: languages }: ServiceTenant): Finding {
  const check = 'terms';
  const there = Object.keys(languages);
  if (there.length > 0) return well(check, `there in ${there.join(', ')}`);
  return {
    check,
    severity: settings.termsRequired ? 'problem' : 'note',
    seen: 'no terms of use',
    why: settings.termsRequired ? 'They must be accepted before a PC enrolls: none can.' : 'Users are asked nothing.',
    mend: 'npm run onboard saves them, or PUT /api/v1/terms/en.',
  };
}
