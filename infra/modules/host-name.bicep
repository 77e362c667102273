@description('Name of the function app.')
param appName string

@description('Resource id of its plan.')
param planId string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Public host name. Its CNAME and TXT records must exist before this is deployed.')
param hostName string

@description('Resource id of the vault.')
param vaultId string

@description('Name of the certificate in the vault.')
param certificateName string

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

resource certificate 'Microsoft.Web/certificates@2025-03-01' = {
  name: 'cert-${replace(hostName, '.', '-')}'
  location: location
  tags: tags
  properties: { serverFarmId: planId, keyVaultId: vaultId, keyVaultSecretName: certificateName }
}

resource binding 'Microsoft.Web/sites/hostNameBindings@2025-03-01' = {
  parent: app
  name: hostName
  properties: {
    siteName: appName
    hostNameType: 'Verified'
    customHostNameDnsRecordType: 'CName'
    sslState: 'SniEnabled'
    thumbprint: certificate.properties.thumbprint
  }
}

@description('The bound host name.')
output hostName string = binding.name
