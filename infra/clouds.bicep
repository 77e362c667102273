@description('What differs between the national clouds and environment() does not tell, by environment().name.')
type CloudFacts = {
  @description('Value of the setting MAM_CLOUD.')
  name: 'public' | 'usgov' | 'china'

  @description('Origin of the issuer of v2 tokens where it is not the login endpoint that environment() names.')
  issuerOrigin: string?

  @description('Audience of a token that a managed identity exchanges for one of the application.')
  exchangeAudience: string

  @description('Application id of the resource provider of App Service, which fetches certificates from a vault.')
  appServiceProvider: string

  @description('Places from which the availability test calls.')
  probeLocations: string[]
}

@export()
@description('Facts of each national cloud, by environment().name.')
var clouds CloudsByName = {
  AzureCloud: {
    name: 'public'
    exchangeAudience: 'api://AzureADTokenExchange'
    appServiceProvider: 'abfa0a7c-a6b6-4736-8310-5855508787cd'
    probeLocations: ['emea-nl-ams-azr', 'us-va-ash-azr', 'apac-sg-sin-azr']
  }
  AzureUSGovernment: {
    name: 'usgov'
    exchangeAudience: 'api://AzureADTokenExchangeUSGov'
    appServiceProvider: '6a02c803-dafd-4136-b4c3-5a6f318b4714'
    probeLocations: ['usgov-va-azr', 'usgov-phx-azr', 'usgov-tx-azr']
  }
  AzureChinaCloud: {
    name: 'china'
    issuerOrigin: 'https://login.partner.microsoftonline.cn'
    exchangeAudience: 'api://AzureADTokenExchangeChina'
    appServiceProvider: 'abfa0a7c-a6b6-4736-8310-5855508787cd'
    probeLocations: ['mc-cne-azr', 'mc-cne2-azr', 'mc-cnn2-azr']
  }
}

type CloudsByName = {
  *: CloudFacts
}
