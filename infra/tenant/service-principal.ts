import { z } from 'zod';
import { unlessNotFound } from '../../shared/graph/unless-not-found';
import type { Session } from './session';

const role = z.object({ id: z.string(), value: z.string().nullish() });

const servicePrincipal = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string(),
  /** Tenant that registered the application. */
  appOwnerOrganizationId: z.string().nullish(),
  appRoles: z.array(role).default([]),
  servicePrincipalNames: z.array(z.string()).default([]),
});

/** An application as the tenant knows it since its consent. */
export type ServicePrincipal = z.output<typeof servicePrincipal>;

const assignment = z.object({ id: z.string(), appRoleId: z.string(), principalId: z.string(), resourceId: z.string() });

/** Who holds which application role where. */
export type Assignment = z.output<typeof assignment>;

const READ = { needs: 'Application.Read.All' };

/** App id of Microsoft Graph in every tenant. */
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/** The application in the tenant, or `undefined` before consent. */
export const findPrincipal = (
  { graph }: Pick<Session, 'graph'>,
  appId: string,
): Promise<ServicePrincipal | undefined> =>
  unlessNotFound(graph.getJson(`/v1.0/servicePrincipals(appId='${appId}')`, servicePrincipal, READ));

/** Everybody who holds a role in the application. */
export const rolesIn = ({ graph }: Pick<Session, 'graph'>, { id }: ServicePrincipal): Promise<Assignment[]> =>
  graph.listJson(`/v1.0/servicePrincipals/${id}/appRoleAssignedTo`, assignment, READ);

/** Names of the application permissions for Graph that the tenant granted, e.g. `GroupMember.Read.All`. */
export async function grantedPermissions(
  session: Pick<Session, 'graph'>,
  { id }: ServicePrincipal,
): Promise<ReadonlySet<string>> {
  const graph = await findPrincipal(session, GRAPH_APP_ID);
  const granted = await session.graph.listJson(`/v1.0/servicePrincipals/${id}/appRoleAssignments`, assignment, READ);
  const names = new Map((graph?.appRoles ?? []).map((one) => [one.id, one.value]));
  return new Set(granted.flatMap(({ appRoleId }) => names.get(appRoleId) ?? []));
}
