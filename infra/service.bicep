metadata description = 'The whole service in one resource group. main.bicep makes the group and calls this.'

import { Certificate, Hosting, Registration, ServiceSettings, Watch } from 'options.bicep'
import { clouds } from 'clouds.bicep'

@description('Short name of this deployment, such as prod; part of the names of all resources.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Region. Flex Consumption is not in every one: az functionapp list-flexconsumption-locations')
param location string = resourceGroup().location

@description('National cloud, as environment().name calls it; by default the one that is deployed to.')
@allowed(['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'])
param azureCloud string?

@description('Host name that devices use, such as mam.contoso.com, of a domain that is verified in this Entra tenant.')
@minLength(4)
@maxLength(253)
param publicHostName string

@description('How the function app is sized.')
param hosting Hosting

@description('Settings of the service.')
param serviceSettings ServiceSettings

@description('The application in Entra that customers consent to.')
param registration Registration

@description('What is watched, and who is told.')
param watch Watch

@description('Certificate of the public host name.')
param certificate Certificate

@description('Tags of every resource.')
param tags object = {}

var cloud = clouds[azureCloud ?? environment().name]
var publicUrl = 'https://${toLower(publicHostName)}'
var suffix = uniqueString(subscription().id, resourceGroup().id, environmentName)
var identityName = 'id-mam-${environmentName}'
var appName = 'func-mam-${environmentName}-${suffix}'
var allTags = union(tags, { 'azd-env-name': environmentName })

module identity 'modules/identity.bicep' = {
  params: { name: identityName, location: location, tags: allTags }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: 'stmam${suffix}'
    location: location
    tags: allTags
    sku: hosting.storageSku
    identityName: identityName
    principalId: identity.outputs.principalId
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: 'log-mam-${environmentName}'
    insightsName: 'appi-mam-${environmentName}'
    location: location
    tags: allTags
    identityName: identityName
    principalId: identity.outputs.principalId
    retentionDays: watch.logRetentionDays
    dailyCapGb: watch.logDailyCapGb
  }
}

module appRegistration 'modules/app-registration.bicep' = {
  params: {
    registration: registration
    publicUrl: publicUrl
    identityPrincipalId: identity.outputs.principalId
    issuerOrigin: cloud.?issuerOrigin ?? environment().authentication.loginEndpoint
    exchangeAudience: cloud.exchangeAudience
  }
}

// What the service itself reads; each name stands in the settings table of the README.
var mamSettings = {
  MAM_PUBLIC_URL: publicUrl
  MAM_CLIENT_ID: appRegistration.outputs.clientId
  MAM_PUBLIC_CLIENT_ID: appRegistration.outputs.publicClientId
  MAM_DEVICE_SCOPES: serviceSettings.deviceScopes
  MAM_APP_ID_URI: appRegistration.outputs.appIdUri
  MAM_HOME_TENANT: tenant().tenantId
  MAM_PROVIDER_ID: serviceSettings.providerId
  MAM_CLOUD: cloud.name
  MAM_TABLES_URL: storage.outputs.tablesUrl
  MAM_IDENTITY_CLIENT_ID: identity.outputs.clientId
  MAM_TENANT_ADMISSION: serviceSettings.tenantAdmission
  MAM_ATTESTATION_HOSTS: serviceSettings.attestationHosts
  MAM_MAINTENANCE: serviceSettings.maintenance
}

// What the Functions host reads. Storage is named by its endpoints, never by a key, and not by the name of the account
// alone, to which the host would add the suffix of the public cloud.
var hostSettings = {
  AzureWebJobsStorage__blobServiceUri: storage.outputs.blobsUrl
  AzureWebJobsStorage__queueServiceUri: storage.outputs.queuesUrl
  AzureWebJobsStorage__tableServiceUri: storage.outputs.tablesUrl
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.outputs.clientId
  AzureWebJobsDisableHomepage: 'true'
  APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
  // No route takes more than 1 MB; what is larger is not worth the memory of an instance.
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '4194304'
}

module functionApp 'modules/function-app.bicep' = {
  params: {
    name: appName
    planName: 'plan-mam-${environmentName}'
    location: location
    tags: allTags
    hosting: hosting
    identity: { id: identity.outputs.id, clientId: identity.outputs.clientId }
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    settings: union(hostSettings, mamSettings)
  }
}

module vaultAccess 'modules/vault-access.bicep' = if (!empty(certificate.vaultName)) {
  // Azure looks at the scope even where the condition is false, and refuses an empty one.
  scope: resourceGroup(empty(certificate.vaultResourceGroup) ? resourceGroup().name : certificate.vaultResourceGroup)
  params: { vaultName: certificate.vaultName, appServiceProvider: cloud.appServiceProvider }
}

module hostName 'modules/host-name.bicep' = if (!empty(certificate.vaultName)) {
  params: {
    appName: appName
    planId: functionApp.outputs.planId
    location: location
    tags: allTags
    hostName: toLower(publicHostName)
    vaultId: vaultAccess!.outputs.vaultId
    certificateName: certificate.name
  }
}

module availability 'modules/availability.bicep' = {
  params: {
    name: 'health-mam-${environmentName}'
    location: location
    tags: allTags
    insightsId: monitoring.outputs.insightsId
    origin: watch.probePublicHost ? publicUrl : 'https://${functionApp.outputs.hostName}'
    seconds: watch.probeSeconds
    locations: cloud.probeLocations
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    namePrefix: 'mam-${environmentName}'
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    storageAccountId: storage.outputs.accountId
    webTestId: availability.outputs.id
    insightsId: monitoring.outputs.insightsId
    probeLocationCount: length(cloud.probeLocations)
    email: watch.alertEmail
  }
}

module workbook 'modules/workbook.bicep' = {
  params: {
    displayName: 'Windows MAM ${environmentName}'
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
  }
}

@description('Name of the function app, for deploying code.')
output functionAppName string = functionApp.outputs.name

@description('Host name that Azure gave the function app: target of the CNAME of the public host name.')
output functionHostName string = functionApp.outputs.hostName

@description('Value of the TXT record asuid.{public host name}.')
output domainVerificationId string = functionApp.outputs.domainVerificationId

@description('https origin that devices use.')
output publicUrl string = publicUrl

@description('Discovery URL of the mobility policy of a tenant.')
output discoveryUrl string = '${publicUrl}/mam/enroll'

@description('Terms of use URL of the mobility policy of a tenant.')
output termsUrl string = '${publicUrl}/mam/terms'

@description('Compliance URL of the mobility policy of a tenant.')
output complianceUrl string = '${publicUrl}/mam/compliance'

@description('Where administrators onboard their tenant.')
output onboardingUrl string = '${publicUrl}/onboard'

@description('Client id of the service.')
output clientId string = appRegistration.outputs.clientId

@description('Client id of command line and onboarding.')
output publicClientId string = appRegistration.outputs.publicClientId

@description('Tenant of the vendor.')
output homeTenant string = tenant().tenantId

@description('National cloud: public, usgov or china.')
output cloudName string = cloud.name

@description('Resource id of the workbook.')
output workbookId string = workbook.outputs.id

@description('Names of the alerts.')
output alertNames string[] = alerts.outputs.alertNames
