import { randomUUID } from 'node:crypto';

/** An application as its vendor registered it, in whatever tenant. */
export interface RegisteredApplication {
  readonly clientId: string;
  readonly displayName: string;
  /** App ID URIs: a scope below one of them asks for a token of this application. */
  readonly identifierUris: readonly string[];
  readonly redirectUris: readonly string[];
  readonly appRoles: readonly AppRole[];
  /** Application permissions for Graph to which a tenant consents, e.g. `GroupMember.Read.All`. */
  readonly graphPermissions: readonly string[];
  /** `api.requestedAccessTokenVersion` of the manifest. */
  readonly tokenVersion: 1 | 2;
  /** Tenant that registered it; none of the customers without. */
  readonly ownerTenantId?: string;
}

/** An application role that the registration offers. */
export interface AppRole {
  readonly id: string;
  readonly value: string;
}

/** A person in a tenant. */
export interface DirectoryUser {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string;
  /** May consent for the whole tenant. */
  readonly isAdministrator: boolean;
  /** Object ids of groups, nested ones counted. */
  readonly groups: Set<string>;
}

/** An application that a tenant let in. */
export interface ServicePrincipal {
  readonly id: string;
  readonly application: RegisteredApplication;
  /** Application permissions for Graph that were consented to. */
  readonly granted: Set<string>;
}

/** Somebody holds an application role. */
export interface RoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly resourceId: string;
  readonly appRoleId: string;
}

/** Who enrolls where (protocol facts 8.2). */
export interface MobilityPolicy {
  readonly id: string;
  readonly displayName: string;
  appliesTo: 'none' | 'all' | 'selected';
  discoveryUrl: string;
  termsOfUseUrl: string;
  complianceUrl: string;
  readonly includedGroups: Set<string>;
}

/** A device object. */
export interface DirectoryDevice {
  readonly id: string;
  readonly deviceId: string;
  readonly displayName: string;
  readonly trustType: 'Workplace' | 'AzureAd';
  isManaged: boolean;
  isCompliant: boolean;
}

/** One customer's directory. */
export interface DirectoryTenant {
  readonly id: string;
  readonly displayName: string;
  readonly preferredLanguage: string;
  /** Verified domains, the default one first. */
  readonly domains: string[];
  readonly users: Map<string, DirectoryUser>;
  readonly groups: Map<string, { readonly id: string; readonly displayName: string }>;
  /** By client id. */
  readonly servicePrincipals: Map<string, ServicePrincipal>;
  readonly roleAssignments: Map<string, RoleAssignment>;
  readonly appPolicies: Map<string, MobilityPolicy>;
  readonly devicePolicies: Map<string, MobilityPolicy>;
  readonly devices: Map<string, DirectoryDevice>;
  /** Service plans of the tenant's licences, e.g. `AAD_PREMIUM`. */
  readonly servicePlans: Set<string>;
}

/** Everything that the stand-ins for Entra and Graph know; a test or the demo changes it as it likes. */
export interface Directory {
  readonly applications: Map<string, RegisteredApplication>;
  readonly tenants: Map<string, DirectoryTenant>;
}

/** A directory without anybody. */
export const createDirectory = (): Directory => ({ applications: new Map(), tenants: new Map() });

/** Adds a tenant with nobody in it. */
export function addTenant(
  directory: Directory,
  tenant: { displayName: string; domains: string[]; id?: string; preferredLanguage?: string },
): DirectoryTenant {
  const { id = randomUUID(), displayName, domains, preferredLanguage = 'en' } = tenant;
  const created: DirectoryTenant = {
    id,
    displayName,
    preferredLanguage,
    domains,
    users: new Map(),
    groups: new Map(),
    servicePrincipals: new Map(),
    roleAssignments: new Map(),
    appPolicies: new Map(),
    devicePolicies: new Map(),
    devices: new Map(),
    servicePlans: new Set(['AAD_PREMIUM']),
  };
  directory.tenants.set(id, created);
  return created;
}

/** Adds a person. */
export function addUser(
  tenant: DirectoryTenant,
  user: { name: string; id?: string; isAdministrator?: boolean },
): DirectoryUser {
  const { name, id = randomUUID(), isAdministrator = false } = user;
  const userName = `${name.toLowerCase()}@${tenant.domains[0] ?? 'example.com'}`;
  const created = { id, userName, displayName: name, isAdministrator, groups: new Set<string>() };
  tenant.users.set(id, created);
  return created;
}

/** Adds a group without members. */
export function addGroup(tenant: DirectoryTenant, displayName: string): string {
  const id = randomUUID();
  tenant.groups.set(id, { id, displayName });
  return id;
}

/** Adds what the portal shows under "Mobility (MDM and WIP)", as yet without addresses. */
export function addMobilityPolicy(
  policies: Map<string, MobilityPolicy>,
  policy: Partial<MobilityPolicy> & { displayName: string; id: string },
): MobilityPolicy {
  const created: MobilityPolicy = {
    appliesTo: 'none',
    discoveryUrl: '',
    termsOfUseUrl: '',
    complianceUrl: '',
    includedGroups: new Set(),
    ...policy,
  };
  policies.set(policy.id, created);
  return created;
}

/** Lets an application into a tenant with everything it asks for, as the consent of an administrator does. */
export function consent(tenant: DirectoryTenant, application: RegisteredApplication): ServicePrincipal {
  const known = tenant.servicePrincipals.get(application.clientId);
  const granted = new Set(application.graphPermissions);
  const principal = { id: known?.id ?? randomUUID(), application, granted };
  tenant.servicePrincipals.set(application.clientId, principal);
  return principal;
}

/** Gives a role of a consented application to somebody. */
export function assignRole(tenant: DirectoryTenant, assignment: Omit<RoleAssignment, 'id'>): RoleAssignment {
  const created = { id: randomUUID(), ...assignment };
  tenant.roleAssignments.set(created.id, created);
  return created;
}

/** Values of the roles that a person holds in an application, as claim `roles` carries them. */
export function rolesOf(tenant: DirectoryTenant, application: RegisteredApplication, userId: string): string[] {
  const resourceId = tenant.servicePrincipals.get(application.clientId)?.id;
  const held = [...tenant.roleAssignments.values()]
    .filter((one) => one.resourceId === resourceId && one.principalId === userId)
    .map(({ appRoleId }) => appRoleId);
  return application.appRoles.filter(({ id }) => held.includes(id)).map(({ value }) => value);
}

/** The tenant of an id or verified domain. */
export function findTenant(directory: Directory, name: string): DirectoryTenant | undefined {
  const wanted = name.toLowerCase();
  return [...directory.tenants.values()].find(({ id, domains }) => id === wanted || domains.includes(wanted));
}
