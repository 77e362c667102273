import { revisionAnswer } from '../answers';
import { createApiClient } from '../api-client';
import { readConnection } from '../connection';
import type { Terminal } from '../terminal';
import type { PolicyOptions } from './options';

/** Options of `policy pull`. */
export interface PullOptions extends PolicyOptions {
  readonly revision?: number;
}

/** `policy pull NAME`: prints the document of the latest revision, or of another one; marks stand in place of secrets. */
export async function pull(name: string, options: PullOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const { revision, json } = options;
  const path = `policies/${name}${revision === undefined ? '' : `/revisions/${revision}`}`;
  const { body } = await api.send({ method: 'GET', path }, revisionAnswer);
  const document = JSON.stringify(json === true ? body : body.document, undefined, 2);
  terminal.print(document);
  if (document.includes('"secret": "set"')) terminal.note('Marks stand in place of secrets; sent back they keep them.');
}
