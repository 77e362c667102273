import type { StepOutcome } from '../outcome';
import { findPrincipal, type ServicePrincipal } from '../service-principal';
import type { Session } from '../session';
import type { LeavingWishes } from './leaving-step';

const KEPT = { state: 'skipped', text: 'stays, as --keep-application says' } as const;
const OWN = { state: 'skipped', text: 'stays: this tenant is the vendor’s own, which registered it' } as const;

/** Takes the consent back: with the application go its permissions and everybody's roles in it. */
export async function removeApplication(session: Session, { keepApplication }: LeavingWishes): Promise<StepOutcome> {
  const step = 'Consent';
  if (keepApplication) return { step, ...KEPT };
  const principal = await findPrincipal(session, session.service.clientId);
  if (principal === undefined) return { step, state: 'already', text: 'the tenant does not know the application' };
  if (isOwn(session, principal)) return { step, ...OWN };
  return { step, state: await remove(session, principal), text: 'taken back; the application is gone from the tenant' };
}

/** Takes out the application that signs in at the command line as well, with its permissions. The last step of all. */
export async function removeTools(session: Session, { keepApplication }: LeavingWishes): Promise<StepOutcome> {
  const step = 'Command line';
  const { publicClientId } = session.service;
  if (keepApplication) return { step, ...KEPT };
  const principal = publicClientId === undefined ? undefined : await findPrincipal(session, publicClientId);
  if (principal === undefined) return { step, state: 'already', text: 'the tenant does not know its application' };
  if (isOwn(session, principal)) return { step, ...OWN };
  return { step, state: await remove(session, principal), text: 'its application is gone from the tenant' };
}

// The template that deployed the service made these, and gave roles in them.
const isOwn = ({ organization }: Session, { appOwnerOrganizationId }: ServicePrincipal) =>
  appOwnerOrganizationId?.toLowerCase() === organization.id.toLowerCase();

async function remove({ graph, dryRun }: Session, { id }: ServicePrincipal): Promise<'would' | 'done'> {
  await graph.remove(`/v1.0/servicePrincipals/${id}`, { needs: 'Application.ReadWrite.All' });
  return dryRun ? 'would' : 'done';
}
