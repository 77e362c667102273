import { createHash } from 'node:crypto';
import { assignRole, type ServicePrincipal } from '../directory/directory';
import { collection } from './collection';
import { DONE, found, type GraphCall, type GraphRoute, refused, textOf } from './graph-call';

const READ_APPLICATIONS = ['Application.Read.All', 'Application.ReadWrite.All'];

const route = (pattern: string) => new RegExp(`^/v1\\.0/${pattern}$`, 'i');
const quoted = "'([^']+)'";

// App id of Microsoft Graph, the same in every tenant.
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/** Applications in a tenant, their permissions, and who holds which of their roles. Graph itself is one of them. */
export const APPLICATION_ROUTES: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: route(String.raw`servicePrincipals\(appId='${GRAPH_APP_ID}'\)`),
    permissions: READ_APPLICATIONS,
    answer: () => found(graphPrincipal()),
  },
  {
    method: 'GET',
    path: route(String.raw`servicePrincipals\(appId=${quoted}\)`),
    permissions: READ_APPLICATIONS,
    answer: ({ tenant, params: [appId = ''] }) => {
      const principal = tenant.servicePrincipals.get(appId);
      return found(principal && principalView(principal));
    },
  },
  {
    method: 'GET',
    path: route('servicePrincipals/([^/]+)/appRoleAssignments'),
    permissions: READ_APPLICATIONS,
    answer: (call) => {
      const principal = principalById(call);
      if (principal === undefined) return found(undefined);
      const granted = [...principal.granted].map((name) => ({
        id: `${principal.id}-${name}`,
        appRoleId: permissionId(name),
        principalId: principal.id,
        resourceId: graphPrincipal().id,
      }));
      return collection(call, `/v1.0/servicePrincipals/${principal.id}/appRoleAssignments`, granted);
    },
  },
  {
    method: 'GET',
    path: route('servicePrincipals/([^/]+)/appRoleAssignedTo'),
    permissions: READ_APPLICATIONS,
    answer: (call) => {
      const principal = principalById(call);
      if (principal === undefined) return found(undefined);
      const held = [...call.tenant.roleAssignments.values()].filter(({ resourceId }) => resourceId === principal.id);
      return collection(call, `/v1.0/servicePrincipals/${principal.id}/appRoleAssignedTo`, held);
    },
  },
  {
    method: 'POST',
    path: route('servicePrincipals/([^/]+)/appRoleAssignedTo'),
    permissions: ['AppRoleAssignment.ReadWrite.All'],
    answer: addRoleAssignment,
  },
  {
    method: 'DELETE',
    path: route('servicePrincipals/([^/]+)/appRoleAssignedTo/([^/]+)'),
    permissions: ['AppRoleAssignment.ReadWrite.All'],
    answer: ({ tenant, params: [, id = ''] }) => (tenant.roleAssignments.delete(id) ? DONE : found(undefined)),
  },
  {
    method: 'DELETE',
    path: route('servicePrincipals/([^/]+)'),
    permissions: ['Application.ReadWrite.All'],
    answer: (call) => {
      const principal = principalById(call);
      if (principal === undefined) return found(undefined);
      call.tenant.servicePrincipals.delete(principal.application.clientId);
      for (const { id, resourceId } of call.tenant.roleAssignments.values()) {
        if (resourceId === principal.id) call.tenant.roleAssignments.delete(id);
      }
      return DONE;
    },
  },
];

const GRAPH_PERMISSIONS = [
  'GroupMember.Read.All',
  'User.ReadBasic.All',
  'User.Read.All',
  'Device.Read.All',
  'Device.ReadWrite.All',
];

// Real ids of permissions are random; any id that stays the same will do.
function permissionId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const graphPrincipal = () => ({
  id: permissionId('Microsoft Graph'),
  appId: GRAPH_APP_ID,
  displayName: 'Microsoft Graph',
  appRoles: GRAPH_PERMISSIONS.map((value) => ({ id: permissionId(value), value })),
});

function principalView({ id, application }: ServicePrincipal): object {
  return {
    id,
    appId: application.clientId,
    displayName: application.displayName,
    appOwnerOrganizationId: application.ownerTenantId ?? null,
    appRoles: application.appRoles,
    servicePrincipalNames: [application.clientId, ...application.identifierUris],
  };
}

function principalById({ tenant, params: [id] }: GraphCall): ServicePrincipal | undefined {
  return [...tenant.servicePrincipals.values()].find((principal) => principal.id === id);
}

function addRoleAssignment(call: GraphCall) {
  const principal = principalById(call);
  if (principal === undefined) return found(undefined);
  const [principalId, appRoleId] = [textOf(call.body, 'principalId'), textOf(call.body, 'appRoleId')];
  const held = [...call.tenant.roleAssignments.values()].some(
    (one) => one.principalId === principalId && one.appRoleId === appRoleId && one.resourceId === principal.id,
  );
  if (held) return refused(400, 'Request_BadRequest');
  if (!principal.application.appRoles.some(({ id }) => id === appRoleId)) return refused(400, 'Request_BadRequest');
  const resourceId = principal.id;
  return { status: 201, json: assignRole(call.tenant, { principalId, appRoleId, resourceId }) };
}
