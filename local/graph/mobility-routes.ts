import type { DirectoryTenant, MobilityPolicy } from '../directory/directory';
import { collection } from './collection';
import { DONE, found, type GraphCall, type GraphRoute, refused, textOf } from './graph-call';

const READ = ['Policy.Read.All', 'Policy.ReadWrite.MobilityManagement'];
const WRITE = ['Policy.ReadWrite.MobilityManagement'];

/** Both kinds of mobility policies; Graph offers them to people only, never to applications. */
export const MOBILITY_ROUTES: readonly GraphRoute[] = [
  ...routesOf('mobileAppManagementPolicies', ({ appPolicies }) => appPolicies),
  ...routesOf('mobileDeviceManagementPolicies', ({ devicePolicies }) => devicePolicies),
];

function routesOf(name: string, policiesOf: (tenant: DirectoryTenant) => Map<string, MobilityPolicy>): GraphRoute[] {
  const route = (rest: string) => new RegExp(`^/beta/policies/${name}${rest}$`, 'i');
  const policyOf = ({ tenant, params: [id = ''] }: GraphCall) => policiesOf(tenant).get(id);
  return [
    {
      method: 'GET',
      path: route(''),
      permissions: READ,
      answer: (call) => collection(call, `/beta/policies/${name}`, [...policiesOf(call.tenant).values()].map(view)),
    },
    {
      method: 'GET',
      path: route('/([^/]+)'),
      permissions: READ,
      answer: (call) => {
        const policy = policyOf(call);
        return found(policy && view(policy));
      },
    },
    { method: 'PATCH', path: route('/([^/]+)'), permissions: WRITE, answer: (call) => change(policyOf(call), call) },
    {
      method: 'GET',
      path: route('/([^/]+)/includedGroups'),
      permissions: READ,
      answer: (call) => {
        const policy = policyOf(call);
        const groups = [...(policy?.includedGroups ?? [])].map((id) => ({ id }));
        return collection(call, `/beta/policies/${name}/${call.params[0]}/includedGroups`, groups);
      },
    },
    {
      method: 'POST',
      path: route(String.raw`/([^/]+)/includedGroups/\$ref`),
      permissions: WRITE,
      answer: (call) => include(policyOf(call), call),
    },
    {
      method: 'DELETE',
      path: route(String.raw`/([^/]+)/includedGroups/([^/]+)/\$ref`),
      permissions: WRITE,
      answer: (call) => exclude(policyOf(call), call.params[1] ?? ''),
    },
  ];
}

function view({ includedGroups: _, ...policy }: MobilityPolicy): object {
  return { ...policy, description: '', isValid: policy.discoveryUrl !== '' };
}

const ADDRESSES = ['discoveryUrl', 'termsOfUseUrl', 'complianceUrl'] as const;

// `appliesTo` stands alone in a PATCH, and never becomes `selected` by one (protocol facts 8.2).
function change(policy: MobilityPolicy | undefined, { body }: GraphCall) {
  if (policy === undefined) return found(undefined);
  const members = Object.keys(body);
  const scope = body['appliesTo'];
  if (scope !== undefined) {
    if (members.length > 1 || (scope !== 'none' && scope !== 'all')) return refused(400, 'BadRequest');
    policy.appliesTo = scope;
    if (scope === 'none') policy.includedGroups.clear();
    return DONE;
  }
  if (members.some((member) => !ADDRESSES.some((name) => name === member))) return refused(400, 'BadRequest');
  for (const name of ADDRESSES) if (name in body) policy[name] = textOf(body, name);
  return DONE;
}

function include(policy: MobilityPolicy | undefined, { tenant, body }: GraphCall) {
  const id = /groups\('([0-9a-f-]{36})'\)$/.exec(textOf(body, '@odata.id'))?.[1] ?? '';
  if (policy === undefined || !tenant.groups.has(id)) return found(undefined);
  if (policy.includedGroups.has(id)) return refused(400, 'Request_BadRequest');
  policy.includedGroups.add(id);
  policy.appliesTo = 'selected';
  return DONE;
}

function exclude(policy: MobilityPolicy | undefined, id: string) {
  if (policy === undefined || !policy.includedGroups.delete(id)) return found(undefined);
  if (policy.includedGroups.size === 0) policy.appliesTo = 'none';
  return DONE;
}
