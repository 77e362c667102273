import { createTables } from '../shared/storage/tables';
import { connectionStringFor } from './tables';

// For `func start`: the service itself makes no tables, since in Azure the infrastructure does.
const [origin = 'http://127.0.0.1:10002'] = process.argv.slice(2);
try {
  await createTables({ connectionString: connectionStringFor(origin) });
  console.log(`The tables are there, at ${origin}.`);
} catch {
  console.error(`No Table Storage emulator answers at ${origin}. Start one: npx azurite --location .local/azurite`);
  process.exitCode = 1;
}
