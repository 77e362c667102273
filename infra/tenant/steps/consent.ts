import { GROUP_PERMISSIONS } from '../../../shared/graph/group-permissions';
import { EXIT, type StepOutcome, Stop } from '../outcome';
import { findPrincipal, grantedPermissions } from '../service-principal';
import type { Session } from '../session';
import type { OnboardingWishes } from './step';

const POLL_MS = 3000;

/** Address at which an administrator consents for the whole tenant [admin consent endpoint]. */
export function consentUrl({ hosts, organization, service }: Session): string {
  const query = new URLSearchParams({
    client_id: service.clientId,
    scope: `${hosts.graph}/.default`,
    redirect_uri: `${service.publicUrl}/onboard/callback`,
    state: 'command-line',
  });
  return `${hosts.authority}/${organization.id}/v2.0/adminconsent?${query}`;
}

/** Sees that the tenant has let the application in, and waits for it where it has not. @throws Stop `EXIT.waiting` */
export async function askConsent(session: Session, { consentWaitMs }: OnboardingWishes): Promise<StepOutcome> {
  const step = 'Consent';
  const missing = await missingPermissions(session);
  if (missing?.length === 0) return { step, state: 'already', text: 'the tenant has let the application in' };
  const url = consentUrl(session);
  if (session.dryRun) return { step, state: 'would', text: `an administrator opens ${url}` };
  session.report.say(whyConsent(missing));
  session.report.say(`Open as an administrator: ${url}`);
  await waitForConsent(session, consentWaitMs);
  return { step, state: 'done', text: 'the tenant has let the application in' };
}

async function waitForConsent(session: Session, forMs: number): Promise<void> {
  const end = Date.now() + forMs;
  while ((await missingPermissions(session))?.length !== 0) {
    if (Date.now() >= end) {
      throw new Stop(
        'Nobody has consented yet, or the consent was refused',
        'An administrator opens the address above and accepts; then run the same command again: it goes on from here.',
        EXIT.waiting,
      );
    }
    await session.pause(Math.min(POLL_MS, Math.max(1, end - Date.now())));
  }
}

// `undefined`: the tenant does not know the application at all.
async function missingPermissions(session: Session): Promise<readonly string[] | undefined> {
  const principal = await findPrincipal(session, session.service.clientId);
  if (principal === undefined) return undefined;
  const granted = await grantedPermissions(session, principal);
  return GROUP_PERMISSIONS.filter((name) => !granted.has(name));
}

function whyConsent(missing: readonly string[] | undefined): string {
  return missing === undefined
    ? 'The tenant does not know the application yet: without consent no device gets a token for it.'
    : `The application lacks ${missing.join(' and ')}: without that policies cannot be assigned to groups.`;
}
