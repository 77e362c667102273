import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { readJson } from '../../../shared/graph/read-json';
import { readRetryAfter } from '../../../shared/graph/retry-after';
import type { Report } from '../report';

/** The management API refused. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  /** Stable code of the service, e.g. `role.missing`. */
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** A value with the ETag under which it may be changed. */
export interface Versioned<T> {
  readonly value: T;
  readonly etag: string | undefined;
}

/** The management API of the service as the administrator. Paths are relative to `/api/v1`. @throws ApiRefusal */
export interface ServiceApi {
  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<Versioned<z.output<Schema>>>;
  /** A change; with `--dry-run` told only. `headers` may carry If-Match or Idempotency-Key. */
  send(
    method: 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<void>;
}

/** What the API is called with. */
export interface ApiOptions {
  readonly publicUrl: string;
  readonly token: () => Promise<string>;
  readonly report: Report;
  readonly dryRun: boolean;
  readonly wait?: (ms: number) => Promise<unknown>;
}

const MAX_BYTES = 4 * 1024 * 1024;
const REPETITIONS = 4;
const LONGEST_WAIT_MS = 60_000;

const problem = z.object({ code: z.string(), detail: z.string() });

/** A client of the management API: bounded time and size, no redirects, patient while the service asks for patience. */
export function createServiceApi(options: ApiOptions): ServiceApi {
  return {
    async get(path, schema) {
      options.report.call(`GET /api/v1/${path}`);
      const response = await call(options, path, { method: 'GET' });
      const value = schema.parse(await readJson(response, MAX_BYTES));
      return { value, etag: response.headers.get('etag') ?? undefined };
    },
    async send(method, path, body, headers = {}) {
      const json = body === undefined ? '' : JSON.stringify(body);
      options.report.call(`${method} /api/v1/${path}${options.dryRun ? ` ${json}` : ''}`);
      if (options.dryRun) return;
      const content: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      const init = { method, headers: { ...content, ...headers }, ...(body === undefined ? {} : { body: json }) };
      const response = await call(options, path, init);
      await response.body?.cancel();
    },
  };
}

type Init = { method: string; headers?: Record<string, string>; body?: string };

async function call({ publicUrl, token, wait = setTimeout }: ApiOptions, path: string, init: Init): Promise<Response> {
  for (let repetition = 0; ; repetition += 1) {
    const response = await fetch(`${publicUrl}/api/v1/${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${await token()}` },
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
    if (response.ok) return response;
    const waitMs = readRetryAfter(response.headers.get('retry-after'), new Date()) ?? 1000 * 2 ** repetition;
    const mayRepeat = [429, 503].includes(response.status) && repetition < REPETITIONS && waitMs <= LONGEST_WAIT_MS;
    if (!mayRepeat) throw await refusalOf(response);
    await response.body?.cancel();
    await wait(waitMs);
  }
}

async function refusalOf(response: Response): Promise<ApiRefusal> {
  const body = problem.safeParse(await readJson(response, MAX_BYTES).catch(() => undefined));
  const { code, detail } = body.success ? body.data : { code: 'unknown', detail: 'The service gave no reason.' };
  return new ApiRefusal(response.status, code, detail);
}
