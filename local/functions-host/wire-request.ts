import type { IncomingMessage } from 'node:http';
import type { RequestTarget } from './request-target';
import type { RouteValues } from './route-template';
import { headerText } from './wire-refusal';
import type { NullableText, RpcHttp } from './worker-types';

/** A request that a route has taken. */
export interface RoutedRequest {
  readonly message: IncomingMessage;
  readonly target: RequestTarget;
  readonly values: RouteValues;
  /** Empty for a chunked request, whatever it carried. */
  readonly body: Buffer;
}

/** The request as the host sends it to the worker. */
export function toRpcRequest({ message, target, values, body }: RoutedRequest): RpcHttp {
  return {
    // The scheme is that of the connection, whatever x-forwarded-proto says.
    url: `http://${message.headers.host ?? ''}${target.encodedPath}${target.search}`,
    method: message.method ?? 'GET',
    nullableHeaders: toNullable(joinHeaders(message.rawHeaders)),
    nullableQuery: toNullable(target.query),
    nullableParams: toNullable(values),
    ...(body.length > 0 ? { body: { bytes: body } } : {}),
  };
}

/**
 * The whole body. A chunked one is thrown away: the host reads only what a content-length announces. Rejects when the
 * client goes away in the middle.
 */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  if (announcedLength(message) === 0) {
    message.resume();
    return Buffer.alloc(0);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Bytes that `content-length` announces; 0 without it. */
export function announcedLength(message: IncomingMessage): number {
  return Number(message.headers['content-length'] ?? 0);
}

function joinHeaders(rawHeaders: readonly string[]): Map<string, string> {
  const joined = new Map<string, string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const value = headerText(rawHeaders[index + 1] ?? '') ?? '';
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return joined;
}

function toNullable(texts: ReadonlyMap<string, string>): Record<string, NullableText> {
  return Object.fromEntries([...texts].map(([name, value]) => [name, { value }]));
}
