using 'service.bicep'

// For a deployer who may work in one resource group only: az deployment group create. Fill in what is yours.
param environmentName = 'prod'
param publicHostName = 'mam.contoso.com'

param hosting = {
  instanceMemoryMB: 512
  httpConcurrency: 16
  maximumInstances: 100
  nodeVersion: '22'
  storageSku: 'Standard_ZRS'
}

param serviceSettings = {
  deviceScopes: 'mdm_delegation user_impersonation'
  providerId: 'WindowsMam'
  tenantAdmission: 'listed'
  attestationHosts: ''
  maintenance: ''
}

param registration = {
  displayName: 'Windows MAM'
  uniqueName: 'windows-mam-prod'
  complianceWriteBack: false
  operatorPrincipalIds: []
  homePageUrl: ''
  privacyUrl: ''
  termsOfServiceUrl: ''
  supportUrl: ''
}

param watch = {
  alertEmail: ''
  logRetentionDays: 30
  logDailyCapGb: 1
  probeSeconds: 900
  probePublicHost: false
}

param certificate = {
  vaultName: ''
  vaultResourceGroup: ''
  name: ''
}
