import {
  addGroup,
  addMobilityPolicy,
  addTenant,
  addUser,
  createDirectory,
  type DirectoryTenant,
  type DirectoryUser,
  type RegisteredApplication,
} from '../../local/directory/directory';
import { type Entra, startEntra } from '../../local/entra/start-entra';
import { type Graph, startGraph } from '../../local/graph/start-graph';

/** Client ids of the applications of the vendor in the stand-ins. */
export const CLIENT_ID = '0b7a3c52-9a3f-4c56-8b1e-5f1f6d3e2a10';
export const PUBLIC_CLIENT_ID = '5b1f7a0e-2d0c-4a86-9a5e-3a4f1f0e9c77';

/** App roles of the service, as the registration has them. */
export const APP_ROLES = [
  { id: 'aaaaaaaa-0000-4000-8000-000000000001', value: 'Mam.Admin' },
  { id: 'aaaaaaaa-0000-4000-8000-000000000002', value: 'Mam.Reader' },
] as const;

/** Entra and Graph on loopback, with the vendor's applications and one customer. */
export interface StandIns {
  readonly entra: Entra;
  readonly graph: Graph;
  readonly application: RegisteredApplication;
  /** Registers the service again, now that its address is known. */
  register(publicUrl: string): RegisteredApplication;
  stop(): Promise<void>;
}

/** Starts both. */
export async function startStandIns(): Promise<StandIns> {
  const directory = createDirectory();
  const register = (publicUrl: string) => registerVendor(directory.applications, vendorApplication(publicUrl));
  const application = register('https://mam.vendor.example');
  const entra = await startEntra({ port: 0, directory });
  const graph = await startGraph({ port: 0, entra });
  const stop = async () => {
    await graph.stop();
    await entra.stop();
  };
  return { entra, graph, application, register, stop };
}

/** The registration of the service. */
export function vendorApplication(publicUrl: string): RegisteredApplication {
  return {
    clientId: CLIENT_ID,
    displayName: 'Windows MAM',
    identifierUris: [publicUrl],
    redirectUris: ['/onboard/signed-in', '/onboard/callback', '/mam/compliance/callback'].map(
      (path) => `${publicUrl}${path}`,
    ),
    appRoles: APP_ROLES,
    graphPermissions: ['User.Read.All', 'GroupMember.Read.All', 'Device.Read.All'],
    tokenVersion: 2,
  };
}

function registerVendor(
  applications: Map<string, RegisteredApplication>,
  service: RegisteredApplication,
): RegisteredApplication {
  applications.set(service.clientId, service);
  const client = { ...service, clientId: PUBLIC_CLIENT_ID, displayName: 'Windows MAM tools', identifierUris: [] };
  applications.set(PUBLIC_CLIENT_ID, { ...client, appRoles: [], graphPermissions: [] });
  return service;
}

/** A customer with an administrator, a user and a group; the application is listed under its mobility policies. */
export interface Customer {
  readonly tenant: DirectoryTenant;
  readonly administrator: DirectoryUser;
  readonly user: DirectoryUser;
  readonly groupId: string;
}

let customers = 0;

/** Adds a customer whose names no other test has. */
export function addCustomer({ entra }: StandIns): Customer {
  customers += 1;
  const domains = [`contoso${customers}.example`, `contoso${customers}.onmicrosoft.com`];
  const tenant = addTenant(entra.directory, { displayName: 'Contoso', domains, preferredLanguage: 'de' });
  const administrator = addUser(tenant, { name: 'Ada', isAdministrator: true });
  const user = addUser(tenant, { name: 'Sam' });
  const groupId = addGroup(tenant, 'Personal PCs');
  addMobilityPolicy(tenant.appPolicies, { id: CLIENT_ID, displayName: 'Windows MAM' });
  addMobilityPolicy(tenant.devicePolicies, { id: '0000000a-0000-0000-c000-000000000000', displayName: 'Intune' });
  return { tenant, administrator, user, groupId };
}
