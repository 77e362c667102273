import type { ServerResponse } from 'node:http';
import { toSetCookie } from './set-cookie';
import type { RpcHttp, TypedData } from './worker-types';

/** A reply as the host is about to send it. */
export interface HostReply {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string | string[]>;
  readonly body: Uint8Array;
}

/** A reply of the host itself: a status without body. */
export function emptyReply(status: number): HostReply {
  return { status, headers: new Map(), body: new Uint8Array() };
}

/**
 * What a function returned, as a reply: nothing is 204, and what ASP.NET cannot send is 500 without body (a header value
 * outside ASCII; a content-length that is no number or too small for the body, which also ends the connection).
 */
export function toHostReply(returned: TypedData | null | undefined): HostReply {
  if (returned?.http === undefined) return emptyReply(204);
  const reply = read(returned.http);
  if (!hasAsciiHeaders(reply)) return emptyReply(500);
  return fitsItsLength(reply) ? reply : { ...emptyReply(500), headers: new Map([['connection', 'close']]) };
}

function read(http: RpcHttp): HostReply {
  const headers = new Map<string, string | string[]>(Object.entries(http.headers ?? {}));
  const cookies = (http.cookies ?? []).map(toSetCookie);
  if (cookies.length > 0) headers.set('set-cookie', [...[headers.get('set-cookie') ?? []].flat(), ...cookies]);
  return { status: Number(http.statusCode), headers, body: http.body?.bytes ?? new Uint8Array() };
}

function hasAsciiHeaders({ headers }: HostReply): boolean {
  return [...headers.values()].flat().every((value) => /^[\t\x20-\x7e]*$/.test(value));
}

function fitsItsLength({ headers, body }: HostReply): boolean {
  const length = headers.get('content-length');
  return length === undefined || (/^\d+$/.test(`${length}`) && Number(length) >= body.length);
}

/**
 * Sends the reply and resolves when nothing more will come. Without a content-length a body is chunked; one that is too
 * large cuts the connection after the body; a `transfer-encoding` of the function's own leaves the client waiting.
 */
export async function sendReply(response: ServerResponse, reply: HostReply): Promise<void> {
  if (response.destroyed) return;
  for (const [name, value] of reply.headers) response.setHeader(name, value);
  if (lacksLength(reply)) response.setHeader('content-length', '0');
  response.writeHead(reply.status);
  if (reply.headers.has('transfer-encoding')) response.flushHeaders();
  else if (promisesTooMuch(response, reply)) cut(response, reply.body);
  else await new Promise<void>((resolve) => response.once('close', resolve).end(reply.body));
}

function cut(response: ServerResponse, body: Uint8Array): void {
  response.flushHeaders();
  if (body.length > 0) response.write(body);
  response.socket?.destroySoon();
}

const isBodiless = (status: number) => status === 204 || status === 304;

const lacksLength = ({ headers, body, status }: HostReply) =>
  !headers.has('content-length') && !headers.has('transfer-encoding') && body.length === 0 && !isBodiless(status);

const promisesTooMuch = (response: ServerResponse, { headers, body, status }: HostReply) =>
  response.req.method !== 'HEAD' && !isBodiless(status) && Number(headers.get('content-length') ?? 0) > body.length;
