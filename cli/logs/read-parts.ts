import type { ZodType, z } from 'zod';
import type { ApiClient } from '../api-client';

/** Where an answer comes from. */
export interface PartsRequest {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The answers of a request that the service gives in parts, one after the other. */
export async function* readParts<Schema extends ZodType<{ readonly continuation?: string | undefined }>>(
  api: ApiClient,
  { path, query }: PartsRequest,
  schema: Schema,
): AsyncGenerator<z.output<Schema>> {
  const asked = new URLSearchParams(query);
  for (;;) {
    const { body } = await api.send({ method: 'GET', path: `${path}?${asked}` }, schema);
    yield body;
    if (body.continuation === undefined) return;
    asked.set('continuation', body.continuation);
  }
}
