import { createHash } from 'node:crypto';
import type { ZodType, z } from 'zod';
import { ServiceError } from '../../shared/errors';
import { type Call, type Reply, readBody } from '../http';
import { bodyRefusals } from './body-refusals';
import { RefusedDocument } from './refused-document';

const BODY_LIMIT = 1024 * 1024;

/**
 * The JSON of a request body, at most 1 MB.
 * @throws ServiceError `body.too-large`, `body.not-json`
 */
export async function readJson(call: Call): Promise<unknown> {
  return parse(await readBody(call.request, BODY_LIMIT));
}

/** As `readJson`; `undefined` for a request without a body. */
export async function readOptionalJson(call: Call): Promise<unknown> {
  const bytes = await readBody(call.request, BODY_LIMIT);
  return bytes.length === 0 ? undefined : parse(bytes);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ServiceError('invalid', 'body.not-json', 'The body is not JSON in UTF-8.', { cause });
  }
}

/**
 * A request body as the schema wants it.
 * @throws RefusedDocument with the path of each wrong member
 */
export async function readBodyAs<Schema extends ZodType>(call: Call, schema: Schema): Promise<z.infer<Schema>> {
  const body = await readJson(call);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new RefusedDocument(bodyRefusals(schema, body, parsed.error.issues));
}

/** A JSON reply, with an ETag where the caller may want to write conditionally. */
export function json(status: number, value: unknown, etag?: string): Reply {
  const headers = { 'content-type': 'application/json', ...(etag === undefined ? {} : { etag }) };
  return { status, headers, body: JSON.stringify(value) };
}

/** ETag of something that is shown as a whole and written in parts: a digest of what is shown. */
export function contentTag(value: object): string {
  return `"${createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)}"`;
}
