import { createServer } from 'node:http';
import { createTables } from '../shared/storage/tables';
import type { DataFolder } from './data/data-folder';
import type { DemoDirectory } from './demo-directory';
import { demoTenants, PUBLIC_CLIENT_ID, registerService, SERVICE_CLIENT_ID } from './demo-tenants';
import { type Entra, startEntra } from './entra/start-entra';
import { onFreePort, type Started } from './free-port';
import { type FunctionsHost, startFunctionsHost } from './functions-host/start-host';
import type { HostLog } from './functions-host/worker-types';
import { type Graph, startGraph } from './graph/start-graph';
import { listenOnLoopback } from './loopback';
import { type LocalTables, startTables } from './tables';

const TABLES_PORT = 10_002;

/** The whole service on one machine. */
export interface LocalService {
  readonly host: FunctionsHost;
  readonly entra: Entra;
  readonly graph: Graph;
  readonly tables: LocalTables;
  /** Sentences for the user, e.g. about a taken port. */
  readonly notices: readonly string[];
  /** Lets running requests finish, then ends everything in reverse order. */
  stop(): Promise<void>;
}

/** What the service is started with. */
export interface ServiceOptions {
  /** The deployable bundle. */
  readonly bundle: string;
  readonly folder: DataFolder;
  readonly directory: DemoDirectory;
  /** Wanted port of the Functions host; the stand-in for Entra follows it. */
  readonly port: number;
  readonly onLog: HostLog;
}

/**
 * Starts Table Storage on disk, the stand-in for Entra and the Functions host, each on its usual port or the next free
 * one. What was started is stopped again when a later part fails.
 */
export async function startService(options: ServiceOptions): Promise<LocalService> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  const keep = <T extends { stop(): Promise<void> }>(started: Started<T>): Started<T> => {
    stops.push(() => started.value.stop());
    return started;
  };
  try {
    const { bundle, folder, directory, onLog } = options;
    const tables = keep(await onFreePort(TABLES_PORT, (port) => startTablesOn(port, folder)));
    await createTables({ connectionString: tables.value.connectionString });
    const keyFile = folder.at('entra-key.json');
    const tenants = demoTenants(directory);
    const entra = keep(await onFreePort(options.port + 1, (port) => startEntra({ port, keyFile, directory: tenants })));
    const graph = keep(await onFreePort(options.port + 2, (port) => startGraph({ port, entra: entra.value })));
    const parts = { tables: tables.value, entra: entra.value, graph: graph.value };
    lendIdentity(entra.value);
    const settings = (origin: string) => settingsOf(origin, directory, parts);
    const host = keep(await onFreePort(options.port, (port) => startFunctionsHost({ bundle, port, settings, onLog })));
    registerService(tenants, host.value.origin, directory);
    const notices = [tables, entra, graph, host].flatMap(({ notice }) => notice ?? []);
    return { ...parts, host: host.value, notices, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

// Azure names the endpoint of the managed identity to the process; msal-node looks there whenever it needs a token.
function lendIdentity({ identityEndpoint }: Entra): void {
  Object.assign(process.env, { IDENTITY_ENDPOINT: identityEndpoint, IDENTITY_HEADER: 'stand-in' });
}

// The emulator opens its files before it binds its port, and keeps them open when that fails: try the port first.
async function startTablesOn(port: number, folder: DataFolder): Promise<LocalTables> {
  const probe = createServer();
  await listenOnLoopback(probe, port);
  await new Promise((resolve) => probe.close(resolve));
  return startTables({ port, folder: folder.at('tables') });
}

function settingsOf(
  origin: string,
  { homeTenantId }: DemoDirectory,
  { tables, entra, graph }: Pick<LocalService, 'tables' | 'entra' | 'graph'>,
) {
  return {
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    AzureWebJobsDisableHomepage: 'true',
    AzureWebJobsStorage: tables.connectionString,
    MAM_PUBLIC_URL: origin,
    MAM_CLIENT_ID: SERVICE_CLIENT_ID,
    MAM_PUBLIC_CLIENT_ID: PUBLIC_CLIENT_ID,
    MAM_HOME_TENANT: homeTenantId,
    MAM_DEV_JWKS_URL: entra.jwksUrl,
    MAM_DEV_AUTHORITY_URL: entra.origin,
    MAM_DEV_GRAPH_URL: graph.origin,
    MAM_TENANT_ADMISSION: 'open',
  };
}
