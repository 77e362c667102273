@description('Name of the test.')
param name string

@description('Region of the Application Insights component.')
param location string

@description('Tags.')
param tags object

@description('Resource id of the Application Insights component.')
param insightsId string

@description('https origin whose /health is called.')
param origin string

@description('Seconds between two calls from one place.')
param seconds int

@description('Places from which the test calls.')
param locations string[]

resource test 'Microsoft.Insights/webtests@2022-06-15' = {
  name: name
  location: location
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: name
    Name: name
    Description: 'The service runs, its settings are right and its certificate is good for another week.'
    Kind: 'standard'
    Enabled: true
    Frequency: seconds
    Timeout: 30
    RetryEnabled: true
    Locations: [for place in locations: { Id: place }]
    Request: { RequestUrl: '${origin}/health', HttpVerb: 'GET', ParseDependentRequests: false, FollowRedirects: false }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 7 }
  }
}

@description('Resource id of the test.')
output id string = test.id
