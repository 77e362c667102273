import { z } from 'zod';
import {
  isEmulatorConnection,
  isLoopback,
  isLoopbackAddress,
  originOf,
  urlOf,
  withoutSlash,
} from './setting-addresses';

const DEVELOPMENT_ONLY =
  'is for a developer’s machine: refused unless AZURE_FUNCTIONS_ENVIRONMENT is Development and neither WEBSITE_SITE_NAME nor WEBSITE_INSTANCE_ID is set';

/** An example of each setting, as the refusal of a wrong one shows it. */
export const SETTING_EXAMPLES = {
  MAM_PUBLIC_URL: 'https://mam.contoso.com',
  MAM_CLIENT_ID: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  MAM_PUBLIC_CLIENT_ID: '6fa459ea-ee8a-4ca4-894e-db77e160355e',
  MAM_DEVICE_SCOPES: 'mdm_delegation user_impersonation',
  MAM_APP_ID_URI: 'https://mam.contoso.com',
  MAM_HOME_TENANT: '16fd2706-8baf-433b-82eb-8c7fada847da',
  MAM_PROVIDER_ID: 'WindowsMam',
  MAM_CLOUD: 'public',
  MAM_TABLES_URL: 'https://contosomam.table.core.windows.net',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  MAM_IDENTITY_CLIENT_ID: '886313e1-3b8a-5372-9b90-0c9aee199e5d',
  MAM_TENANT_ADMISSION: 'listed',
  MAM_ATTESTATION_HOSTS: 'has.spserv.microsoft.com *.attest.azure.net',
  MAM_MAINTENANCE: 'The service is being updated until 18:00 UTC.',
  MAM_DEV_JWKS_URL: 'http://127.0.0.1:7072/common/discovery/v2.0/keys',
  MAM_DEV_AUTHORITY_URL: 'http://127.0.0.1:7072',
  MAM_DEV_GRAPH_URL: 'http://127.0.0.1:7073',
  MAM_DEV_ATTESTATION_URL: 'http://127.0.0.1:7074',
} as const;

/** Name of a setting that the service reads. */
export type SettingName = keyof typeof SETTING_EXAMPLES;

const rule = (problem: string, isRight: (text: string) => boolean) => z.string().refine(isRight, problem);
const guid = z.guid('must be a GUID without braces').toLowerCase();
const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, `must be one of: ${words.join(', ')}`);

function publicUrl(development: boolean) {
  const problem =
    'must be an https origin in ASCII without path, query, user name or default port (http only for loopback in Development)';
  return rule(problem, (text) => {
    const url = originOf(text);
    return url?.protocol === 'https:' || (development && url?.protocol === 'http:' && isLoopback(url));
  }).transform((text) => withoutSlash(text).toLowerCase());
}

function appIdUri(development: boolean) {
  return rule(
    'must be an App ID URI that begins with https:// or api://, without blanks, query or fragment',
    (text) => /^(https|api):\/\/[\w.~:%/-]{1,250}$/i.test(text) || (development && /^http:\/\/[\w.:/-]+$/i.test(text)),
  ).transform(withoutSlash);
}

const deviceScopes = rule(
  'must be names of scopes with single blanks between them; Mam.Manage is not for devices',
  (text) => /^[\w.:/-]+( [\w.:/-]+)*$/.test(text) && !text.toLowerCase().split(' ').includes('mam.manage'),
).transform((text) => text.split(' '));

// It becomes a segment of LocURIs (`DMClient/Provider/{id}`), where a blank or slash would change the address.
const providerId = rule(
  'must be 1 to 64 ASCII letters, digits, dots, hyphens or underscores, beginning with a letter or digit',
  (text) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text),
);

// A query would be a shared access signature, which is a secret; a blob or queue endpoint is the usual slip.
function tablesUrl(development: boolean) {
  const problem =
    'must be the https origin of a Table endpoint, without a shared access signature (in Development also an address on loopback)';
  return rule(problem, (text) => {
    if (development && isLoopbackAddress(urlOf(text))) return true;
    const url = originOf(text);
    return url?.protocol === 'https:' && url.hostname.split('.').includes('table');
  }).transform((text) => ({ url: withoutSlash(text) }));
}

// The service holds no secret of its own, so an account key serves the emulator and nothing else.
function connectionString(development: boolean) {
  const problem = development
    ? 'must be UseDevelopmentStorage=true or a connection string whose TableEndpoint is on loopback; a real account is reached by MAM_TABLES_URL'
    : 'is a connection string, which would hold a key: use MAM_TABLES_URL with a managed identity instead';
  return rule(problem, (text) => development && isEmulatorConnection(text)).transform((text) => ({
    connectionString: text,
  }));
}

// A list of hosts, not of patterns: what stands behind `*.` must itself be a domain that somebody owns.
const attestationHosts = rule(
  'must be host names with single blanks between them; one may begin with *. to let in everything below it',
  (text) => /^(\*\.)?([a-z0-9-]{1,63}\.)+[a-z]{2,63}( (\*\.)?([a-z0-9-]{1,63}\.)+[a-z]{2,63}){0,19}$/.test(text),
).transform((text) => text.split(' '));

const maintenance = rule('must be a text of at most 500 characters without line breaks or control characters', (text) =>
  /^[^\p{Cc}\p{Cs}\uFFFE\uFFFF]{1,500}$/u.test(text),
);

function standIn(development: boolean, kind: 'origin' | 'address') {
  const problem = development
    ? `must be an ${kind} on loopback (localhost, 127.x.x.x or [::1]) with http or https`
    : DEVELOPMENT_ONLY;
  return rule(problem, (text) => {
    return development && isLoopbackAddress(kind === 'origin' ? originOf(text) : urlOf(text));
  }).transform(withoutSlash);
}

/**
 * The rule of each setting but the two that name the tables. Messages complete a sentence that begins with the name, and
 * never quote the value. With `development` stand-ins and http are let in, on loopback only.
 */
export function settingRules(development: boolean) {
  return z
    .object({
      MAM_PUBLIC_URL: publicUrl(development),
      MAM_CLIENT_ID: guid,
      MAM_PUBLIC_CLIENT_ID: guid.optional(),
      MAM_DEVICE_SCOPES: deviceScopes.prefault('mdm_delegation user_impersonation'),
      MAM_APP_ID_URI: appIdUri(development).optional(),
      MAM_HOME_TENANT: guid.optional(),
      MAM_PROVIDER_ID: providerId.default('WindowsMam'),
      MAM_CLOUD: oneOf(['public', 'usgov', 'china']).default('public'),
      MAM_IDENTITY_CLIENT_ID: guid.optional(),
      MAM_TENANT_ADMISSION: oneOf(['listed', 'open']).default('listed'),
      MAM_ATTESTATION_HOSTS: attestationHosts.optional(),
      MAM_MAINTENANCE: maintenance.optional(),
      MAM_DEV_JWKS_URL: standIn(development, 'address').optional(),
      MAM_DEV_AUTHORITY_URL: standIn(development, 'origin').optional(),
      MAM_DEV_GRAPH_URL: standIn(development, 'origin').optional(),
      MAM_DEV_ATTESTATION_URL: standIn(development, 'origin').optional(),
    } satisfies Partial<Record<SettingName, z.ZodType>>)
    .refine(({ MAM_PUBLIC_CLIENT_ID: client, MAM_CLIENT_ID: service }) => client === undefined || client !== service, {
      path: ['MAM_PUBLIC_CLIENT_ID'],
      error: 'must not be the client of MAM_CLIENT_ID: its tokens are refused on device routes',
      // Otherwise zod leaves this out as long as any single setting is wrong, and the list would not be complete.
      when: () => true,
    });
}

/** The rules of the two settings that name the tables, of which one is used. */
export function tableRules(development: boolean) {
  return {
    MAM_TABLES_URL: z.object({ MAM_TABLES_URL: tablesUrl(development) }).transform((set) => set.MAM_TABLES_URL),
    AzureWebJobsStorage: z
      .object({ AzureWebJobsStorage: connectionString(development) })
      .transform((set) => set.AzureWebJobsStorage),
  };
}

/** What {@link settingRules} make of the settings. */
export type Settings = z.output<ReturnType<typeof settingRules>>;
