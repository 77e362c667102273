import { z } from 'zod';
import type { ApiClient } from './api-client';
import type { Terminal } from './terminal';

/** A list of the API: its path, with the filters of its query. */
export interface ListRequest {
  readonly path: string;
  readonly filters?: Readonly<Record<string, string | undefined>>;
}

/** Options of every list. */
export interface ListOptions {
  readonly limit?: number;
}

/** What was read of a list. */
export interface Entries<T> {
  readonly items: readonly T[];
  /** There are more than the limit let through. */
  readonly hasMore: boolean;
}

const LARGEST_PAGE = 1000;

/** The pages of a list, one after the other, until the limit is reached or nothing is left. */
export async function* pagesOf<Item extends z.ZodType>(
  api: ApiClient,
  { path, filters = {} }: ListRequest,
  { item, limit = Number.POSITIVE_INFINITY }: { readonly item: Item; readonly limit?: number | undefined },
): AsyncGenerator<Entries<z.output<Item>>> {
  const page = z.looseObject({ items: z.array(item), continuation: z.string().optional() });
  let continuation: string | undefined;
  let left = limit;
  do {
    const query = queryOf({ ...filters, limit: String(Math.min(left, LARGEST_PAGE)), continuation });
    const { body } = await api.send({ method: 'GET', path: `${path}?${query}` }, page);
    const items = body.items.slice(0, left);
    left -= items.length;
    continuation = body.continuation;
    yield { items, hasMore: continuation !== undefined || items.length < body.items.length };
  } while (continuation !== undefined && left > 0);
}

/** Everything of a list up to the limit; says so where there is more, and tells on the way how far it is. */
export async function readEntries<Item extends z.ZodType>(
  api: ApiClient,
  list: ListRequest & { readonly item: Item },
  { limit, note }: ListOptions & Pick<Terminal, 'note'>,
): Promise<readonly z.output<Item>[]> {
  const found: z.output<Item>[] = [];
  for await (const { items, hasMore } of pagesOf(api, list, { item: list.item, limit })) {
    found.push(...items);
    if (hasMore)
      note(found.length === limit ? `There are more than these ${limit}: raise --limit.` : `${found.length} so far`);
  }
  return found;
}

function queryOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return query.toString();
}
