/** National clouds of Entra. */
export type Cloud = 'public' | 'usgov' | 'china';

/** Hosts of one national cloud, as origins without a slash at the end. */
export interface CloudHosts {
  /** Login service, and host of the issuer in v2 tokens. */
  readonly authority: string;
  /** Host of the issuer in v1 tokens. */
  readonly issuerV1: string;
  readonly graph: string;
}

/** Hosts per cloud [Microsoft Entra authentication in national clouds; Microsoft Graph national deployments]. */
export const CLOUD_HOSTS: Readonly<Record<Cloud, CloudHosts>> = {
  public: {
    authority: 'https://login.microsoftonline.com',
    issuerV1: 'https://sts.windows.net',
    graph: 'https://graph.microsoft.com',
  },
  usgov: {
    authority: 'https://login.microsoftonline.us',
    issuerV1: 'https://sts.windows.net',
    graph: 'https://graph.microsoft.us',
  },
  china: {
    authority: 'https://login.partner.microsoftonline.cn',
    issuerV1: 'https://sts.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
  },
};
