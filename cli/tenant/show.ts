import { createApiClient } from '../api-client';
import { type ConnectionOptions, readConnection } from '../connection';
import { printResult } from '../print/result';
import { tenantLines } from '../print/tenant';
import type { Terminal } from '../terminal';
import { tenantAnswer } from './answers';

/** Options of `tenant show`. */
export interface TenantShowOptions extends ConnectionOptions {
  readonly settings?: true;
  readonly json?: boolean;
}

/** `tenant show`: the own tenant; or only its settings, as a document that `tenant set --file` takes. */
export async function showTenant(options: TenantShowOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const { body } = await api.send({ method: 'GET', path: 'tenant' }, tenantAnswer);
  if (options.settings === true) terminal.print(JSON.stringify(body.settings, undefined, 2));
  else printResult(options, terminal, { lines: tenantLines(body), document: body });
}
