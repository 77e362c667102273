import type { DirectoryTenant } from '../directory/directory';
import { collection } from './collection';
import { DONE, found, type GraphCall, type GraphRoute, refused } from './graph-call';

const IDS_A_CALL = 20;

const quoted = "'([^']+)'";
const route = (pattern: string) => new RegExp(`^/v1\\.0/${pattern}$`, 'i');

/** Organization, people, groups, devices and licences. */
export const DIRECTORY_ROUTES: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: route('organization'),
    permissions: ['Organization.Read.All'],
    answer: (call) => collection(call, '/v1.0/organization', [organization(call.tenant)]),
  },
  {
    method: 'GET',
    path: route('me'),
    permissions: ['User.Read'],
    answer: ({ tenant, callerId }) => {
      const user = tenant.users.get(callerId);
      return found(user && { id: user.id, displayName: user.displayName, userPrincipalName: user.userName });
    },
  },
  {
    method: 'POST',
    path: route('users/([^/]+)/checkMemberGroups'),
    permissions: ['User.Read.All+GroupMember.Read.All', 'Directory.Read.All'],
    answer: checkMemberGroups,
  },
  {
    method: 'GET',
    path: route('groups/([^/]+)'),
    permissions: ['GroupMember.Read.All', 'Group.Read.All'],
    answer: ({ tenant, params: [id = ''] }) => found(tenant.groups.get(id)),
  },
  {
    method: 'GET',
    path: route('groups/([^/]+)/transitiveMembers'),
    permissions: ['GroupMember.Read.All', 'Group.Read.All'],
    answer: transitiveMembers,
  },
  {
    method: 'GET',
    path: route('groups'),
    permissions: ['GroupMember.Read.All', 'Group.Read.All'],
    answer: (call) => collection(call, '/v1.0/groups', groupsNamed(call)),
  },
  {
    method: 'GET',
    path: route(String.raw`devices\(deviceId=${quoted}\)`),
    permissions: ['Device.Read.All', 'Device.ReadWrite.All'],
    answer: ({ tenant, params: [id = ''] }) => found(tenant.devices.get(id)),
  },
  {
    method: 'PATCH',
    path: route(String.raw`devices\(deviceId=${quoted}\)`),
    permissions: ['Device.ReadWrite.All'],
    answer: ({ tenant, params: [id = ''], body }) => {
      const device = tenant.devices.get(id);
      if (device === undefined) return found(undefined);
      if (typeof body['isManaged'] === 'boolean') device.isManaged = body['isManaged'];
      if (typeof body['isCompliant'] === 'boolean') device.isCompliant = body['isCompliant'];
      return DONE;
    },
  },
  {
    method: 'GET',
    path: route('subscribedSkus'),
    permissions: ['Organization.Read.All', 'LicenseAssignment.Read.All'],
    answer: (call) => collection(call, '/v1.0/subscribedSkus', licences(call.tenant)),
  },
];

function organization({ id, displayName, preferredLanguage, domains }: DirectoryTenant): object {
  const verifiedDomains = domains.map((name, position) => ({ name, isDefault: position === 0 }));
  return { id, displayName, preferredLanguage, verifiedDomains };
}

function licences({ servicePlans }: DirectoryTenant): readonly object[] {
  return [...servicePlans].map((servicePlanName) => ({
    skuPartNumber: servicePlanName,
    capabilityStatus: 'Enabled',
    prepaidUnits: { enabled: 25 },
    consumedUnits: 7,
    servicePlans: [{ servicePlanName, provisioningStatus: 'Success' }],
  }));
}

function groupsNamed({ tenant, query }: GraphCall): readonly object[] {
  const name = /^displayName eq '(.*)'$/.exec(query.get('$filter') ?? '')?.[1]?.replaceAll("''", "'");
  return [...tenant.groups.values()].filter((group) => name === undefined || group.displayName === name);
}

function checkMemberGroups({ tenant, params: [id = ''], body }: GraphCall) {
  const asked: readonly unknown[] = Array.isArray(body['groupIds']) ? body['groupIds'] : [];
  if (asked.length === 0 || asked.length > IDS_A_CALL) return refused(400, 'Request_BadRequest');
  const user = tenant.users.get(id);
  return found(user && { value: asked.filter((group) => user.groups.has(String(group))) });
}

// A device stands beside the users: members are of many kinds.
function transitiveMembers(call: GraphCall) {
  const {
    tenant,
    params: [id = ''],
  } = call;
  if (!tenant.groups.has(id)) return found(undefined);
  const users = [...tenant.users.values()].filter(({ groups }) => groups.has(id));
  const members = users.map((user) => ({ '@odata.type': '#microsoft.graph.user', id: user.id }));
  const device = { '@odata.type': '#microsoft.graph.device', id: '0d0d0d0d-0d0d-4d0d-8d0d-0d0d0d0d0d0d' };
  return collection(call, `/v1.0/groups/${id}/transitiveMembers`, [...members, device]);
}
