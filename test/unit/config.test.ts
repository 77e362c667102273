import { describe, expect, it } from 'vitest';
import { readConfig, SettingError } from '../../shared/config';

const CLIENT = '0f8fad5b-d9cb-469f-a165-70867728950e';
const OTHER = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

const deployed = {
  MAM_PUBLIC_URL: 'https://mam.example.org',
  MAM_CLIENT_ID: CLIENT,
  MAM_TABLES_URL: 'https://account.table.core.windows.net',
};
const local = {
  AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
  MAM_PUBLIC_URL: 'http://127.0.0.1:7071',
  MAM_CLIENT_ID: CLIENT,
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
};

function refusal(env: Readonly<Record<string, string | undefined>>): SettingError {
  try {
    readConfig(env);
  } catch (thrown) {
    if (thrown instanceof SettingError) return thrown;
    throw thrown;
  }
  throw new Error('the settings were let in');
}
const refused = (env: Readonly<Record<string, string | undefined>>) =>
  refusal(env).problems.map(({ setting }) => setting);

describe('settings that are missing', () => {
  it.each(['MAM_PUBLIC_URL', 'MAM_CLIENT_ID', 'MAM_TABLES_URL'])(
    'stop the start when %s is absent, because it has no default',
    (name) => {
      expect(refused({ ...deployed, [name]: undefined })).toEqual([name]);
    },
  );

  it('count as absent when they are empty, because a template leaves them so', () => {
    expect(refused({ ...deployed, MAM_CLIENT_ID: '' })).toEqual(['MAM_CLIENT_ID']);
    expect(readConfig({ ...deployed, MAM_HOME_TENANT: '' }).homeTenant).toBeUndefined();
  });

  it('are named all at once, each with what is wrong and an example', () => {
    const error = refusal({ MAM_PROVIDER_ID: 'a b', MAM_CLOUD: 'moon', MAM_PUBLIC_CLIENT_ID: 'x' });
    expect(error.problems.map(({ setting }) => setting)).toEqual([
      'MAM_PUBLIC_URL',
      'MAM_CLIENT_ID',
      'MAM_PUBLIC_CLIENT_ID',
      'MAM_PROVIDER_ID',
      'MAM_CLOUD',
      'MAM_TABLES_URL',
    ]);
    for (const { setting, problem, example } of error.problems) {
      expect(error.message).toContain(`${setting} ${problem}. Example: ${example}`);
    }
  });

  it('are told together with rules between two settings, so that one start shows all there is to mend', () => {
    expect(refused({ ...deployed, MAM_PUBLIC_CLIENT_ID: CLIENT, MAM_CLOUD: 'moon' })).toEqual([
      'MAM_PUBLIC_CLIENT_ID',
      'MAM_CLOUD',
    ]);
  });
});

describe('settings that are wrong on Azure', () => {
  it.each([
    ['MAM_PUBLIC_URL', 'http://mam.example.org', 'is not encrypted'],
    ['MAM_PUBLIC_URL', 'http://127.0.0.1:7071', 'is for Development'],
    ['MAM_PUBLIC_URL', 'https://mam.example.org/path', 'has a path'],
    ['MAM_PUBLIC_URL', 'https://mam.example.org/?query', 'has a query'],
    ['MAM_PUBLIC_URL', 'https://user:word@mam.example.org', 'has a password'],
    ['MAM_PUBLIC_URL', 'https://mam.example.org#part', 'has a fragment'],
    ['MAM_PUBLIC_URL', 'https:mam.example.org', 'lacks the slashes'],
    ['MAM_PUBLIC_URL', 'https:\\\\mam.example.org', 'has backslashes'],
    ['MAM_PUBLIC_URL', ' https://mam.example.org', 'begins with a blank'],
    ['MAM_PUBLIC_URL', 'https://mam.exämple.org', 'is not ASCII'],
    ['MAM_PUBLIC_URL', 'https://2130706433', 'hides an address in a number'],
    ['MAM_PUBLIC_URL', 'mam.example.org', 'has no scheme'],
    ['MAM_PUBLIC_URL', 'ftp://mam.example.org', 'has a foreign scheme'],
    ['MAM_CLIENT_ID', 'my-client', 'is no GUID'],
    ['MAM_CLIENT_ID', `{${OTHER}}`, 'is a GUID in braces'],
    ['MAM_CLIENT_ID', ` ${OTHER}`, 'begins with a blank'],
    ['MAM_PUBLIC_CLIENT_ID', 'my-client', 'is no GUID'],
    ['MAM_PUBLIC_CLIENT_ID', CLIENT, 'is the service itself'],
    ['MAM_PUBLIC_CLIENT_ID', CLIENT.toUpperCase(), 'is the service itself in capitals'],
    ['MAM_DEVICE_SCOPES', 'one,two', 'is not separated by blanks'],
    ['MAM_DEVICE_SCOPES', 'one  two', 'has an empty name'],
    ['MAM_DEVICE_SCOPES', ' ', 'has no name'],
    ['MAM_DEVICE_SCOPES', 'mdm_delegation Mam.Manage', 'lets the API’s scope into device routes'],
    ['MAM_DEVICE_SCOPES', 'mam.manage', 'lets the API’s scope into device routes'],
    ['MAM_APP_ID_URI', 'mam.example.org', 'has no scheme'],
    ['MAM_APP_ID_URI', 'http://mam.example.org', 'is http'],
    ['MAM_APP_ID_URI', 'https://mam.example.org/a b', 'has a blank'],
    ['MAM_APP_ID_URI', 'https://mam.exämple.org', 'is not ASCII'],
    ['MAM_HOME_TENANT', 'example.onmicrosoft.com', 'is a name'],
    ['MAM_PROVIDER_ID', 'Windows Mam', 'has a blank'],
    ['MAM_PROVIDER_ID', 'Windows/Mam', 'has a slash'],
    ['MAM_PROVIDER_ID', 'WindowsMäm', 'is not ASCII'],
    ['MAM_PROVIDER_ID', '..', 'is a relative path'],
    ['MAM_PROVIDER_ID', 'W'.repeat(65), 'is too long'],
    ['MAM_CLOUD', 'germany', 'does not exist any more'],
    ['MAM_CLOUD', 'Public', 'is spelled otherwise'],
    ['MAM_CLOUD', 'toString', 'is a name of every object'],
    ['MAM_TABLES_URL', 'http://account.table.core.windows.net', 'is not encrypted'],
    ['MAM_TABLES_URL', 'https://account.table.core.windows.net?sv=1&sig=abcdef', 'carries a signature'],
    ['MAM_TABLES_URL', 'https://account.blob.core.windows.net', 'is a blob endpoint'],
    ['MAM_TABLES_URL', 'https://127.0.0.1:10002/devstoreaccount1', 'is the emulator'],
    ['MAM_TABLES_URL', 'UseDevelopmentStorage=true', 'is a connection string'],
    ['MAM_IDENTITY_CLIENT_ID', 'mam-identity', 'is a name'],
    ['MAM_TENANT_ADMISSION', 'everyone', 'is no known word'],
    ['MAM_MAINTENANCE', 'line\nline', 'has a line break'],
    ['MAM_MAINTENANCE', 'x'.repeat(501), 'is too long'],
    ['MAM_MAINTENANCE', 'bad \uffff', 'cannot stand in XML'],
    ['MAM_DEV_JWKS_URL', 'http://127.0.0.1:7999/keys', 'is for Development'],
    ['MAM_DEV_AUTHORITY_URL', 'http://127.0.0.1:7999', 'is for Development'],
    ['MAM_DEV_GRAPH_URL', 'http://127.0.0.1:7999', 'is for Development'],
  ])('%s %j is refused because it %s', (name, value) => {
    expect(refused({ ...deployed, [name]: value })).toEqual([name]);
  });

  it.each([
    ['the emulator', 'UseDevelopmentStorage=true'],
    [
      'an account key',
      'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net',
    ],
    [
      'a shared access signature',
      'TableEndpoint=https://a.table.core.windows.net;SharedAccessSignature=sv=1&sig=c2VjcmV0',
    ],
  ])('refuse a connection string of %s, because the service holds no secret of its own', (_, value) => {
    expect(refused({ ...deployed, MAM_TABLES_URL: undefined, AzureWebJobsStorage: value })).toEqual([
      'AzureWebJobsStorage',
    ]);
  });

  it('are never quoted, because they may hold a secret', () => {
    const secrets = {
      MAM_PUBLIC_URL: 'https://user:quoted@mam.example.org',
      MAM_CLIENT_ID: 'quoted-client',
      MAM_DEVICE_SCOPES: 'quoted,scope',
      MAM_APP_ID_URI: 'quoted-uri',
      MAM_CLOUD: 'quoted-cloud',
      MAM_PROVIDER_ID: 'quoted provider',
      MAM_TENANT_ADMISSION: 'quoted-admission',
      MAM_MAINTENANCE: 'quoted\n',
      AzureWebJobsStorage: 'AccountKey=quoted',
    };
    const error = refusal(secrets);
    expect(error.problems).toHaveLength(Object.keys(secrets).length);
    expect(`${error.message}${JSON.stringify(error.problems)}${error.stack}`).not.toContain('quoted');
  });
});

describe('stand-ins', () => {
  const standIns = {
    MAM_DEV_JWKS_URL: 'http://127.0.0.1:7999/keys',
    MAM_DEV_AUTHORITY_URL: 'http://localhost:7999/',
    MAM_DEV_GRAPH_URL: 'https://[::1]:7998',
  };

  it.each([
    ['the environment is not Development', { AZURE_FUNCTIONS_ENVIRONMENT: undefined }],
    ['the environment is Production', { AZURE_FUNCTIONS_ENVIRONMENT: 'Production' }],
    ['the environment is spelled otherwise', { AZURE_FUNCTIONS_ENVIRONMENT: 'development' }],
    ['a site name shows that this is Azure', { WEBSITE_SITE_NAME: 'mam' }],
    ['an instance id shows that this is Azure', { WEBSITE_INSTANCE_ID: '0' }],
    ['an empty site name is still one', { WEBSITE_SITE_NAME: '' }],
  ])('are refused when %s, because whoever controls them controls every sign-in', (_, env) => {
    const names = refused({ ...deployed, AZURE_FUNCTIONS_ENVIRONMENT: 'Development', ...standIns, ...env });
    expect(names).toEqual(Object.keys(standIns));
  });

  it.each([
    ['MAM_DEV_JWKS_URL', 'http://keys.example.org/keys'],
    ['MAM_DEV_JWKS_URL', 'http://127.0.0.1.example.org/keys'],
    ['MAM_DEV_JWKS_URL', 'http://127.0.0.1@example.org/keys'],
    ['MAM_DEV_JWKS_URL', 'http://0.0.0.0:7999/keys'],
    ['MAM_DEV_JWKS_URL', 'file:///keys'],
    ['MAM_DEV_AUTHORITY_URL', 'https://login.example.org'],
    ['MAM_DEV_AUTHORITY_URL', 'http://127.0.0.1:7999/common'],
    ['MAM_DEV_GRAPH_URL', 'http://10.0.0.1:7998'],
    ['MAM_DEV_GRAPH_URL', 'http://localhost.example.org'],
    ['MAM_PUBLIC_URL', 'http://mam.example.org'],
    ['MAM_PUBLIC_URL', 'http://10.0.0.1:7071'],
    ['AzureWebJobsStorage', 'UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://10.0.0.1'],
    ['AzureWebJobsStorage', 'AccountName=a;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net'],
    ['AzureWebJobsStorage', 'AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=http://10.0.0.1:10002/a'],
    ['AzureWebJobsStorage', 'TableEndpoint=http://127.0.0.1/a;TableEndpoint=http://10.0.0.1/a'],
    ['AzureWebJobsStorage', 'TableEndpoint=http://10.0.0.1/a;tableendpoint=http://127.0.0.1/a'],
    ['MAM_TABLES_URL', 'http://10.0.0.1:10002/devstoreaccount1'],
  ])('in Development too, %s must stay on loopback and not be %j', (name, value) => {
    expect(refused({ ...local, [name]: value })).toEqual([name]);
  });

  it('take the place of login, key set and Graph in Development', () => {
    expect(readConfig({ ...local, ...standIns })).toMatchObject({
      authority: 'http://localhost:7999',
      jwksUrl: 'http://127.0.0.1:7999/keys',
      graphUrl: 'https://[::1]:7998',
      development: true,
    });
  });

  it('lead to the key set of the login service that was replaced, when no other is named', () => {
    const config = readConfig({ ...local, MAM_DEV_AUTHORITY_URL: 'http://127.0.0.1:7999' });
    expect(config.jwksUrl).toBe('http://127.0.0.1:7999/common/discovery/v2.0/keys');
  });
});

describe('settings that are right', () => {
  it('have defaults for all but address, client and tables', () => {
    expect(readConfig(deployed)).toEqual({
      publicUrl: 'https://mam.example.org',
      clientId: CLIENT,
      publicClientId: undefined,
      deviceScopes: ['mdm_delegation', 'user_impersonation'],
      appIdUri: 'https://mam.example.org',
      homeTenant: undefined,
      providerId: 'WindowsMam',
      cloud: 'public',
      authority: 'https://login.microsoftonline.com',
      jwksUrl: 'https://login.microsoftonline.com/common/discovery/v2.0/keys',
      graphUrl: 'https://graph.microsoft.com',
      tables: { url: 'https://account.table.core.windows.net' },
      identityClientId: undefined,
      tenantAdmission: 'listed',
      attestationHosts: ['has.spserv.microsoft.com', '*.attest.azure.net'],
      attestationStandIn: undefined,
      maintenance: undefined,
      development: false,
    });
  });

  it('are read each from its own name', () => {
    const config = readConfig({
      ...deployed,
      MAM_PUBLIC_URL: 'https://MAM.example.org/',
      MAM_CLIENT_ID: CLIENT.toUpperCase(),
      MAM_PUBLIC_CLIENT_ID: OTHER,
      MAM_DEVICE_SCOPES: 'devices',
      MAM_APP_ID_URI: 'api://mam.example.org/',
      MAM_HOME_TENANT: OTHER.toUpperCase(),
      MAM_PROVIDER_ID: 'Example-Mam_2.0',
      MAM_TABLES_URL: 'https://account.table.core.windows.net/',
      MAM_IDENTITY_CLIENT_ID: OTHER,
      MAM_TENANT_ADMISSION: 'open',
      MAM_MAINTENANCE: 'Wartung bis 18 Uhr – danke.',
    });
    expect(config).toMatchObject({
      publicUrl: 'https://mam.example.org',
      clientId: CLIENT,
      publicClientId: OTHER,
      deviceScopes: ['devices'],
      appIdUri: 'api://mam.example.org',
      homeTenant: OTHER,
      providerId: 'Example-Mam_2.0',
      tables: { url: 'https://account.table.core.windows.net' },
      identityClientId: OTHER,
      tenantAdmission: 'open',
      maintenance: 'Wartung bis 18 Uhr – danke.',
    });
  });

  it.each([
    ['usgov', 'https://login.microsoftonline.us', 'https://graph.microsoft.us'],
    ['china', 'https://login.partner.microsoftonline.cn', 'https://microsoftgraph.chinacloudapi.cn'],
  ])('choose login and Graph of the cloud %s', (cloud, authority, graphUrl) => {
    const config = readConfig({ ...deployed, MAM_CLOUD: cloud });
    expect(config).toMatchObject({ authority, graphUrl, jwksUrl: `${authority}/common/discovery/v2.0/keys` });
  });

  it('leave AzureWebJobsStorage to the host where MAM_TABLES_URL is set', () => {
    const config = readConfig({ ...deployed, AzureWebJobsStorage: 'AccountName=host;AccountKey=c2VjcmV0' });
    expect(config.tables).toEqual({ url: 'https://account.table.core.windows.net' });
  });

  it.each([
    'UseDevelopmentStorage=true',
    'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:10002/a;',
  ])('let the emulator in on a developer’s machine: %s', (connectionString) => {
    expect(readConfig({ ...local, AzureWebJobsStorage: connectionString }).tables).toEqual({ connectionString });
  });
});
