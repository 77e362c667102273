import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../shared/config';
import { SETTING_EXAMPLES } from '../../../shared/setting-rules';
import { TABLE_NAMES } from '../../../shared/storage/tables';
import { PLAN, planned, plannedSettings } from '../../support/infra-plan';

describe('the plan of the storage', () => {
  it('has exactly the tables of the service', () => {
    const names = planned('Microsoft.Storage/storageAccounts/tableServices/tables').map(({ name }) =>
      name?.split('/').at(-1),
    );
    expect(new Set(names)).toEqual(new Set(TABLE_NAMES));
  });

  it('admits no shared key and no anonymous reader', () => {
    const [account] = planned('Microsoft.Storage/storageAccounts');
    expect(account?.properties).toMatchObject({ allowSharedKeyAccess: false, allowBlobPublicAccess: false });
  });
});

describe('the plan of the function app', () => {
  const settings = plannedSettings();

  it('sets every setting that the service reads, but stand-ins and a connection string', () => {
    const isDeployed = (name: string) => !name.startsWith('MAM_DEV_') && name !== 'AzureWebJobsStorage';
    const own = [...settings.keys()].filter((name) => name.startsWith('MAM_'));
    expect(own.sort()).toEqual(Object.keys(SETTING_EXAMPLES).filter(isDeployed).sort());
  });

  it('is understood by the service, once Azure has put ids and endpoints in', () => {
    const inserted: Readonly<Record<string, string>> = {
      MAM_CLIENT_ID: SETTING_EXAMPLES.MAM_CLIENT_ID,
      MAM_PUBLIC_CLIENT_ID: SETTING_EXAMPLES.MAM_PUBLIC_CLIENT_ID,
      MAM_IDENTITY_CLIENT_ID: SETTING_EXAMPLES.MAM_IDENTITY_CLIENT_ID,
      MAM_TABLES_URL: 'https://stmam.table.core.windows.net/',
    };
    const config = readConfig({ ...Object.fromEntries(settings), ...inserted });
    expect(config).toMatchObject({ publicUrl: 'https://mam.contoso.com', cloud: 'public', tenantAdmission: 'listed' });
  });

  // The name of the account alone means the public cloud to the host, whatever cloud it runs in.
  it('names the endpoints of the host’s storage and its identity instead of a key', () => {
    const host = [...settings.keys()].filter((name) => name.startsWith('AzureWebJobsStorage'));
    const members = ['blobServiceUri', 'queueServiceUri', 'tableServiceUri', 'credential', 'clientId'];
    expect(host.sort()).toEqual(members.map((member) => `AzureWebJobsStorage__${member}`).sort());
  });

  it('has no homepage and no setting that Flex Consumption refuses', () => {
    expect(settings.get('AzureWebJobsDisableHomepage')).toBe('true');
    for (const refused of ['FUNCTIONS_WORKER_RUNTIME', 'FUNCTIONS_EXTENSION_VERSION', 'WEBSITE_RUN_FROM_PACKAGE']) {
      expect(settings.has(refused)).toBe(false);
    }
  });

  it('takes bodies that the service refuses itself, with an answer of its own', () => {
    expect(Number(settings.get('FUNCTIONS_REQUEST_BODY_SIZE_LIMIT'))).toBeGreaterThan(1024 * 1024);
  });

  it('runs Node 22 with 512 MB on Flex Consumption', () => {
    const [app] = planned('Microsoft.Web/sites');
    expect(app?.properties?.['functionAppConfig']).toMatchObject({
      runtime: { name: 'node', version: '22' },
      scaleAndConcurrency: { instanceMemoryMB: 512 },
      deployment: { storage: { authentication: { type: 'UserAssignedIdentity' } } },
    });
  });
});

describe('the plan of monitoring', () => {
  it('takes telemetry from Entra identities only', () => {
    const [insights] = planned('Microsoft.Insights/components');
    expect(insights?.properties).toMatchObject({ DisableLocalAuth: true });
  });

  it('watches failed syncs, throttling, silence and reachability', () => {
    const names = ['Microsoft.Insights/scheduledQueryRules', 'Microsoft.Insights/metricAlerts'].flatMap(planned);
    const watched = names.map(({ name }) => name?.replace('mam-prod-', ''));
    expect(watched.sort()).toEqual(['failed-syncs', 'no-syncs', 'throttling', 'unavailable', 'unreachable']);
  });

  it('calls /health from outside', () => {
    const [test] = planned('Microsoft.Insights/webtests');
    expect(test?.properties?.['Request']).toMatchObject({ RequestUrl: 'https://mam.contoso.com/health' });
  });
});

describe('the plan as a whole', () => {
  it('holds no password, key or certificate of an application', () => {
    const text = JSON.stringify(PLAN);
    expect(text).not.toMatch(/passwordCredentials|keyCredentials|listKeys|AccountKey=|SharedAccessSignature/);
  });

  it('names no host of the public cloud', () => {
    const text = JSON.stringify(PLAN);
    expect(text).not.toMatch(/core\.windows\.net|azurewebsites\.net|microsoftonline\.com|vault\.azure\.net/);
  });
});
