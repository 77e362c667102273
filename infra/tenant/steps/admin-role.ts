import { decodeJwt } from 'jose';
import { z } from 'zod';
import { EXIT, type StepOutcome, Stop } from '../outcome';
import { findPrincipal, rolesIn } from '../service-principal';
import type { Session } from '../session';

const ROLE = 'Mam.Admin';
const ATTEMPTS = 20;
const PAUSE_MS = 3000;
const WRITE = { needs: 'AppRoleAssignment.ReadWrite.All' };

// With --dry-run stands for an id that the tenant does not have yet.
const LATER = '{id after the consent}';

const assignmentsOf = (principalId: string) => `/v1.0/servicePrincipals/${principalId}/appRoleAssignedTo`;

/** Gives the role `Mam.Admin` to the administrator who signed in, and waits until tokens carry it. @throws Stop */
export async function assignAdminRole(session: Session): Promise<StepOutcome> {
  const step = 'Role';
  const { administrator, service, graph, dryRun } = session;
  const principal = await findPrincipal(session, service.clientId);
  if (principal === undefined) return beforeConsent(step, session);
  const role = principal.appRoles.find(({ value }) => value === ROLE);
  if (role === undefined) throw new Stop(`The application offers no role ${ROLE}`, 'Its vendor deploys it again.');
  const held = await rolesIn(session, principal);
  if (held.some(({ principalId, appRoleId }) => principalId === administrator.id && appRoleId === role.id)) {
    await waitForRole(session);
    return { step, state: 'already', text: `${administrator.userName} has ${ROLE}` };
  }
  const body = { principalId: administrator.id, resourceId: principal.id, appRoleId: role.id };
  await graph.postJson(assignmentsOf(principal.id), body, z.unknown(), WRITE);
  if (dryRun) return { step, state: 'would', text: `${administrator.userName} gets ${ROLE}` };
  await waitForRole(session);
  return { step, state: 'done', text: `${administrator.userName} has ${ROLE}` };
}

async function beforeConsent(step: string, { administrator, graph, dryRun }: Session): Promise<StepOutcome> {
  if (dryRun) {
    const body = { principalId: administrator.id, resourceId: LATER, appRoleId: LATER };
    await graph.postJson(assignmentsOf(LATER), body, z.unknown(), WRITE);
    return { step, state: 'would', text: `you get ${ROLE} once the tenant has consented` };
  }
  throw new Stop(
    'The tenant does not know the application',
    'Run the same command again after the consent.',
    EXIT.waiting,
  );
}

// The directory needs a while until tokens tell of a new role. The token is our own and only looked at.
async function waitForRole(session: Session): Promise<void> {
  if (session.dryRun) return;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { roles } = decodeJwt(await session.renewApiToken());
    if (Array.isArray(roles) && roles.includes(ROLE)) return;
    if (attempt === 0) session.report.say(`Waiting until the directory puts ${ROLE} into tokens.`);
    await session.pause(PAUSE_MS);
  }
  throw new Stop(
    `Tokens do not carry ${ROLE} yet`,
    'Directories can take some minutes. Run the same command again: it goes on from here.',
    EXIT.waiting,
  );
}
