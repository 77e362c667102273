import { askDevicesToLeave } from './leave/ask-devices';
import { awaitDevices } from './leave/await-devices';
import { awaitDirectory } from './leave/await-directory';
import { leaveService } from './leave/leave-service';
import type { LeavingStep, LeavingWishes } from './leave/leaving-step';
import { clearAddresses, closeScope } from './leave/mobility';
import { removeApplication, removeTools } from './leave/remove-application';
import { tellUnasked } from './leave/tell-unasked';
import type { StepOutcome } from './outcome';
import { findPrincipal } from './service-principal';
import type { Session } from './session';

// A PC can be told to give up its work data only while it still gets tokens, and comes only while it is let in: so first
// nobody new, then the devices, and the application last, with which the service loses its way to Entra.
const STEPS: readonly LeavingStep[] = [
  closeScope,
  leaveService,
  askDevicesToLeave,
  awaitDevices,
  clearAddresses,
  awaitDirectory,
  removeApplication,
  removeTools,
];

// Without consent nobody gets a token for the service: neither who runs this, nor a PC.
const WITHOUT_CONSENT: readonly LeavingStep[] = [closeScope, tellUnasked, clearAddresses, removeTools];

/** Takes a tenant out again. May be repeated until nothing is left. @throws Stop, GraphRefusal, ApiRefusal */
export async function offboardTenant(session: Session, wishes: LeavingWishes): Promise<readonly StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  const principal = await findPrincipal(session, session.service.clientId);
  for (const step of principal === undefined ? WITHOUT_CONSENT : STEPS) {
    session.signal.throwIfAborted();
    const outcome = await step(session, wishes);
    session.report.step(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}
