import { createApiClient } from '../api-client';
import type { ChangeOptions } from '../change-options';
import { readConnection } from '../connection';
import type { Terminal } from '../terminal';
import { makeChange } from './change';

/** An earlier revision of a policy. */
export interface RolledBack {
  readonly name: string;
  readonly revision: number;
}

/** `policy rollback NAME REVISION`: makes the document of an earlier revision the next one. */
export async function rollback(
  { name, revision }: RolledBack,
  options: ChangeOptions,
  terminal: Terminal,
): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const request = { method: 'POST', path: `policies/${name}/rollback`, body: { revision } } as const;
  await makeChange({ name, api, request }, options, terminal);
}
