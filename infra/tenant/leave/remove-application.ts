import type { StepOutcome } from '../outcome';
import { findPrincipal } from '../service-principal';
import type { Session } from '../session';
import type { LeavingWishes } from './leaving-step';

/** Takes the consent back: with the application go its permissions and everybody's roles in it. */
export async function removeApplication(session: Session, { keepApplication }: LeavingWishes): Promise<StepOutcome> {
  const step = 'Consent';
  if (keepApplication) return { step, state: 'skipped', text: 'stays, as --keep-application says' };
  const principal = await findPrincipal(session, session.service.clientId);
  if (principal === undefined) return { step, state: 'already', text: 'the tenant does not know the application' };
  await session.graph.remove(`/v1.0/servicePrincipals/${principal.id}`, { needs: 'Application.ReadWrite.All' });
  return {
    step,
    state: session.dryRun ? 'would' : 'done',
    text: 'taken back; the application is gone from the tenant',
  };
}
