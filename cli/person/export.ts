import { createApiClient } from '../api-client';
import { type ConnectionOptions, readConnection } from '../connection';
import { readParts } from '../logs/read-parts';
import { counted } from '../print/table';
import type { Terminal } from '../terminal';
import { heldAnswer } from './answers';
import { createFile } from './create-file';

/** Options of `person export`; its result is JSON with `--json` and without. */
export interface PersonExportOptions extends ConnectionOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** `person export USER`: everything that is held on a person, all parts in one JSON document. */
export async function exportPerson(userId: string, options: PersonExportOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const items: unknown[] = [];
  let about = {};
  let isWhole = true;
  for await (const part of readParts(api, { path: `people/${userId}`, query: new URLSearchParams() }, heldAnswer)) {
    const { items: more, continuation: _, ...rest } = part;
    items.push(...more);
    about = rest;
    isWhole = rest.logs === 'included';
  }
  const document = JSON.stringify({ ...about, items }, undefined, 2);
  if (options.out === undefined) terminal.print(document);
  else await createFile(options.out, `${document}\n`);
  if (options.out !== undefined) terminal.note(`${counted(items.length, 'row')} in ${options.out}.`);
  if (!isWhole) terminal.note('Without the log of the protection, which needs the role Mam.LogReader besides.');
}
