@description('Name of the storage account: 3 to 24 small letters and digits.')
@minLength(3)
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Redundancy.')
param sku string

@description('Name of the identity that reads and writes; part of what names its role assignments.')
param identityName string

@description('Object id of that identity.')
param principalId string

// The service's own list is TABLE_NAMES in shared/storage/tables.ts; a test compares the two.
var tableNames = ['tenants', 'devices', 'people', 'roster', 'due', 'audit', 'wiplogs']

var deploymentContainer = 'deployments'

// Built-in roles, by name: host and deployment package, host's bookkeeping, tables of the service and of the host.
var roleIds = {
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  'Storage Queue Data Contributor': '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource deployments 'containers' = {
      name: deploymentContainer
      properties: { publicAccess: 'None' }
    }
  }

  resource tables 'tableServices' = {
    name: 'default'

    resource table 'tables' = [
      for tableName in tableNames: {
        name: tableName
      }
    ]
  }
}

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roleIds): {
    scope: account
    name: guid(account.id, identityName, role.value)
    properties: {
      description: role.key
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

@description('Resource id of the account.')
output accountId string = account.id

@description('Endpoint of the tables, as the cloud names it.')
output tablesUrl string = account.properties.primaryEndpoints.table

@description('Endpoint of the blobs, as the cloud names it.')
output blobsUrl string = account.properties.primaryEndpoints.blob

@description('Endpoint of the queues, as the cloud names it.')
output queuesUrl string = account.properties.primaryEndpoints.queue

@description('Address of the container that holds the deployed code.')
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}${deploymentContainer}'
