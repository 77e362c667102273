import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Invoke } from './invoke';
import { parseRequestTarget } from './request-target';
import type { HttpFunction, RouteTable } from './route-table';
import { wireRefusal } from './wire-refusal';
import { announcedLength, type RoutedRequest, readBody, toRpcRequest } from './wire-request';
import { emptyReply, type HostReply, sendReply, toHostReply } from './wire-response';

/** What answers the requests of one host. */
export interface HttpFront {
  readonly routes: RouteTable;
  readonly invoke: Invoke;
  /** `FUNCTIONS_REQUEST_BODY_SIZE_LIMIT`, in bytes. */
  readonly bodyLimit: number;
  /** False with `AzureWebJobsDisableHomepage=true`. */
  readonly homepage: boolean;
}

const LANDING_PAGE: HostReply = {
  status: 200,
  headers: new Map([['content-type', 'text/html']]),
  body: Buffer.from('<!doctype html><title>Functions</title><p>Your Azure Function App is up and running.</p>\n'),
};

/** Answers one request as Microsoft's host does. Never rejects for what a client sent or a function did. */
export async function answer(front: HttpFront, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const refused = wireRefusal(message);
  if (refused !== undefined) return refuse(message, response, refused);
  const target = parseRequestTarget(message.url ?? '');
  if (target === undefined) return refuse(message, response, 400);

  const route = front.routes.find(message.method ?? '', target.path);
  if (route === undefined) return drain(message, response, withoutRoute(front, target.path));
  // The host has keys of its own for such functions; here there are none, so no caller presents the right one.
  if (!route.entry.anonymous) return drain(message, response, emptyReply(401));
  if (announcedLength(message) > front.bodyLimit) return refuse(message, response, 500);

  const body = await receive(message);
  if (body === undefined) return;
  await sendReply(response, await run(front, route.entry, { message, target, values: route.values, body }));
}

async function run(front: HttpFront, entry: HttpFunction, request: RoutedRequest): Promise<HostReply> {
  try {
    return toHostReply(await front.invoke(entry.registered, { http: toRpcRequest(request) }));
  } catch {
    // The invocation has logged what was thrown; the caller gets nothing but the status.
    return emptyReply(500);
  }
}

async function receive(message: IncomingMessage): Promise<Buffer | undefined> {
  try {
    return await readBody(message);
  } catch {
    // The client went away in the middle of its body: nobody is left to answer.
    return undefined;
  }
}

function withoutRoute(front: HttpFront, path: string): HostReply {
  if (path !== '/') return emptyReply(404);
  return front.homepage ? LANDING_PAGE : emptyReply(204);
}

function drain(message: IncomingMessage, response: ServerResponse, reply: HostReply): Promise<void> {
  message.resume();
  return sendReply(response, reply);
}

// The connection ends only after the client's last byte: closing it earlier would reset it, and the reply with it.
function refuse(message: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0, connection: 'close' }).flushHeaders();
  message.resume().once('end', () => response.end());
}
