/**
 * One family of errors for the whole service. Each has a stable code, a public text that any caller may read, and an
 * optional private detail for the log. Three writers render them: the SOAP fault (`enrollment/`), the HTTP text of the
 * sync (`functions/`), and problem+json (`functions/management/`).
 */

/** What an error means for the caller; each writer maps these to its own status codes. */
export type ErrorKind =
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  | 'precondition'
  | 'too-large'
  | 'unsupported-media'
  | 'refused-document'
  | 'maintenance'
  | 'unavailable'
  | 'internal';

/** Additional facts of an error. None of them may carry a token, a claim other than the tenant id, a name or a policy value. */
export interface ErrorDetails {
  /** For the log only. */
  readonly detail?: string;
  readonly cause?: unknown;
  /** Tenant of the caller, where a verified signature vouches for it. */
  readonly tenantId?: string;
  /** Seconds after which a repetition makes sense, for `unavailable` and `maintenance`. */
  readonly retryAfter?: number;
}

/** An error with a stable code and a text that may be shown to the caller. */
export class ServiceError extends Error {
  override readonly name: string = 'ServiceError';
  readonly kind: ErrorKind;
  /** Stable, e.g. `token.expired`; documented, and what logs and audit carry. */
  readonly code: string;
  readonly detail: string | undefined;
  readonly tenantId: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(kind: ErrorKind, code: string, publicText: string, details: ErrorDetails = {}) {
    super(publicText, details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = kind;
    this.code = code;
    this.detail = details.detail;
    this.tenantId = details.tenantId;
    this.retryAfter = details.retryAfter;
  }
}

/** Any thrown value as a `ServiceError`; what is not one already becomes `internal` with the original as its cause. */
export function toServiceError(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  // The message of a foreign error may quote what it was handed: a document, a header.
  const detail = thrown instanceof Error ? thrown.name : 'a value was thrown that is no Error';
  return new ServiceError('internal', 'internal', 'The service made an error. Try again later.', {
    cause: thrown,
    detail,
  });
}
