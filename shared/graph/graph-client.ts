import { z } from 'zod';
import { GraphRefusal } from './graph-refusal';
import { createGraphTransport, type GraphTransport, type TransportOptions } from './graph-transport';

/** How one request is meant. */
export interface GraphOptions {
  /** Permission that the request needs, for the explanation of a 403. */
  readonly needs?: string;
}

/**
 * Microsoft Graph in one tenant. Paths begin with the version, e.g. `/v1.0/organization`; what varies in them is encoded
 * by the caller. Every call throws {@link GraphRefusal}.
 */
export interface GraphClient {
  getJson<Schema extends z.ZodType>(path: string, schema: Schema, options?: GraphOptions): Promise<z.output<Schema>>;
  /** All items of a collection; follows `@odata.nextLink` on the same origin, at most 100 pages. */
  listJson<Item extends z.ZodType>(path: string, item: Item, options?: GraphOptions): Promise<z.output<Item>[]>;
  postJson<Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
    options?: GraphOptions,
  ): Promise<z.output<Schema>>;
  patchJson(path: string, body: unknown, options?: GraphOptions): Promise<void>;
  remove(path: string, options?: GraphOptions): Promise<void>;
}

const MAX_PAGES = 100;

/** A client that calls with the tokens, and has the patience, of `options`. */
export function createGraphClient(options: TransportOptions): GraphClient {
  return graphClientOver(createGraphTransport(options));
}

/** A client over any transport, such as one that tells what it would send. */
export function graphClientOver(send: GraphTransport): GraphClient {
  return {
    getJson: async (path, schema, { needs } = {}) => accept(await send({ method: 'GET', path, needs }), schema),
    listJson: (path, item, { needs } = {}) => readPages(send, { path, needs }, item),
    postJson: async (path, body, schema, { needs } = {}) =>
      accept(await send({ method: 'POST', path, body, needs }), schema),
    async patchJson(path, body, { needs } = {}) {
      await send({ method: 'PATCH', path, body, needs });
    },
    async remove(path, { needs } = {}) {
      await send({ method: 'DELETE', path, needs });
    },
  };
}

async function readPages<Item extends z.ZodType>(
  send: GraphTransport,
  first: { path: string; needs: string | undefined },
  item: Item,
): Promise<z.output<Item>[]> {
  const page = z.object({ value: z.array(item), '@odata.nextLink': z.string().optional() });
  const items: z.output<Item>[] = [];
  let path: string | undefined = first.path;
  for (let pages = 0; path !== undefined; pages += 1) {
    if (pages === MAX_PAGES) throw unreadable(`more than ${MAX_PAGES} pages`);
    const read: z.output<typeof page> = accept(await send({ method: 'GET', path, needs: first.needs }), page);
    items.push(...read.value);
    path = read['@odata.nextLink'];
  }
  return items;
}

function accept<Schema extends z.ZodType>(body: unknown, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw unreadable('the reply has another shape');
  return parsed.data;
}

const unreadable = (reason: string) => new GraphRefusal({ status: 0, cause: new Error(reason) });
