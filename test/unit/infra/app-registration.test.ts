import { describe, expect, it } from 'vitest';
import { readRoles } from '../../../shared/identity/roles';
import { API_SCOPE } from '../../../shared/identity/token-rules';
import { parseTenantId } from '../../../shared/ids';
import { planned, plannedApplication, plannedSettings } from '../../support/infra-plan';

const WINDOWS_BROKER = '29d9ed98-a469-4536-ade2-f981bc1d605e';
const HOME_TENANT = '00000000-0000-0000-0000-000000000002';

const service = plannedApplication('service');
const scopeId = (name: string) => service.api?.oauth2PermissionScopes.find(({ value }) => value === name)?.id;

describe('the application of the service', () => {
  it('asks customers for no permission over devices unless the deployer wants it', () => {
    const asked = service.requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess);
    expect(asked).toEqual([
      { id: '98830695-27a2-44f7-8c18-0c3ebc9698f6', type: 'Role' },
      { id: 'df021288-bdef-4463-88db-98f22de89214', type: 'Role' },
      { id: '37f7f235-527c-4136-accd-4a02d197296e', type: 'Scope' },
      { id: '14dad69e-099b-42c9-810b-d002981feec1', type: 'Scope' },
    ]);
  });

  it('has the origin that devices use as its App ID URI', () => {
    expect(service.identifierUris).toEqual([plannedSettings().get('MAM_PUBLIC_URL')]);
    expect(plannedSettings().get('MAM_APP_ID_URI')).toBe(service.identifierUris?.[0]);
  });

  it('is for many tenants and gets v2 tokens', () => {
    expect(service.signInAudience).toBe('AzureADMultipleOrgs');
    expect(service.api?.requestedAccessTokenVersion).toBe(2);
  });

  it('offers one scope that device routes take and one that the API takes', () => {
    const deviceScopes = plannedSettings().get('MAM_DEVICE_SCOPES')?.split(' ');
    const [device, manage, ...others] = service.api?.oauth2PermissionScopes.map(({ value }) => value) ?? [];
    expect(deviceScopes).toContain(device);
    expect(manage).toBe(API_SCOPE);
    expect(others).toEqual([]);
  });

  it('lets Windows ask for the device scope and the command line for the other, and neither for both', () => {
    const [broker, commandLine, ...others] = service.api?.preAuthorizedApplications ?? [];
    expect(broker).toEqual({ appId: WINDOWS_BROKER, delegatedPermissionIds: [scopeId('mdm_delegation')] });
    expect(commandLine?.delegatedPermissionIds).toEqual([scopeId('Mam.Manage')]);
    expect(commandLine?.appId).toBe(plannedSettings().get('MAM_PUBLIC_CLIENT_ID'));
    expect(others).toEqual([]);
  });

  it('has the roles that the service reads, for people and for pipelines', () => {
    const names = service.appRoles?.map(({ value }) => value) ?? [];
    const home = parseTenantId(HOME_TENANT);
    if (home === undefined) throw new Error('the home tenant of the plan is no GUID');
    expect(names).toHaveLength(4);
    expect([...readRoles(names, home, HOME_TENANT)]).toEqual(names);
    for (const role of service.appRoles ?? []) {
      expect(role.allowedMemberTypes).toEqual(['User', 'Application']);
    }
  });

  it('is spoken for by the managed identity, in the tenant of the vendor', () => {
    const [credential] = planned('Microsoft.Graph/applications/federatedIdentityCredentials@v1.0');
    expect(credential?.properties).toMatchObject({ audiences: ['api://AzureADTokenExchange'] });
    expect(credential?.properties?.['subject']).toMatch(/userAssignedIdentities\/id-mam-prod.*principalId/);
    expect(credential?.properties?.['issuer']).toContain(`${HOME_TENANT}/v2.0`);
  });

  it('gives the role Mam.Operator to those whom the deployer names', () => {
    const [assignment] = planned('Microsoft.Graph/appRoleAssignedTo@v1.0');
    const operator = service.appRoles?.find(({ value }) => value === 'Mam.Operator');
    expect(assignment?.properties?.['appRoleId']).toBe(operator?.id);
  });
});

describe('the public client of command line and onboarding', () => {
  const client = plannedApplication('public client');

  it('is another application, without a secret to keep', () => {
    expect(client.uniqueName).not.toBe(service.uniqueName);
    expect(client.isFallbackPublicClient).toBe(true);
  });

  it('asks for permissions of the signed-in administrator only', () => {
    const types = client.requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess.map(({ type }) => type));
    expect(new Set(types)).toEqual(new Set(['Scope']));
  });
});

it('makes a service principal of each application in the home tenant', () => {
  const principals = planned('Microsoft.Graph/servicePrincipals@v1.0').map(({ properties }) => properties?.['appId']);
  const { MAM_CLIENT_ID, MAM_PUBLIC_CLIENT_ID } = Object.fromEntries(plannedSettings());
  expect(principals).toEqual([MAM_CLIENT_ID, MAM_PUBLIC_CLIENT_ID]);
});
