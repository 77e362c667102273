@export()
@description('How the function app is sized.')
type Hosting = {
  @description('Memory of one instance in MB. 512 is the cheapest; the bill is memory times active time.')
  instanceMemoryMB: 512 | 2048 | 4096

  @description('Requests that one instance serves at a time. More share the same paid second; too many make it slow.')
  @minValue(1)
  @maxValue(1000)
  httpConcurrency: int

  @description('Ceiling of the scale-out, and so of the bill.')
  @minValue(40)
  @maxValue(1000)
  maximumInstances: int

  @description('Major version of Node.js.')
  nodeVersion: '22' | '24'

  @description('Redundancy of the storage account, which holds tables and code.')
  storageSku: 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS'
}

@export()
@description('Settings of the service that a deployer may choose; the others follow from the resources.')
type ServiceSettings = {
  @description('MAM_DEVICE_SCOPES: a token of a device must have one of these scopes; single blanks between them.')
  deviceScopes: string

  @description('MAM_PROVIDER_ID: name of the DM account of new enrollments.')
  @minLength(1)
  @maxLength(64)
  providerId: string

  @description('MAM_TENANT_ADMISSION: listed (the operator creates tenants) or open (administrators onboard their own).')
  tenantAdmission: 'listed' | 'open'

  @description('MAM_ATTESTATION_HOSTS: hosts that may be asked about the health of a PC; empty for those of the cloud.')
  attestationHosts: string

  @description('MAM_MAINTENANCE: a text puts the service into maintenance; empty for work as usual.')
  @maxLength(500)
  maintenance: string
}

@export()
@description('The application in Entra that customers consent to.')
type Registration = {
  @description('Name that administrators see when they consent.')
  displayName: string

  @description('Key by which a deployment finds its applications again. It can never be changed.')
  uniqueName: string

  @description('True to ask customers for Device.ReadWrite.All, which writing the compliance of devices needs.')
  complianceWriteBack: bool

  @description('Object ids, in the home tenant, of those who get the role Mam.Operator: users, groups or pipelines.')
  operatorPrincipalIds: string[]

  @description('Page about the product, shown at consent; empty for none.')
  homePageUrl: string

  @description('Privacy statement, shown at consent; empty for none.')
  privacyUrl: string

  @description('Terms of service of the vendor, shown at consent; empty for none.')
  termsOfServiceUrl: string

  @description('Where customers find help; empty for none.')
  supportUrl: string
}

@export()
@description('What is watched, and who is told.')
type Watch = {
  @description('Address that alerts are sent to; empty to show them in the portal only.')
  alertEmail: string

  @description('Days that logs are kept; 30 are included in the price.')
  @minValue(30)
  @maxValue(730)
  logRetentionDays: int

  @description('Most that is logged in a day, in GB, so that a flood cannot run up a bill. The rest of the day is lost.')
  @minValue(1)
  logDailyCapGb: int

  @description('Seconds between two calls of the availability test from one place.')
  probeSeconds: 300 | 600 | 900

  @description('True to call the public host name, false to call the function app itself while DNS is not there yet.')
  probePublicHost: bool
}

@export()
@description('Certificate of the public host name in a Key Vault; an empty vaultName leaves the host name to a front.')
type Certificate = {
  @description('Name of the vault; empty when a front (Front Door, Application Gateway) holds the certificate.')
  vaultName: string

  @description('Resource group of the vault.')
  vaultResourceGroup: string

  @description('Name of the certificate in the vault.')
  name: string
}
