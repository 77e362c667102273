import { createApiClient } from '../api-client';
import { readConnection } from '../connection';
import type { Terminal } from '../terminal';
import { recordsAnswer } from './answers';
import { type LogOptions, logQuery } from './options';
import { readParts } from './read-parts';

/** Options of `logs export`. */
export interface ExportOptions extends LogOptions {
  readonly device?: string;
}

/** `logs export`: every record of the time span, of all PCs or of one, one JSON document a line as they come. */
export async function exportLogs(options: ExportOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const path = options.device === undefined ? 'wip-logs/export' : `devices/${options.device}/wip-logs`;
  const request = { path, query: logQuery(options, { limit: '1000' }) };
  const all: unknown[] = [];
  for await (const { items } of readParts(api, request, recordsAnswer)) {
    if (options.json === true) all.push(...items);
    else for (const item of items) terminal.print(JSON.stringify(item));
  }
  if (options.json === true) terminal.print(JSON.stringify(all, undefined, 2));
}
