import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { goPastProxy } from './past-proxy';

// Azurite ships neither types nor a public entry for its Table server; these are the parts that we start in process.
interface AzuriteTableServer {
  start(): Promise<void>;
  close(): Promise<void>;
  getHttpServerAddress(): string;
}
const load = createRequire(import.meta.url);
const { default: TableConfiguration }: { default: new (...options: unknown[]) => object } = load(
  'azurite/dist/src/table/TableConfiguration.js',
);
const { default: TableServer }: { default: new (configuration: object) => AzuriteTableServer } = load(
  'azurite/dist/src/table/TableServer.js',
);

// The account and key of every storage emulator; published by Microsoft, and good for nothing else.
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** A running Table Storage emulator. */
export interface LocalTables {
  readonly origin: string;
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** Connection string of the emulator's account at an origin such as `http://127.0.0.1:10002`. */
export function connectionStringFor(origin: string): string {
  return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};TableEndpoint=${origin}/${ACCOUNT};`;
}

/**
 * Starts the Table Storage emulator on loopback, port 0 for any free one, and lets clients of this process reach it past a
 * proxy. With `folder` it keeps its data there, without it in memory. Rejects with `EADDRINUSE` when the port is taken.
 */
export async function startTables(options: { port: number; folder?: string }): Promise<LocalTables> {
  const { port, folder } = options;
  goPastProxy(process.env);
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const database = join(folder ?? '.', 'tables.json');
  const inMemory = folder === undefined;
  const tables = new TableServer(
    // host, port, keep-alive, database, debug log, access log, their two files, loose, skip API version check,
    // certificate, key, password, OAuth, product-style URLs off, in memory
    new TableConfiguration(
      '127.0.0.1',
      port,
      5,
      database,
      false,
      false,
      undefined,
      undefined,
      false,
      true,
      '',
      '',
      '',
      undefined,
      false,
      inMemory,
    ),
  );
  await tables.start();
  const origin = tables.getHttpServerAddress();
  return { origin, connectionString: connectionStringFor(origin), stop: () => tables.close() };
}
