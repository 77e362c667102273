import { createApiClient } from '../api-client';
import { type ConnectionOptions, readConnection } from '../connection';
import { readEntries } from '../entries';
import { printResult } from '../print/result';
import { counted, table } from '../print/table';
import type { Terminal } from '../terminal';
import { type OperatedTenant, operatedTenant } from './answers';

/** Options of `operator list`. */
export interface OperatorListOptions extends ConnectionOptions {
  readonly limit?: number;
  readonly json?: boolean;
}

const HEAD = ['name', 'status', 'policies', 'languages', 'tenant id'];

/** `operator list`: the tenants of the service. */
export async function listTenants(options: OperatorListOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const { limit } = options;
  const list = { path: 'operator/tenants', item: operatedTenant };
  const items = await readEntries(api, list, { note: terminal.note, ...(limit === undefined ? {} : { limit }) });
  const lines = items.length === 0 ? ['There is no tenant yet.'] : table(HEAD, items.map(cells));
  printResult(options, terminal, { lines, document: { items } });
  if (options.json !== true && items.length > 0) terminal.note(counted(items.length, 'tenant'));
}

const cells = ({ displayName, status, policies, terms, id }: OperatedTenant) => [
  displayName,
  status,
  String(policies),
  String(terms),
  id,
];
