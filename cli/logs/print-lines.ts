import { printResult } from '../print/result';
import type { Terminal } from '../terminal';
import type { LogOptions } from './options';

/** What was counted, and how it looks as a table. */
export interface Counted {
  readonly records: number;
  /** Answers that it was put together from. */
  readonly parts: number;
  /** Lines that the service left out. */
  readonly left: number;
  readonly items: readonly unknown[];
  readonly table: readonly string[];
}

/** Prints a report as a table, as one JSON document, or as one JSON document a line. */
export function printLines(options: LogOptions, terminal: Terminal, { table, parts, items, ...counts }: Counted): void {
  if (options.jsonl === true) for (const item of items) terminal.print(JSON.stringify(item));
  else printResult(options, terminal, { lines: table, document: { ...counts, items } });
  if (parts > 1)
    terminal.note('There are so many records that they were counted in parts: people are at most so many.');
  if (counts.left > 0) terminal.note(`${counts.left} more lines were left out: narrow the time with --from and --to.`);
}
