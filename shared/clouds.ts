/** National clouds of Entra. */
export type Cloud = 'public' | 'usgov' | 'china';

/** Hosts of one national cloud, as origins without a slash at the end. */
export interface CloudHosts {
  /** Login service, and host of the issuer in v2 tokens. */
  readonly authority: string;
  /** Host of the issuer in v1 tokens. */
  readonly issuerV1: string;
  readonly graph: string;
  /** Audience of the managed identity's token that stands in for a client secret. */
  readonly tokenExchange: string;
  /** Hosts that may vouch for a PC's health: the validation service, and Azure Attestation's providers. */
  readonly attestation: readonly string[];
}

/**
 * Hosts per cloud [Microsoft Entra authentication in national clouds; Microsoft Graph national deployments; workload
 * identity federation].
 */
export const CLOUD_HOSTS: Readonly<Record<Cloud, CloudHosts>> = {
  public: {
    authority: 'https://login.microsoftonline.com',
    issuerV1: 'https://sts.windows.net',
    graph: 'https://graph.microsoft.com',
    tokenExchange: 'api://AzureADTokenExchange',
    attestation: ['has.spserv.microsoft.com', '*.attest.azure.net'],
  },
  usgov: {
    authority: 'https://login.microsoftonline.us',
    issuerV1: 'https://sts.windows.net',
    graph: 'https://graph.microsoft.us',
    tokenExchange: 'api://AzureADTokenExchangeUSGov',
    attestation: ['has.spserv.microsoft.com', '*.attest.azure.us'],
  },
  china: {
    authority: 'https://login.partner.microsoftonline.cn',
    issuerV1: 'https://sts.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    tokenExchange: 'api://AzureADTokenExchangeChina',
    attestation: ['has.spserv.microsoft.com'],
  },
};
