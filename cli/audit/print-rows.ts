import type { z } from 'zod';
import { createApiClient } from '../api-client';
import { type ConnectionOptions, readConnection } from '../connection';
import { type ListRequest, pagesOf, readEntries } from '../entries';
import { printResult } from '../print/result';
import { counted, table } from '../print/table';
import type { Terminal } from '../terminal';

/** How rows are printed: as a table, as one JSON document, or one JSON document a line. */
export type RowFormat = 'table' | 'json' | 'jsonl';

/** Options of what prints rows. */
export interface RowOptions extends ConnectionOptions {
  readonly limit?: number;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  /** As the API calls it. */
  readonly format?: RowFormat;
}

/** A list of the API, and how its rows look in a table. */
export interface Rows<Item extends z.ZodType> extends ListRequest {
  readonly item: Item;
  readonly head: readonly string[];
  readonly cells: (row: z.output<Item>) => readonly string[];
  /** Said where there is no row. */
  readonly none: string;
}

/** Prints a list; as lines, each page as soon as it is there. */
export async function printRows<Item extends z.ZodType>(
  { head, cells, none, ...list }: Rows<Item>,
  options: RowOptions,
  terminal: Terminal,
): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const { limit } = options;
  const format = formatOf(options);
  if (format === 'jsonl') {
    for await (const { items } of pagesOf(api, list, { item: list.item, limit })) {
      for (const item of items) terminal.print(JSON.stringify(item));
    }
    return;
  }
  const items = await readEntries(api, list, { note: terminal.note, ...(limit === undefined ? {} : { limit }) });
  const lines = items.length === 0 ? [none] : table(head, items.map(cells));
  printResult({ json: format === 'json' }, terminal, { lines, document: { items } });
  if (format === 'table' && items.length > 0) terminal.note(counted(items.length, 'row'));
}

function formatOf({ json, jsonl, format = 'table' }: RowOptions): RowFormat {
  if (jsonl === true) return 'jsonl';
  return json === true ? 'json' : format;
}
