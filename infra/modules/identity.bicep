@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id of the identity.')
output id string = identity.id

@description('Object id of the identity in Entra: subject of its tokens.')
output principalId string = identity.properties.principalId

@description('Client id by which the function app asks for tokens.')
output clientId string = identity.properties.clientId
