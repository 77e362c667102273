import type { ZodType, z } from 'zod';
import { problemAnswer } from './answers';
import type { Connection } from './connection';
import { CliFailure, stopped } from './failure';
import { RefusedByService } from './refused-by-service';

/** One request to `/api/v1`. */
export interface ApiRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below `/api/v1/`, with query, e.g. `policies/pcs?dryRun=true`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer in the form that was expected. */
export interface ApiAnswer<T> {
  readonly body: T;
  readonly etag: string | undefined;
}

/** The management API: the only way into the service. */
export interface ApiClient {
  /** @throws RefusedByService where the service says no, CliFailure where it does not answer */
  send<Schema extends ZodType>(request: ApiRequest, schema: Schema): Promise<ApiAnswer<z.infer<Schema>>>;
}

const TIMEOUT_MS = 60_000;

/** A client of the service at the other end of a connection. Redirects are not followed: the token goes nowhere else. */
export function createApiClient(connection: Connection): ApiClient {
  return {
    async send(request, schema) {
      const reply = await call(connection, request);
      const body = parseJson(await reply.text());
      if (!reply.ok) throw refusalOf(reply, request, body);
      const parsed = schema.safeParse(body);
      if (!parsed.success) throw notUnderstood(reply.status);
      return { body: parsed.data, etag: reply.headers.get('etag') ?? undefined };
    },
  };
}

async function call(connection: Connection, { method, path, body, headers }: ApiRequest): Promise<Response> {
  const { origin, signal } = connection;
  const token = await connection.token();
  try {
    return await fetch(`${origin}/api/v1/${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      headers: { ...headers, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    if (signal.aborted) throw stopped('What was under way may have happened: look before you repeat it.');
    const wayOut = 'Look at the address in --service or MAM_SERVICE, and at the way there: proxy, VPN, firewall.';
    throw new CliFailure(2, `${origin} does not answer.`, wayOut, cause);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever expected JSON tells that there was none, together with the status.
    return undefined;
  }
}

function refusalOf({ status, headers }: Response, { path }: ApiRequest, body: unknown): CliFailure {
  const problem = problemAnswer.safeParse(body);
  if (!problem.success) return notUnderstood(status);
  const retryAfter = headers.get('retry-after') ?? undefined;
  return new RefusedByService(problem.data, { status, path, retryAfter });
}

function notUnderstood(status: number): CliFailure {
  const wayOut = 'Look whether the address is that of the service itself, and whether this is its version of mam.';
  return new CliFailure(2, `The answer (status ${status}) is not one of the management API.`, wayOut);
}
