extension microsoftGraphV1

import { Registration } from '../options.bicep'

@description('The application in Entra that customers consent to.')
param registration Registration

@description('https origin that devices use. It becomes the App ID URI, so its domain must be verified in this tenant.')
param publicUrl string

@description('Object id of the managed identity that may speak for the application.')
param identityPrincipalId string

@description('Origin of the issuer of v2 tokens in this cloud.')
param issuerOrigin string

@description('Audience of a token that the managed identity exchanges, in this cloud.')
param exchangeAudience string

var microsoftGraph = '00000003-0000-0000-c000-000000000000'

// Client of Windows' account and token broker, the same in every tenant; devices get their tokens through it.
var windowsBroker = '29d9ed98-a469-4536-ade2-f981bc1d605e'

var applicationPermissions = {
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6'
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214'
  'Device.ReadWrite.All': '1138cb37-bd11-4084-a2b7-9f71582aeddb'
}

var delegatedPermissions = {
  'Application.Read.All': 'c79f8feb-a9db-4090-85f9-90d820caa0eb'
  'AppRoleAssignment.ReadWrite.All': '84bccea3-f856-4a8a-967b-dbe0a3d53a64'
  'Organization.Read.All': '4908d5b9-3fb2-4b1e-9336-1888b7937185'
  'Policy.ReadWrite.MobilityManagement': 'a8ead177-1889-4546-9387-f25e658e2a79'
}

// A user who asks how the own PCs stand signs in with these alone. Asked of the administrator, so that it works as well where
// users may consent to nothing.
var signInPermissions = {
  openid: '37f7f235-527c-4136-accd-4a02d197296e'
  profile: '14dad69e-099b-42c9-810b-d002981feec1'
}

// Which of some groups a user belongs to: an application needs both for one call of checkMemberGroups.
var groupPermissions = ['GroupMember.Read.All', 'User.Read.All']

var askedOfCustomers = concat(groupPermissions, registration.complianceWriteBack ? ['Device.ReadWrite.All'] : [])

var rolesOfCustomers = [for permission in askedOfCustomers: { id: applicationPermissions[permission], type: 'Role' }]
var scopesOfUsers = [for permission in items(signInPermissions): { id: permission.value, type: 'Scope' }]

// Ids follow from names, so that a repeated deployment, or one after a deletion, means the same scopes and roles.
var deviceScopeId = guid(registration.uniqueName, 'scope', 'mdm_delegation')
var manageScopeId = guid(registration.uniqueName, 'scope', 'Mam.Manage')
var operatorRoleId = guid(registration.uniqueName, 'role', 'Mam.Operator')

var roles = [
  {
    value: 'Mam.Admin'
    displayName: 'MAM administrator'
    description: 'Manages policies, terms of use, devices and settings of the own tenant. Does not read WIP logs.'
  }
  {
    value: 'Mam.Reader'
    displayName: 'MAM reader'
    description: 'Reads everything of the own tenant but WIP logs.'
  }
  {
    value: 'Mam.LogReader'
    displayName: 'MAM log reader'
    description: 'Reads devices and WIP logs of the own tenant, which name files and sites of users.'
  }
  {
    value: 'Mam.Operator'
    displayName: 'MAM operator'
    description: 'Creates, suspends and resumes tenants. Counts in the home tenant of the vendor only.'
  }
]

resource publicClient 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: '${registration.uniqueName}-public-client'
  displayName: '${registration.displayName} (command line and onboarding)'
  description: 'Signs administrators in at the command line and while they onboard their tenant. Holds no credential.'
  signInAudience: 'AzureADMultipleOrgs'
  isFallbackPublicClient: true
  publicClient: { redirectUris: ['http://localhost'] }
  requiredResourceAccess: [
    {
      resourceAppId: microsoftGraph
      resourceAccess: [for permission in items(delegatedPermissions): { id: permission.value, type: 'Scope' }]
    }
  ]
}

resource service 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: registration.uniqueName
  displayName: registration.displayName
  description: 'Mobile application management of personal Windows PCs.'
  signInAudience: 'AzureADMultipleOrgs'
  identifierUris: [publicUrl]
  api: {
    requestedAccessTokenVersion: 2
    oauth2PermissionScopes: [
      {
        id: deviceScopeId
        value: 'mdm_delegation'
        type: 'Admin'
        isEnabled: true
        adminConsentDisplayName: 'Enroll and manage work data on the PC'
        adminConsentDescription: 'Lets Windows enroll a PC for its user and fetch the policy for work data.'
      }
      {
        id: manageScopeId
        value: 'Mam.Manage'
        type: 'Admin'
        isEnabled: true
        adminConsentDisplayName: 'Manage the tenant\'s MAM policies and devices'
        adminConsentDescription: 'Lets an application call the management API for the signed-in user, within the user\'s roles.'
      }
    ]
    preAuthorizedApplications: [
      { appId: windowsBroker, delegatedPermissionIds: [deviceScopeId] }
      { appId: publicClient.appId, delegatedPermissionIds: [manageScopeId] }
    ]
  }
  appRoles: [
    for role in roles: {
      id: guid(registration.uniqueName, 'role', role.value)
      value: role.value
      displayName: role.displayName
      description: role.description
      allowedMemberTypes: ['User', 'Application']
      isEnabled: true
    }
  ]
  // Tells tokens of applications from tokens of people.
  optionalClaims: { accessToken: [{ name: 'idtyp', essential: false }] }
  requiredResourceAccess: [
    {
      resourceAppId: microsoftGraph
      resourceAccess: concat(rolesOfCustomers, scopesOfUsers)
    }
  ]
  // Nobody in a customer's tenant may add a credential of their own to the application.
  servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true }
  web: {
    homePageUrl: empty(registration.homePageUrl) ? null : registration.homePageUrl
    implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false }
    redirectUris: [
      '${publicUrl}/onboard/signed-in'
      '${publicUrl}/onboard/callback'
      '${publicUrl}/mam/compliance/callback'
    ]
  }
  info: {
    marketingUrl: empty(registration.homePageUrl) ? null : registration.homePageUrl
    privacyStatementUrl: empty(registration.privacyUrl) ? null : registration.privacyUrl
    supportUrl: empty(registration.supportUrl) ? null : registration.supportUrl
    termsOfServiceUrl: empty(registration.termsOfServiceUrl) ? null : registration.termsOfServiceUrl
  }
}

// The managed identity speaks for the application: there is no password and no certificate to keep, rotate or lose.
resource credential 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = {
  name: '${service.uniqueName}/managed-identity'
  description: 'Managed identity of the function app'
  issuer: uri(issuerOrigin, '${tenant().tenantId}/v2.0')
  subject: identityPrincipalId
  audiences: [exchangeAudience]
}

resource servicePrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: service.appId
  tags: ['WindowsAzureActiveDirectoryIntegratedApp']
}

resource publicClientPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: publicClient.appId
  tags: ['WindowsAzureActiveDirectoryIntegratedApp']
}

resource operators 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [
  for principalId in registration.operatorPrincipalIds: {
    appRoleId: operatorRoleId
    principalId: principalId
    resourceId: servicePrincipal.id
  }
]

@description('Client id of the service: audience of v2 tokens.')
output clientId string = service.appId

@description('Client id of command line and onboarding.')
output publicClientId string = publicClient.appId

@description('Audience of v1 tokens, and what Windows asks a token for.')
output appIdUri string = publicUrl

@description('Object id of the service principal in the home tenant.')
output servicePrincipalId string = servicePrincipal.id

@description('Object id of the service principal of the public client in the home tenant.')
output publicClientPrincipalId string = publicClientPrincipal.id
