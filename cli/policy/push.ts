import { createApiClient } from '../api-client';
import type { ChangeOptions } from '../change-options';
import { readConnection } from '../connection';
import type { Terminal } from '../terminal';
import { makeChange } from './change';
import { asFile, readDocument } from './read-document';

/** A file and the policy whose next revision it becomes. */
export interface Pushed {
  readonly name: string;
  readonly file: string;
}

/** `policy push NAME FILE`: saves a document as the next revision. */
export async function push({ name, file }: Pushed, options: ChangeOptions, terminal: Terminal): Promise<void> {
  const body = await readDocument(file, asFile);
  const api = createApiClient(await readConnection(options, terminal));
  await makeChange({ name, api, request: { method: 'PUT', path: `policies/${name}`, body } }, options, terminal);
}
