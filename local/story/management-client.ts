import type { ZodType, z } from 'zod';
import { ExplainedFailure } from '../explained-failure';
import type { Traffic } from './traffic';

/** The management API as the story uses it. Paths are relative to `/api/v1`. */
export interface ManagementClient {
  /** @throws ExplainedFailure */
  get<Schema extends ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>>;
  /** @throws ExplainedFailure */
  put<Schema extends ZodType>(path: string, body: unknown, schema: Schema): Promise<z.infer<Schema>>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Makes a client that calls with this access token. */
export function createManagementClient(origin: string, token: string, traffic: Traffic): ManagementClient {
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const url = `${origin}/api/v1/${path}`;
    const requestBody = body === undefined ? '' : JSON.stringify(body);
    const reply = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: requestBody }),
    });
    const replyBody = await reply.text();
    traffic.record({ method, url, requestBody, status: reply.status, replyBody });
    return { status: reply.status, body: parse(replyBody) };
  };
  return {
    get: async (path, schema) => read(`GET /api/v1/${path}`, await call('GET', path), schema),
    put: async (path, body, schema) => read(`PUT /api/v1/${path}`, await call('PUT', path, body), schema),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is told by `read`, together with the status.
    return undefined;
  }
}

function read<Schema extends ZodType>(what: string, answer: Answer, schema: Schema): z.infer<Schema> {
  const parsed = answer.status < 300 ? schema.safeParse(answer.body) : undefined;
  if (parsed?.success) return parsed.data;
  const reason = isProblem(answer.body) ? `: ${answer.body.detail}` : '';
  throw new ExplainedFailure(
    `The management API answered ${what} with ${answer.status}${reason}`,
    'Start again with --verbose to see the whole reply; --fresh begins with empty tables.',
  );
}

function isProblem(body: unknown): body is { readonly detail: string } {
  return typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string';
}
