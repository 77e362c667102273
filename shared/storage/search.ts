import { odata } from '@azure/data-tables';
import { z } from 'zod';
import { foreignPlace } from './foreign-place';
import type { KeyRange } from './keys';
import type { StoredRow } from './row';

/** Rows that are looked for over many partitions, which the service filters before it sends them. */
export interface Search {
  readonly partitions: KeyRange;
  /** Any key where absent. */
  readonly keys?: KeyRange;
  /** Of these columns one must say `text`; any row where absent. */
  readonly where?: { readonly columns: readonly [string, ...string[]]; readonly text: string };
  /** This column sorts at or before `text`, as a time in ISO 8601 that has come; any row where absent. */
  readonly upTo?: { readonly column: string; readonly text: string };
  /** Columns that are read; all where absent. */
  readonly columns?: readonly string[];
}

/** What one call of a search found. */
export interface SearchPage {
  readonly rows: readonly StoredRow[];
  /** Where the next call goes on; absent when nothing follows. */
  readonly next?: string;
}

/** The filter of a search, as the service takes it. Names of columns are the code's own. */
export function filterOf({ partitions, keys, where, upTo }: Search): string {
  const parts = [odata`PartitionKey ge ${partitions.from} and PartitionKey lt ${partitions.to}`];
  if (keys !== undefined) parts.push(odata`RowKey ge ${keys.from} and RowKey lt ${keys.to}`);
  if (where !== undefined) {
    const equals = odata` eq ${where.text}`;
    parts.push(`(${where.columns.map((column) => column + equals).join(' or ')})`);
  }
  if (upTo !== undefined) parts.push(upTo.column + odata` le ${upTo.text}`);
  return parts.join(' and ');
}

// The SDK keeps the next keys of a search as base64 of this. They lead nowhere that the filter does not reach.
const storedPlace = z.strictObject({ nextPartitionKey: z.string(), nextRowKey: z.string().optional() });

/** The SDK's continuation as a place that may be handed out. */
export const sealPlace = (token: string): string => Buffer.from(token, 'base64').toString('base64url');

/** The SDK's continuation of such a place. @throws ServiceError `invalid` / `page.continuation-invalid` */
export function openPlace(place: string): string {
  const text = Buffer.from(place, 'base64url').toString();
  if (!storedPlace.safeParse(parsed(text)).success) throw foreignPlace();
  return Buffer.from(text).toString('base64');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is as little a place as JSON of another form.
    return undefined;
  }
}
