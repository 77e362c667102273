import { Hosting } from '../options.bicep'

@description('Name of the function app.')
param name string

@description('Name of its plan; a Flex Consumption plan carries one app.')
param planName string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('How the app is sized.')
param hosting Hosting

@description('The user-assigned identity of the app.')
param identity IdentityNames

@description('Address of the container that holds the deployed code.')
param deploymentContainerUrl string

@description('App settings beside those that the host needs.')
param settings object

type IdentityNames = {
  @description('Resource id.')
  id: string

  @description('Client id.')
  clientId: string
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd finds by this tag where to put the code.
  tags: union(tags, { 'azd-service-name': 'mam' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'node', version: hosting.nodeVersion }
      scaleAndConcurrency: {
        instanceMemoryMB: hosting.instanceMemoryMB
        maximumInstanceCount: hosting.maximumInstances
        triggers: { http: { perInstanceConcurrency: hosting.httpConcurrency } }
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
  }

  // Passwords for publishing would be secrets that nobody rotates: code arrives with Entra tokens only.
  resource ftpPublishing 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scmPublishing 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

@description('Name of the function app.')
output name string = app.name

@description('Host name that Azure gave it; a CNAME of the public host name leads here.')
output hostName string = app.properties.defaultHostName

@description('Value of the TXT record asuid.{host}, which proves to Azure that the host name is yours.')
output domainVerificationId string = app.properties.customDomainVerificationId

@description('Resource id of the plan.')
output planId string = plan.id
