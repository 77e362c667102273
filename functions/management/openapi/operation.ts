import type { z } from 'zod';
import type { Role } from '../../../shared/identity/principal';
import type { ProblemCode } from './problems';
import type { Tag } from './tags';

/*
 * How to describe a route: add one Operation a method to the file of its noun in `operations/`, and a new noun to
 * `operations.ts` and `tags.ts`. `body` and `query` take the very schema with which the handler parses (export it from the
 * handler's file), `replies` a strict schema of what is answered, kept in `views/`. Refusals that follow from the rest come
 * by themselves (`refusals-of.ts`), the others by naming their codes, which `problems.ts` explains. Give one example a way
 * of calling it, in the terms of `samples.ts`; what must have happened before is said in
 * `test/integration/openapi/sample-state.ts`. Its reply is recorded from the running service, then
 * the page for people is written anew:
 *
 *     npm run build && npx vitest run test/integration/openapi --update
 *     npm run build && npx vitest run test/unit/openapi --update
 */

/** One method of one route of the management API, as its reader sees it. */
export interface Operation {
  /** Unique, e.g. `putTenant`: what generated clients call it. */
  readonly id: string;
  readonly method: Method;
  /** Below `/api/v1`, with `{parameters}` of `path-parameters.ts`, e.g. `/terms/{locale}`. */
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** One of them is needed; `undefined`: nobody is asked who they are. */
  readonly roles: readonly Role[] | undefined;
  readonly query?: z.ZodObject;
  /** It honors `If-Match`, and `If-None-Match: *` of one who wants to create. */
  readonly isConditional?: true;
  readonly idempotencyKey?: 'optional' | 'required';
  readonly body?: RequestBody;
  /** By status. */
  readonly replies: Readonly<Record<number, ReplyDescription>>;
  /** Codes of what may keep it from happening, beyond what follows from the other members. */
  readonly refusals?: readonly ProblemCode[];
  /** By name; at least one. */
  readonly examples: Readonly<Record<string, Example>>;
}

/** Methods of the management API. */
export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

/** What is sent, as JSON. */
export interface RequestBody {
  /** With which the handler parses; named in `components.ts`, or after the operation. */
  readonly schema: z.ZodType;
  readonly isOptional?: true;
}

/** What is answered. */
export interface ReplyDescription {
  readonly description: string;
  /** Of the JSON; absent: the reply has no body. */
  readonly schema?: z.ZodType;
  /** What stands in the reply's headers, beside those of every reply. */
  readonly headers?: readonly ReplyHeader[];
  /** Media types of text beside JSON, e.g. `application/x-ndjson`. */
  readonly texts?: readonly string[];
}

/** Headers that some replies have. */
export type ReplyHeader = 'etag' | 'link';

/** One call that works as it stands, once the service holds what it names. */
export interface Example {
  readonly summary: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** What it is answered with. */
  readonly status: number;
  /** The reply is too long to be shown; it is checked, not recorded. */
  readonly isLong?: true;
}
