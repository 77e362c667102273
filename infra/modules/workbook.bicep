@description('Name shown in the portal.')
param displayName string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Resource id of the workspace that the workbook asks.')
param workspaceId string

var lines = loadTextContent('../queries/lines.kql')

var charts = [
  {
    title: 'Enrollments a day'
    query: loadTextContent('../queries/enrollments-by-day.kql')
    visualization: 'barchart'
  }
  {
    title: 'Enrollments per tenant'
    query: loadTextContent('../queries/enrollments-by-tenant.kql')
    visualization: 'table'
  }
  {
    title: 'Sync messages an hour'
    query: loadTextContent('../queries/syncs-by-hour.kql')
    visualization: 'timechart'
  }
  {
    title: 'Syncs per tenant'
    query: loadTextContent('../queries/syncs-by-tenant.kql')
    visualization: 'table'
  }
  {
    title: 'Failures per tenant, by code'
    query: loadTextContent('../queries/failures-by-tenant.kql')
    visualization: 'table'
  }
]

var introduction = {
  type: 1
  name: 'introduction'
  content: {
    json: 'Counts are estimates where sampling is at work: a kept line stands for those that were left out. A row without tenant is a caller for whom no verified token vouched.'
  }
}

var timeRange = {
  type: 9
  name: 'time range'
  content: {
    version: 'KqlParameterItem/1.0'
    style: 'pills'
    queryType: 0
    resourceType: 'microsoft.operationalinsights/workspaces'
    parameters: [
      {
        id: guid('windows-mam', 'workbook', 'time range')
        version: 'KqlParameterItem/1.0'
        name: 'TimeRange'
        label: 'Time range'
        type: 4
        isRequired: true
        value: { durationMs: 604800000 }
        typeSettings: {
          selectableValues: [{ durationMs: 86400000 }, { durationMs: 604800000 }, { durationMs: 2592000000 }]
        }
      }
    ]
  }
}

var chartItems = [
  for chart in charts: {
    type: 3
    name: chart.title
    content: {
      version: 'KqlItem/1.0'
      title: chart.title
      query: '${lines}\n${chart.query}'
      size: 0
      timeContextFromParameter: 'TimeRange'
      queryType: 0
      resourceType: 'microsoft.operationalinsights/workspaces'
      visualization: chart.visualization
    }
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: displayName
    category: 'workbook'
    sourceId: workspaceId
    version: 'Notebook/1.0'
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([introduction, timeRange], chartItems)
    })
  }
}

@description('Resource id of the workbook.')
output id string = workbook.id
