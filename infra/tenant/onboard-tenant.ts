import type { StepOutcome } from './outcome';
import type { Session } from './session';
import { assignAdminRole } from './steps/admin-role';
import { askConsent } from './steps/consent';
import { enterAddresses } from './steps/mobility';
import { savePolicy } from './steps/policy';
import { chooseUsers } from './steps/scope';
import { applySettings } from './steps/settings';
import type { OnboardingWishes, Step } from './steps/step';
import { createTenant } from './steps/tenant-row';
import { saveTerms } from './steps/terms';

// Devices are let in last, when there is something for them.
const STEPS: readonly Step[] = [
  askConsent,
  assignAdminRole,
  createTenant,
  saveTerms,
  savePolicy,
  applySettings,
  enterAddresses,
  chooseUsers,
];

/**
 * Brings a tenant in. Each step looks first and does only what is missing, so that a run that was broken off, refused or
 * repeated goes on where it stands. @throws Stop, GraphRefusal, ApiRefusal
 */
export async function onboardTenant(session: Session, wishes: OnboardingWishes): Promise<readonly StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  for (const step of STEPS) {
    session.signal.throwIfAborted();
    const outcome = await step(session, wishes);
    session.report.step(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}
