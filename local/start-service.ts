import { createServer } from 'node:http';
import { createTables } from '../shared/storage/tables';
import type { DataFolder } from './data/data-folder';
import type { DemoDirectory } from './demo-directory';
import { type Entra, startEntra } from './entra/start-entra';
import { onFreePort, type Started } from './free-port';
import { type FunctionsHost, startFunctionsHost } from './functions-host/start-host';
import type { HostLog } from './functions-host/worker-types';
import { listenOnLoopback } from './loopback';
import { type LocalTables, startTables } from './tables';

/** Client id of the service in the stand-in for Entra. */
export const SERVICE_CLIENT_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** Client id of the command line there. */
export const PUBLIC_CLIENT_ID = '6fa459ea-ee8a-4ca4-894e-db77e160355e';

const TABLES_PORT = 10_002;

/** The whole service on one machine. */
export interface LocalService {
  readonly host: FunctionsHost;
  readonly entra: Entra;
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
    const entra = keep(await onFreePort(options.port + 1, (port) => startEntra({ port, keyFile })));
    const parts = { tables: tables.value, entra: entra.value };
    const settings = (origin: string) => settingsOf(origin, directory, parts);
    const host = keep(await onFreePort(options.port, (port) => startFunctionsHost({ bundle, port, settings, onLog })));
    const notices = [tables, entra, host].flatMap(({ notice }) => notice ?? []);
    return { ...parts, host: host.value, notices, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
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
  { tables, entra }: Pick<LocalService, 'tables' | 'entra'>,
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
  };
}
