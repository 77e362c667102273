extension microsoftGraphV1

@description('Name of the vault.')
param vaultName string

@description('Application id of the resource provider of App Service in this cloud.')
param appServiceProvider string

var keyVaultCertificateUser = 'db79e9a7-68ee-4b58-9aeb-b90e7c24fcba'

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: vaultName
}

resource provider 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: appServiceProvider
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, appServiceProvider, keyVaultCertificateUser)
  properties: {
    description: 'Key Vault Certificate User, for App Service to fetch the certificate of the host name'
    principalId: provider.id
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultCertificateUser)
  }
}

@description('Resource id of the vault.')
output vaultId string = vault.id
