import 'vitest';
import type { TestProject } from 'vitest/node';
import { startTables } from '../../local/tables';
import { createTables } from '../../shared/storage/tables';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the Table Storage emulator that all tests of a run share; each test makes its own tenants. */
    tablesConnection: string;
  }
}

/** Starts one Table Storage emulator in memory for the whole run, with the tables of the service. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const tables = await startTables({ port: 0 });
  await createTables({ connectionString: tables.connectionString });
  project.provide('tablesConnection', tables.connectionString);
  return () => tables.stop();
}
