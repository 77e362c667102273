import {
  app,
  type HttpMethod,
  type HttpRequest,
  type HttpResponseInit,
  type InvocationContext,
} from '@azure/functions';
import { ServiceError, toServiceError } from '../shared/errors';
import type { CorrelationId, TenantId } from '../shared/ids';
import { createLog, type Log } from '../shared/log';
import { newCorrelationId } from '../shared/random';
import { type Service, service } from './service';

const METHODS: HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** A reply before it is given its length and correlation id. Text is sent as UTF-8. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** One request on its way through a handler. */
export interface Call {
  readonly request: HttpRequest;
  /** The running service; a function, because `health` also answers where there is none. */
  readonly service: () => Service;
  readonly correlationId: CorrelationId;
  readonly log: Log;
}

/** What is done for a call, or by the clock. */
export type Work = Omit<Call, 'request'>;

/** A route with one handler a method. Whatever a handler throws becomes a reply through `refuse`. */
export interface Route {
  /** Name of the function; the host decides between overlapping routes by it. */
  readonly name: string;
  readonly route: string;
  readonly handlers: Readonly<Partial<Record<HttpMethod, (call: Call) => Promise<Reply>>>>;
  readonly refuse: (error: ServiceError, call: Call) => Reply | Promise<Reply>;
}

/** Registers the route for all methods: the host would answer a wrong one with an empty 404 instead of 405. */
export function registerRoute(route: Route): void {
  app.http(route.name, {
    methods: METHODS,
    authLevel: 'anonymous',
    route: route.route,
    handler: (request, context) => answer(route, request, context),
  });
}

const tenants = new WeakMap<Call, TenantId>();

/** Names the tenant of a call in its log lines, for whoever watches one tenant; a verified token must vouch for it. */
export function nameTenant(call: Call, tenantId: TenantId): void {
  tenants.set(call, tenantId);
}

async function answer(route: Route, request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const started = performance.now();
  const correlationId = newCorrelationId();
  const log = createLog(context, { correlationId, route: route.name });
  const call: Call = { request, correlationId, log, service };
  const reply = await handleCall(route, call);
  const ms = Math.round(performance.now() - started);
  log.info('reply', { method: request.method, status: reply.status, ms, tenantId: tenants.get(call) });
  return toResponse(reply, correlationId, request.method === 'HEAD');
}

/** The reply of a route to a call: never throws, whatever the handler does. */
export async function handleCall(route: Route, call: Call): Promise<Reply> {
  try {
    const handler = route.handlers[call.request.method as HttpMethod];
    return handler === undefined ? methodNotAllowed(route) : await handler(call);
  } catch (thrown) {
    const error = toServiceError(thrown);
    logRefusal(call, error);
    return route.refuse(error, call);
  }
}

function logRefusal(call: Call, error: ServiceError): void {
  const { log } = call;
  const tenantId = error.tenantId ?? tenants.get(call);
  const facts = { code: error.code, kind: error.kind, detail: error.detail, tenantId };
  if (error.kind === 'internal') log.error('failed', { ...facts, stack: stackOf(error.cause) });
  else log.warn('refused', facts);
}

// Frames only: a stack begins with the message, of any number of lines, which may quote input.
function stackOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || cause.stack === undefined) return undefined;
  const frames = cause.stack.slice(cause.stack.indexOf(cause.message) + cause.message.length).split('\n');
  return frames
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, 7)
    .join('\n');
}

function methodNotAllowed(route: Route): Reply {
  return { status: 405, headers: { allow: Object.keys(route.handlers).join(', ') } };
}

// An explicit length on every reply: without it the host sends chunks, which Windows enrollment cannot take.
function toResponse(reply: Reply, correlationId: CorrelationId, headOnly: boolean): HttpResponseInit {
  const body = Buffer.from(reply.body ?? '');
  const headers = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...reply.headers,
    'content-length': String(body.length),
    'x-correlation-id': correlationId,
  };
  return headOnly || body.length === 0
    ? { status: reply.status, headers: { ...headers, 'content-length': '0' } }
    : { status: reply.status, headers, body };
}

/**
 * The whole body, at most `limit` bytes.
 * @throws ServiceError `too-large` / `body.too-large`
 */
export async function readBody(request: HttpRequest, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit);
  const body = new Uint8Array(await request.arrayBuffer());
  if (body.length > limit) throw tooLarge(limit);
  return body;
}

function tooLarge(limit: number): ServiceError {
  return new ServiceError('too-large', 'body.too-large', `The body is larger than ${limit / 1024} KB.`);
}
