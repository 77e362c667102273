// What main.bicepparam reads, so that the plan is the same on every machine; with a certificate, so that it is whole.
const SAMPLE = {
  AZURE_ENV_NAME: 'prod',
  AZURE_LOCATION: 'westeurope',
  AZURE_PRINCIPAL_ID: '2f1d2b7e-6c54-4f0b-9a3e-0d8f0c1b2a3d',
  MAM_AZURE_CLOUD: 'AzureCloud',
  MAM_PUBLIC_HOST_NAME: 'mam.contoso.com',
  MAM_ALERT_EMAIL: 'operator@contoso.com',
  MAM_CERTIFICATE_VAULT: 'kv-contoso',
  MAM_CERTIFICATE_VAULT_GROUP: 'rg-certificates',
  MAM_CERTIFICATE_NAME: 'mam',
} as const;

/** Where the plan is made; the ids exist nowhere. Without place and name of the deployment its outputs stay unresolved. */
export const SAMPLE_SCOPE = [
  '--subscription-id',
  '00000000-0000-0000-0000-000000000001',
  '--tenant-id',
  '00000000-0000-0000-0000-000000000002',
  '--location',
  'westeurope',
  '--deployment-name',
  'main',
] as const;

/** The environment of the check: none of the caller's own deployment settings, and the sample's instead. */
export function sampleEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !/^(AZURE|MAM)_/.test(name));
  return { ...Object.fromEntries(own), ...SAMPLE, DOTNET_CLI_TELEMETRY_OPTOUT: '1' };
}
