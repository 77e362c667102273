import type { ErrorKind, ServiceError } from '../../shared/errors';
import type { Call, Reply } from '../http';
import { QuotaReached } from './quota-reached';
import { RefusedDocument } from './refused-document';

/** HTTP status of each kind of error. */
export const PROBLEM_STATUS: Readonly<Record<ErrorKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  invalid: 400,
  conflict: 409,
  precondition: 412,
  'too-large': 413,
  'unsupported-media': 415,
  'refused-document': 422,
  maintenance: 503,
  unavailable: 503,
  internal: 500,
};

/** The error as problem+json (RFC 9457): `code` is stable, `detail` may be shown, `correlationId` finds the log line. */
export function problem(error: ServiceError, call: Call): Reply {
  const status = PROBLEM_STATUS[error.kind];
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  if (error.retryAfter !== undefined) headers['retry-after'] = String(error.retryAfter);
  const body = { type: 'about:blank', title: error.code, status, detail: error.message, code: error.code };
  const members = error instanceof RefusedDocument || error instanceof QuotaReached ? error.members : {};
  return { status, headers, body: JSON.stringify({ ...body, correlationId: call.correlationId, ...members }) };
}
