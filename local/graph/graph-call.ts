import type { DirectoryTenant } from '../directory/directory';
import type { StandInReply } from '../read-body';

/** A request to the stand-in for Graph whose token was found good. */
export interface GraphCall {
  readonly tenant: DirectoryTenant;
  /** Object id of the caller. */
  readonly callerId: string;
  /** What the route's pattern captured, decoded. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly origin: string;
}

/** One operation of Graph. */
export interface GraphRoute {
  readonly method: string;
  readonly path: RegExp;
  /** One of these is enough; `A+B` stands for both. */
  readonly permissions: readonly string[];
  readonly answer: (call: GraphCall) => StandInReply;
}

/** An object, or that there is none. */
export const found = (json: unknown): StandInReply =>
  json === undefined ? refused(404, 'Request_ResourceNotFound') : { status: 200, json };

/** Done, and nothing to say. */
export const DONE: StandInReply = { status: 204 };

/** A refusal with Graph's own code. */
export const refused = (status: number, code: string): StandInReply => ({
  status,
  json: { error: { code, message: `${code}: the stand-in explains nothing more.` } },
});

/** A text member of the body, or an empty text. */
export function textOf(body: GraphCall['body'], member: string): string {
  const value = body[member];
  return typeof value === 'string' ? value : '';
}
