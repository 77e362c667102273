import { CLOUD_HOSTS, type Cloud } from './clouds';
import { SETTING_EXAMPLES, type SettingName, type Settings, settingRules, tableRules } from './setting-rules';

export type { Cloud };

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
  /** `MAM_ATTESTATION_HOSTS`: hosts that may be asked about a PC's health; `*.` stands for anything in front. */
  readonly attestationHosts: readonly string[];
  /** `MAM_DEV_ATTESTATION_URL`: origin of the stand-in that replaces them all. */
  readonly attestationStandIn: string | undefined;
  /** `MAM_MAINTENANCE`: the text that enrollment and sync answer while it is set. */
  readonly maintenance: string | undefined;
  /** True with `AZURE_FUNCTIONS_ENVIRONMENT=Development` on a machine that is not Azure. */
  readonly development: boolean;
}

/** One setting that is missing or wrong. */
export interface SettingProblem {
  readonly setting: SettingName;
  /** Completes a sentence that begins with the setting's name; never quotes the value, which may be a secret. */
  readonly problem: string;
  readonly example: string;
}

/** Stops start-up: lists every setting that is missing or wrong. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
  readonly problems: readonly SettingProblem[];

  constructor(problems: readonly SettingProblem[]) {
    const lines = problems.map(({ setting, problem, example }) => `  ${setting} ${problem}. Example: ${example}`);
    super(`Settings are missing or wrong:\n${lines.join('\n')}`);
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const SETTING_NAMES = Object.keys(SETTING_EXAMPLES) as readonly SettingName[];

/**
 * The settings of a deployment, from environment variables. An empty one counts as absent. `AzureWebJobsStorage` is the
 * host's as well, so it is read only where `MAM_TABLES_URL` is absent.
 * @throws SettingError
 */
export function readConfig(env: Environment): Config {
  const development = isDevelopment(env);
  const given = givenSettings(env);
  const values = Object.fromEntries(given);
  const settings = settingRules(development).safeParse(values);
  const tables = tableRules(development)[tableSetting(given)].safeParse(values);
  if (settings.success && tables.success) return toConfig(settings.data, tables.data, development);
  const issues = [settings, tables].flatMap(({ error }) => error?.issues ?? []);
  throw new SettingError(SETTING_NAMES.flatMap((name) => problemOf(name, given, issues)));
}

// Azure sets the two names on every machine of its own: there the word Development opens nothing.
function isDevelopment(env: Environment): boolean {
  const inAzure = env['WEBSITE_SITE_NAME'] !== undefined || env['WEBSITE_INSTANCE_ID'] !== undefined;
  return env['AZURE_FUNCTIONS_ENVIRONMENT'] === 'Development' && !inAzure;
}

function givenSettings(env: Environment): ReadonlyMap<SettingName, string> {
  const given = new Map<SettingName, string>();
  for (const name of SETTING_NAMES) {
    const value = env[name];
    if (value !== undefined && value !== '') given.set(name, value);
  }
  return given;
}

function tableSetting(given: ReadonlyMap<SettingName, string>): 'MAM_TABLES_URL' | 'AzureWebJobsStorage' {
  const isHostsOwn = given.has('MAM_TABLES_URL') || !given.has('AzureWebJobsStorage');
  return isHostsOwn ? 'MAM_TABLES_URL' : 'AzureWebJobsStorage';
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function problemOf(
  setting: SettingName,
  given: ReadonlyMap<SettingName, string>,
  issues: readonly Issue[],
): SettingProblem[] {
  const issue = issues.find(({ path }) => path[0] === setting);
  if (issue === undefined) return [];
  const problem = given.has(setting) ? issue.message : 'is missing';
  return [{ setting, problem, example: SETTING_EXAMPLES[setting] }];
}

function toConfig(settings: Settings, tables: Config['tables'], development: boolean): Config {
  const hosts = CLOUD_HOSTS[settings.MAM_CLOUD];
  const authority = settings.MAM_DEV_AUTHORITY_URL ?? hosts.authority;
  return {
    publicUrl: settings.MAM_PUBLIC_URL,
    clientId: settings.MAM_CLIENT_ID,
    publicClientId: settings.MAM_PUBLIC_CLIENT_ID,
    deviceScopes: settings.MAM_DEVICE_SCOPES,
    appIdUri: settings.MAM_APP_ID_URI ?? settings.MAM_PUBLIC_URL,
    homeTenant: settings.MAM_HOME_TENANT,
    providerId: settings.MAM_PROVIDER_ID,
    cloud: settings.MAM_CLOUD,
    authority,
    jwksUrl: settings.MAM_DEV_JWKS_URL ?? `${authority}/common/discovery/v2.0/keys`,
    graphUrl: settings.MAM_DEV_GRAPH_URL ?? hosts.graph,
    tables,
    identityClientId: settings.MAM_IDENTITY_CLIENT_ID,
    tenantAdmission: settings.MAM_TENANT_ADMISSION,
    attestationHosts: settings.MAM_ATTESTATION_HOSTS ?? hosts.attestation,
    attestationStandIn: settings.MAM_DEV_ATTESTATION_URL,
    maintenance: settings.MAM_MAINTENANCE,
    development,
  };
}
