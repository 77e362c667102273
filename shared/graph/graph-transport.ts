import { setTimeout } from 'node:timers/promises';
import { type Clock, systemClock } from '../clock';
import type { ServiceError } from '../errors';
import { GraphRefusal } from './graph-refusal';
import { readJson } from './read-json';
import { readRetryAfter } from './retry-after';

/** One request to Microsoft Graph. */
export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with version and query, or a whole address of a next page. */
  readonly path: string;
  readonly body?: unknown;
  readonly needs?: string | undefined;
}

/** Sends a request and resolves to the JSON of the reply. @throws GraphRefusal */
export type GraphTransport = (request: GraphRequest) => Promise<unknown>;

/** How long a caller can wait while Graph throttles. */
export interface Patience {
  /** Repetitions after a 429 or 503. */
  readonly repetitions: number;
  /** Longest single wait in milliseconds; when Graph wants more, the caller is told at once. */
  readonly longestWaitMs: number;
}

/** Inside a device's sync: not a moment. */
export const NO_PATIENCE: Patience = { repetitions: 0, longestWaitMs: 0 };

/** In scripts and background work. */
export const PATIENT: Patience = { repetitions: 4, longestWaitMs: 60_000 };

/** What a transport needs. */
export interface TransportOptions {
  /** `config.graphUrl`: the only origin that is ever called. */
  readonly graphUrl: string;
  /** An access token for Graph in the tenant. */
  readonly token: () => Promise<string>;
  readonly patience: Patience;
  /** Milliseconds a request, default 10,000. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  /** Waits this many milliseconds. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

const MAX_BYTES = 4 * 1024 * 1024;
const DEFAULT_WAIT_MS = 1000;
const THROTTLED: ReadonlySet<number> = new Set([429, 503]);

/** Requests over HTTP with bearer token: no redirects, bounded time and size, `Retry-After` within the patience. */
export function createGraphTransport(options: TransportOptions): GraphTransport {
  const { patience, clock = systemClock, wait = setTimeout } = options;
  return async (request) => {
    for (let repetition = 0; ; repetition += 1) {
      const response = await call(options, request);
      if (response.ok) return await bodyOf(response);
      const waitMs = readRetryAfter(response.headers.get('retry-after'), clock());
      const next = waitMs ?? DEFAULT_WAIT_MS * 2 ** repetition;
      const mayRepeat = THROTTLED.has(response.status) && repetition < patience.repetitions;
      if (!mayRepeat || next > patience.longestWaitMs) throw await refusalOf(response, request, waitMs);
      await response.body?.cancel();
      await wait(next);
    }
  };
}

async function call(options: TransportOptions, { method, path, body }: GraphRequest): Promise<Response> {
  const url = addressOf(path, options.graphUrl);
  const headers = { accept: 'application/json', authorization: `Bearer ${await options.token()}` };
  try {
    return await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs ?? 10_000),
      ...(body === undefined
        ? { headers }
        : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new GraphRefusal({ status: 0, cause });
  }
}

// A next page is named by the reply: the token goes nowhere but to Graph itself.
function addressOf(path: string, graphUrl: string): URL {
  const url = URL.canParse(path, graphUrl) ? new URL(path, graphUrl) : undefined;
  if (url?.origin === graphUrl) return url;
  throw new GraphRefusal({ status: 0, cause: new Error('an address outside Microsoft Graph') });
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await readJson(response, MAX_BYTES);
  } catch (cause) {
    throw new GraphRefusal({ status: 0, cause });
  }
}

async function refusalOf(response: Response, { needs }: GraphRequest, waitMs?: number): Promise<ServiceError> {
  const retryAfter = waitMs === undefined ? undefined : Math.ceil(waitMs / 1000);
  return new GraphRefusal({ status: response.status, graphCode: await graphCodeOf(response), needs, retryAfter });
}

// The message of an error may name people and groups; its code does not.
async function graphCodeOf(response: Response): Promise<string | undefined> {
  const body = await readJson(response, MAX_BYTES).catch(() => undefined);
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[\w.-]{1,64}$/.test(error.code) ? error.code : undefined;
}
