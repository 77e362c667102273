import { existsSync } from 'node:fs';
import { type Claims, deviceClaimsV2, personClaims } from '../../local/entra/claims';
import { type Entra, startEntra } from '../../local/entra/start-entra';
import { type FunctionsHost, startFunctionsHost } from '../../local/functions-host/start-host';
import { parseTenantId } from '../../shared/ids';
import { newGuid } from '../../shared/random';
import { openStore } from '../../shared/storage/open-store';
import type { Store } from '../../shared/storage/store';
import { type TenantSettings, type TenantStatus, tenantSettings } from '../../shared/tenant/tenant';
import { type CountingProxy, startCountingProxy } from './counting-proxy';

const BUNDLE = 'dist/functions/index.cjs';
const CLIENT_ID = '0b7a3c52-9a3f-4c56-8b1e-5f1f6d3e2a10';
const HOME_TENANT = '11111111-2222-4333-8444-555555555555';

/** The whole service on loopback: the deployable bundle in the local host, the storage emulator, signed tokens. */
export interface TestService {
  readonly origin: string;
  readonly entra: Entra;
  /** Direct access to the same storage, past the counting proxy. */
  readonly store: Store;
  /** Counts the table calls of the service, and injects faults into them. */
  readonly tables: CountingProxy;
  /** Every log line of the service so far. */
  readonly logs: readonly string[];
  readonly clientId: string;
  readonly homeTenant: string;
  /** What the bundle registered: names and routes of its functions. */
  readonly functions: FunctionsHost['functions'];
  /** A second instance of the service on the same storage, with caches of its own. */
  startInstance(): Promise<{ origin: string; stop(): Promise<void> }>;
  /** Lets the timer function of this name run once, at once. */
  runTimer(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the service on a storage emulator; `settings` are added to, or replace, those of a working deployment. */
export async function startServiceOn(
  connectionString: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<TestService> {
  if (!existsSync(BUNDLE)) throw new Error(`${BUNDLE} is missing: run "npm run build" first`);
  const [entra, tables] = await Promise.all([startEntra({ port: 0 }), startCountingProxy(connectionString)]);
  const logs: string[] = [];
  const onLog = (_level: string, line: string) => logs.push(line);
  const env = (origin: string) => ({
    ...workingSettings(entra, tables.connectionString),
    MAM_PUBLIC_URL: origin,
    ...settings,
  });
  const host = await startFunctionsHost({ bundle: BUNDLE, port: 0, settings: env, onLog });
  const startInstance = () => startFunctionsHost({ bundle: BUNDLE, port: 0, settings: env(host.origin), onLog });
  const stop = async () => {
    await host.stop();
    await Promise.all([entra.stop(), tables.stop()]);
  };
  const store = openStore({ connectionString });
  return {
    origin: host.origin,
    entra,
    store,
    tables,
    logs,
    clientId: CLIENT_ID,
    homeTenant: HOME_TENANT,
    functions: host.functions,
    startInstance,
    runTimer: (name) => host.runTimer(name),
    stop,
  };
}

function workingSettings(entra: Entra, connectionString: string): Record<string, string> {
  return {
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    MAM_CLIENT_ID: CLIENT_ID,
    MAM_HOME_TENANT: HOME_TENANT,
    MAM_DEV_JWKS_URL: entra.jwksUrl,
    MAM_DEV_AUTHORITY_URL: entra.origin,
    AzureWebJobsStorage: connectionString,
  };
}

/** A tenant, a user and a Windows device that no other test has. */
export interface TestPerson {
  readonly tenantId: string;
  readonly userId: string;
  readonly deviceId: string;
}

/** Creates a tenant of its own for a test, with a user and a device that may enroll there. */
export async function onboard(
  service: TestService,
  tenant: { status?: TenantStatus; settings?: Partial<TenantSettings> } = {},
): Promise<TestPerson> {
  const id = parseTenantId(newGuid());
  if (id === undefined) throw new Error('a new GUID is a tenant id');
  const settings = tenantSettings.parse({ termsRequired: false, ...tenant.settings });
  await service.store.tenants.create({ id, displayName: 'Contoso', status: tenant.status ?? 'active', settings });
  return { tenantId: id, userId: newGuid(), deviceId: newGuid() };
}

/** An access token with which the person's device calls the service; `claims` are added to, or replace, good ones. */
export function deviceToken(service: TestService, person: TestPerson, claims: Claims = {}): Promise<string> {
  const user = { ...person, userName: 'ada@contoso.example', audience: service.clientId };
  return service.entra.token({ ...deviceClaimsV2(service.entra.origin, user), ...claims });
}

/** An access token of somebody who manages a tenant. */
export function managerToken(service: TestService, tenantId: string, ...roles: string[]): Promise<string> {
  const person = {
    tenantId,
    id: newGuid(),
    audience: service.clientId,
    roles,
    clientId: newGuid(),
    userName: 'admin@contoso.example',
  };
  return service.entra.token(personClaims(service.entra.origin, person));
}
