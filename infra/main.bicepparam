using 'main.bicep'

// azd sets the first three; `azd env set NAME value` the others. What is missing here has a default in main.bicep.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param operatorPrincipalIds = empty(readEnvironmentVariable('AZURE_PRINCIPAL_ID', ''))
  ? []
  : [readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')]

// A name of a cloud takes the place of what environment() tells; nobody needs it but to look at another cloud's plan.
param azureCloud = empty(readEnvironmentVariable('MAM_AZURE_CLOUD', ''))
  ? null
  : readEnvironmentVariable('MAM_AZURE_CLOUD', '')

param publicHostName = readEnvironmentVariable('MAM_PUBLIC_HOST_NAME')
param alertEmail = readEnvironmentVariable('MAM_ALERT_EMAIL', '')
param complianceWriteBack = bool(readEnvironmentVariable('MAM_COMPLIANCE_WRITE_BACK', 'false'))
param attestationHosts = readEnvironmentVariable('MAM_ATTESTATION_HOSTS', '')
param maintenance = readEnvironmentVariable('MAM_MAINTENANCE', '')

// Second step, when CNAME and TXT record lead to the function app.
param certificateVaultName = readEnvironmentVariable('MAM_CERTIFICATE_VAULT', '')
param certificateVaultResourceGroup = readEnvironmentVariable('MAM_CERTIFICATE_VAULT_GROUP', '')
param certificateName = readEnvironmentVariable('MAM_CERTIFICATE_NAME', '')
