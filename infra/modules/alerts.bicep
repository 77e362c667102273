@description('Prefix of the names of the alerts.')
param namePrefix string

@description('Region of the rules that ask the logs.')
param location string

@description('Tags.')
param tags object

@description('Resource id of the workspace that the rules ask.')
param workspaceId string

@description('Resource id of the storage account whose throttling is watched.')
param storageAccountId string

@description('Resource id of the availability test.')
param webTestId string

@description('Resource id of the Application Insights component.')
param insightsId string

@description('Places from which the availability test calls.')
param probeLocationCount int

@description('Address that alerts are sent to; empty for none.')
param email string

var lines = loadTextContent('../queries/lines.kql')

// A rule that asks every quarter of an hour or less often is the cheapest there is.
var logRules = [
  {
    name: 'failed-syncs'
    description: 'More than one policy sync in twenty failed by a fault of the service. See the workbook: failures.'
    query: loadTextContent('../queries/failed-syncs.kql')
    severity: 1
    every: 'PT15M'
    window: 'PT15M'
    lookBack: null
    resolvesItself: true
  }
  {
    name: 'unavailable'
    description: 'Storage, Entra or Graph throttled the service or did not answer. Devices come again by themselves.'
    query: loadTextContent('../queries/throttled-calls.kql')
    severity: 2
    every: 'PT15M'
    window: 'PT15M'
    lookBack: null
    resolvesItself: true
  }
  {
    name: 'no-syncs'
    description: 'No device has synced for a day, though some did the day before: DNS, certificate, Entra or the service.'
    query: loadTextContent('../queries/no-syncs.kql')
    severity: 1
    every: 'PT1H'
    window: 'P1D'
    lookBack: 'P2D'
    // After two days without a sync the query finds nothing any more; the alert must outlive that.
    resolvesItself: false
  }
]

resource receivers 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: '${namePrefix}-receivers'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'MAM'
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

var actionGroupIds = empty(email) ? [] : [receivers.id]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in logRules: {
    name: '${namePrefix}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${namePrefix}-${rule.name}'
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.window
      overrideQueryTimeRange: rule.lookBack
      autoMitigate: rule.resolvesItself
      // An alert that a person must close would otherwise be sent anew at every evaluation.
      muteActionsDuration: rule.resolvesItself ? null : 'P1D'
      criteria: {
        allOf: [
          {
            query: '${lines}\n${rule.query}'
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: actionGroupIds }
    }
  }
]

resource throttling 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${namePrefix}-throttling'
  location: 'global'
  tags: tags
  properties: {
    description: 'Table Storage throttles: 20,000 transactions a second an account, 2,000 entities a second a partition.'
    severity: 2
    enabled: true
    scopes: ['${storageAccountId}/tableServices/default']
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttled'
          metricNamespace: 'Microsoft.Storage/storageAccounts/tableServices'
          metricName: 'Transactions'
          dimensions: [
            {
              name: 'ResponseType'
              operator: 'Include'
              values: ['ClientAccountRequestThrottlingError', 'ClientThrottlingError', 'ServerBusyError']
            }
          ]
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 10
        }
      ]
    }
    actions: [for id in actionGroupIds: { actionGroupId: id }]
  }
}

resource unreachable 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: '${namePrefix}-unreachable'
  location: 'global'
  // Without these tags the portal does not show which test an alert belongs to.
  tags: union(tags, { 'hidden-link:${webTestId}': 'Resource', 'hidden-link:${insightsId}': 'Resource' })
  properties: {
    description: '/health does not answer 200, or the certificate is about to expire.'
    severity: 0
    enabled: true
    scopes: [webTestId, insightsId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT30M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: webTestId
      componentId: insightsId
      // One place may have its own trouble; two of them have ours.
      failedLocationCount: min(2, probeLocationCount)
    }
    actions: [for id in actionGroupIds: { actionGroupId: id }]
  }
}

@description('Names of the alerts.')
output alertNames string[] = [
  for rule in concat(map(logRules, rule => rule.name), ['throttling', 'unreachable']): '${namePrefix}-${rule}'
]
