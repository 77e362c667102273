import { createApiClient } from '../api-client';
import { readConnection } from '../connection';
import { counted, table } from '../print/table';
import type { Terminal } from '../terminal';
import { type ReportLine, reportAnswer } from './answers';
import { mergeCounts } from './merge-counts';
import { type LogOptions, logQuery } from './options';
import { printLines } from './print-lines';
import { readParts } from './read-parts';

/** Options of `logs report`. */
export interface ReportOptions extends LogOptions {
  readonly by: string;
}

/** `logs report`: how often work data crossed the boundary, by app, site, kind, user or day. */
export async function report(options: ReportOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const request = { path: 'wip-logs/report', query: logQuery(options, { by: options.by, limit: '1000' }) };
  const found: ReportLine[] = [];
  const sums = { records: 0, parts: 0, left: 0 };
  for await (const { items, records, left } of readParts(api, request, reportAnswer)) {
    found.push(...items);
    sums.records += records;
    sums.left += left;
    sums.parts += 1;
  }
  const items = sums.parts === 1 ? found : mergeCounts(found, ({ name }) => name);
  const lines = [`${counted(sums.records, 'record')} by ${options.by}`, ...table(HEAD(options.by), items.map(row))];
  printLines(options, terminal, { ...sums, items, table: items.length === 0 ? lines.slice(0, 1) : lines });
}

const HEAD = (by: string) => [by, 'people', 'devices', 'events', 'first', 'last'];

function row({ name, people, devices, events, firstAt, lastAt }: ReportLine): readonly string[] {
  return [name, String(people), String(devices), String(events), minute(firstAt), minute(lastAt)];
}

const minute = (time: string) => time.slice(0, 16).replace('T', ' ');
