targetScope = 'subscription'

metadata description = 'The Windows MAM server: a resource group with everything in it, and the app registration in Entra.'

@description('Short name of this deployment, such as prod; part of the names of all resources.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Region. Flex Consumption is not in every one: az functionapp list-flexconsumption-locations')
param location string

@description('National cloud, as environment().name calls it; by default the one that is deployed to.')
@allowed(['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'])
param azureCloud string?

@description('Resource group to make or to use.')
@minLength(1)
@maxLength(90)
param resourceGroupName string = 'rg-mam-${environmentName}'

@description('Host name that devices use, such as mam.contoso.com, of a domain that is verified in this Entra tenant.')
@minLength(4)
@maxLength(253)
param publicHostName string

@description('Memory of one instance in MB. 512 is the cheapest; the bill is memory times active time.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 512

@description('Requests that one instance serves at a time. More share the same paid second; too many make it slow.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 16

@description('Ceiling of the scale-out, and so of the bill.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 100

@description('Major version of Node.js.')
@allowed(['22', '24'])
param nodeVersion string = '22'

@description('Redundancy of the storage account, which holds tables and code.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('MAM_DEVICE_SCOPES: a token of a device must have one of these scopes; single blanks between them.')
param deviceScopes string = 'mdm_delegation user_impersonation'

@description('MAM_PROVIDER_ID: name of the DM account of new enrollments.')
@minLength(1)
@maxLength(64)
param providerId string = 'WindowsMam'

@description('MAM_TENANT_ADMISSION: listed (the operator creates tenants) or open (administrators onboard their own).')
@allowed(['listed', 'open'])
param tenantAdmission string = 'listed'

@description('MAM_ATTESTATION_HOSTS: hosts that may be asked about the health of a PC; empty for those of the cloud.')
param attestationHosts string = ''

@description('MAM_MAINTENANCE: a text puts the service into maintenance; empty for work as usual.')
@maxLength(500)
param maintenance string = ''

@description('Name that administrators see when they consent.')
@maxLength(80)
param displayName string = 'Windows MAM'

@description('Key by which this deployment finds its applications in Entra again. It can never be changed.')
param applicationUniqueName string = 'windows-mam-${environmentName}'

@description('True to ask customers for Device.ReadWrite.All, which writing the compliance of devices needs.')
param complianceWriteBack bool = false

@description('Object ids, in the home tenant, of those who get the role Mam.Operator: users, groups or pipelines.')
param operatorPrincipalIds string[] = []

@description('Page about the product, shown at consent; empty for none.')
param homePageUrl string = ''

@description('Privacy statement, shown at consent; empty for none.')
param privacyUrl string = ''

@description('Terms of service of the vendor, shown at consent; empty for none.')
param termsOfServiceUrl string = ''

@description('Where customers find help; empty for none.')
param supportUrl string = ''

@description('Address that alerts are sent to; empty to show them in the portal only.')
param alertEmail string = ''

@description('Days that logs are kept; 30 are included in the price.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Most that is logged in a day, in GB, so that a flood cannot run up a bill. The rest of the day is lost.')
@minValue(1)
param logDailyCapGb int = 1

@description('Seconds between two calls of the availability test from one place.')
@allowed([300, 600, 900])
param probeSeconds int = 900

@description('Name of the Key Vault with the certificate of the public host name; empty until DNS points here, or when a front holds the certificate.')
param certificateVaultName string = ''

@description('Resource group of that vault.')
param certificateVaultResourceGroup string = ''

@description('Name of the certificate in the vault.')
param certificateName string = ''

@description('True to call the public host name in the availability test, false to call the function app itself.')
param probePublicHost bool = !empty(certificateVaultName)

@description('Tags of every resource.')
param tags object = {}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceGroupName
  location: location
  tags: union(tags, { 'azd-env-name': environmentName })
}

module service 'service.bicep' = {
  scope: group
  params: {
    environmentName: environmentName
    location: location
    azureCloud: azureCloud
    publicHostName: publicHostName
    tags: tags
    hosting: {
      instanceMemoryMB: instanceMemoryMB
      httpConcurrency: httpConcurrency
      maximumInstances: maximumInstances
      nodeVersion: nodeVersion
      storageSku: storageSku
    }
    serviceSettings: {
      deviceScopes: deviceScopes
      providerId: providerId
      tenantAdmission: tenantAdmission
      attestationHosts: attestationHosts
      maintenance: maintenance
    }
    registration: {
      displayName: displayName
      uniqueName: applicationUniqueName
      complianceWriteBack: complianceWriteBack
      operatorPrincipalIds: operatorPrincipalIds
      homePageUrl: homePageUrl
      privacyUrl: privacyUrl
      termsOfServiceUrl: termsOfServiceUrl
      supportUrl: supportUrl
    }
    watch: {
      alertEmail: alertEmail
      logRetentionDays: logRetentionDays
      logDailyCapGb: logDailyCapGb
      probeSeconds: probeSeconds
      probePublicHost: probePublicHost
    }
    certificate: {
      vaultName: certificateVaultName
      vaultResourceGroup: certificateVaultResourceGroup
      name: certificateName
    }
  }
}

@description('Resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('Name of the function app, for deploying code.')
output MAM_FUNCTION_APP string = service.outputs.functionAppName

@description('Host name that Azure gave the function app: target of the CNAME of the public host name.')
output MAM_FUNCTION_HOST_NAME string = service.outputs.functionHostName

@description('Value of the TXT record asuid.{public host name}.')
output MAM_DOMAIN_VERIFICATION_ID string = service.outputs.domainVerificationId

@description('https origin that devices use; also the App ID URI.')
output MAM_PUBLIC_URL string = service.outputs.publicUrl

@description('Discovery URL of the mobility policy of a tenant.')
output MAM_DISCOVERY_URL string = service.outputs.discoveryUrl

@description('Terms of use URL of the mobility policy of a tenant.')
output MAM_TERMS_URL string = service.outputs.termsUrl

@description('Compliance URL of the mobility policy of a tenant.')
output MAM_COMPLIANCE_URL string = service.outputs.complianceUrl

@description('Where administrators onboard their tenant.')
output MAM_ONBOARDING_URL string = service.outputs.onboardingUrl

@description('Client id of the service.')
output MAM_CLIENT_ID string = service.outputs.clientId

@description('Client id of command line and onboarding.')
output MAM_PUBLIC_CLIENT_ID string = service.outputs.publicClientId

@description('Tenant of the vendor.')
output MAM_HOME_TENANT string = service.outputs.homeTenant

@description('National cloud: public, usgov or china.')
output MAM_CLOUD string = service.outputs.cloudName

@description('Resource id of the workbook.')
output MAM_WORKBOOK_ID string = service.outputs.workbookId

@description('Names of the alerts.')
output MAM_ALERT_NAMES string[] = service.outputs.alertNames
