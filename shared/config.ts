/** Settings of a deployment, read once at start-up; see the table in the README. */
export interface Config {
  /** `MAM_PUBLIC_URL`: https origin that devices use, without a slash at the end. */
  readonly publicUrl: string;
  /** `MAM_CLIENT_ID`: audience of v2 tokens. */
  readonly clientId: string;
  /** `MAM_PUBLIC_CLIENT_ID`: client of command line and onboarding; its tokens are refused on device routes. */
  readonly publicClientId: string | undefined;
  /** `MAM_DEVICE_SCOPES`: a device's token must have one of them. */
  readonly deviceScopes: readonly string[];
  /** `MAM_APP_ID_URI`: audience of v1 tokens. */
  readonly appIdUri: string;
  /** `MAM_HOME_TENANT`: only there does the role `Mam.Operator` count. */
  readonly homeTenant: string | undefined;
  /** `MAM_PROVIDER_ID`: DM account name of new enrollments. */
  readonly providerId: string;
  /** `MAM_CLOUD`. */
  readonly cloud: Cloud;
  /** Origin of the login service, e.g. `https://login.microsoftonline.com`; the stand-in's in Development. */
  readonly authority: string;
  /** Address of the key set that signs access tokens. */
  readonly jwksUrl: string;
  /** Origin of Microsoft Graph. */
  readonly graphUrl: string;
  /** `MAM_TABLES_URL` (managed identity) or `AzureWebJobsStorage` (connection string). */
  readonly tables: { readonly url: string } | { readonly connectionString: string };
  /** `MAM_IDENTITY_CLIENT_ID`: user-assigned managed identity. */
  readonly identityClientId: string | undefined;
  /** `MAM_TENANT_ADMISSION`. */
  readonly tenantAdmission: 'listed' | 'open';
  /** `MAM_MAINTENANCE`: the text that enrollment and sync answer while it is set. */
  readonly maintenance: string | undefined;
  /** True with `AZURE_FUNCTIONS_ENVIRONMENT=Development` on a machine that is not Azure. */
  readonly development: boolean;
}

/** National clouds of Entra. */
export type Cloud = 'public' | 'usgov' | 'china';
