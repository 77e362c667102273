import { z } from 'zod';
import { bearerToken } from '../../shared/identity/bearer';
import type { CallerPrincipal } from '../../shared/identity/principal';
import { organizationName } from '../../shared/tenant/organization-name';
import { type Call, type Reply, registerRoute } from '../http';
import { admitTenant } from '../onboarding/admit-tenant';
import { audited } from './audited';
import { requireRole } from './authorize';
import { json, readBodyAs } from './json';
import { problem } from './problem';
import { tenantView } from './tenant-view';

/** What an administrator says of the own organization. */
export const onboardingRequest = z.strictObject({ displayName: organizationName });

/**
 * `/api/v1/onboarding`: an administrator brings the own tenant in (PUT) or begins to leave (DELETE). Both may be repeated.
 * Leaving keeps everything but lets nothing new in, so that devices can still be told to give up their work data.
 */
export function registerOnboardingApi(): void {
  registerRoute({
    name: 'onboarding-api',
    route: 'api/v1/onboarding',
    handlers: { PUT: bringIn, DELETE: beginToLeave },
    refuse: problem,
  });
}

async function bringIn(call: Call): Promise<Reply> {
  const caller = await newcomer(call);
  const { displayName } = await readBodyAs(call, onboardingRequest);
  const { stored, isNew } = await admitTenant(call, caller, displayName);
  return json(isNew ? 201 : 200, tenantView(stored.value), stored.etag);
}

async function beginToLeave(call: Call): Promise<Reply> {
  const caller = await newcomer(call);
  const { tenants } = call.service().store;
  const stored = await tenants.load(caller.tenantId);
  if (stored === undefined) return { status: 204 };
  if (stored.value.status !== 'active') return json(200, tenantView(stored.value), stored.etag);
  const saved = await audited(
    call,
    caller,
    { action: 'tenant.leave', facts: { before: 'active', after: 'offboarding' } },
    () => tenants.replace(stored, { status: 'offboarding' }),
  );
  call.service().admission.remember(saved.value);
  return json(200, tenantView(saved.value), saved.etag);
}

async function newcomer(call: Call): Promise<CallerPrincipal> {
  const token = bearerToken(call.request.headers.get('authorization'));
  return requireRole(await call.service().verifier.verifyNewcomer(token), ['Mam.Admin']);
}
