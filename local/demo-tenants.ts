import { GROUP_PERMISSIONS } from '../shared/graph/group-permissions';
import type { DemoDirectory } from './demo-directory';
import {
  addGroup,
  addMobilityPolicy,
  addTenant,
  addUser,
  consent,
  createDirectory,
  type Directory,
  type DirectoryTenant,
  type RegisteredApplication,
} from './directory/directory';

/** Client id of the service in the stand-in for Entra. */
export const SERVICE_CLIENT_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** Client id of the command line there. */
export const PUBLIC_CLIENT_ID = '6fa459ea-ee8a-4ca4-894e-db77e160355e';

/** A customer who is not onboarded yet, for the reader to bring in. */
export const NEWCOMER_DOMAIN = 'fabrikam.example';

const REDIRECTS = ['/onboard/signed-in', '/onboard/callback', '/mam/compliance/callback'];

const APP_ROLES = ['Mam.Admin', 'Mam.Reader', 'Mam.LogReader', 'Mam.Operator'].map((value, position) => ({
  id: `5d0c7a10-0000-4000-8000-00000000000${position + 1}`,
  value,
}));

/** The tenants of the demo with their people: the vendor, a customer, and one who is about to become one. */
export function demoTenants(demo: DemoDirectory): Directory {
  const directory = createDirectory();
  addTenant(directory, { id: demo.homeTenantId, displayName: 'Vendor', domains: ['vendor.example'] });
  const contoso = addTenant(directory, { id: demo.tenantId, displayName: 'Contoso', domains: ['contoso.com'] });
  addUser(contoso, { id: demo.administratorId, name: 'Admin', isAdministrator: true });
  addUser(contoso, { id: demo.userId, name: 'Kim' });
  addUser(contoso, { id: demo.secondUserId, name: 'Sam' });
  addNewcomer(directory);
  return directory;
}

function addNewcomer(directory: Directory): void {
  const id = 'fab41ca0-0000-4000-8000-000000000001';
  const fabrikam = addTenant(directory, { id, displayName: 'Fabrikam', domains: [NEWCOMER_DOMAIN] });
  addUser(fabrikam, { id: 'fab41ca0-0000-4000-8000-000000000002', name: 'Ada', isAdministrator: true });
  addGroup(fabrikam, 'Personal PCs');
}

/** The service's application as its template registers it, for this origin. */
export function demoApplication(origin: string): RegisteredApplication {
  return {
    clientId: SERVICE_CLIENT_ID,
    displayName: 'Windows MAM',
    identifierUris: [origin],
    redirectUris: REDIRECTS.map((path) => `${origin}${path}`),
    appRoles: APP_ROLES,
    graphPermissions: GROUP_PERMISSIONS,
    tokenVersion: 2,
  };
}

/** Registers the service's applications at the address where it runs, lists them, and lets the demo's customer in. */
export function registerService(directory: Directory, origin: string, demo: DemoDirectory): void {
  const service = demoApplication(origin);
  const client = { ...service, clientId: PUBLIC_CLIENT_ID, displayName: 'Windows MAM tools', identifierUris: [] };
  directory.applications.set(SERVICE_CLIENT_ID, service);
  directory.applications.set(PUBLIC_CLIENT_ID, { ...client, appRoles: [], graphPermissions: [] });
  for (const tenant of directory.tenants.values()) list(tenant);
  const customer = directory.tenants.get(demo.tenantId);
  if (customer !== undefined) consent(customer, service);
}

function list(tenant: DirectoryTenant): void {
  addMobilityPolicy(tenant.appPolicies, { id: SERVICE_CLIENT_ID, displayName: 'Windows MAM' });
}
