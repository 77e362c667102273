import { type ErrorKind, ServiceError } from '../errors';
import type { TenantId } from '../ids';
import type { ReturnAddress, TermsError } from './redirect';

/**
 * An error after the tenant was known. Windows hears of it by a redirect to `returnTo`; without one the browser must not
 * be sent anywhere.
 */
export class TermsRefusal extends ServiceError {
  override readonly name = 'TermsRefusal';
  readonly returnTo: ReturnAddress | undefined;

  constructor(error: ServiceError, context: { tenantId: TenantId; returnTo?: ReturnAddress }) {
    super(error.kind, error.code, error.message, {
      cause: error.cause,
      tenantId: context.tenantId,
      ...(error.detail === undefined ? {} : { detail: error.detail }),
    });
    this.returnTo = context.returnTo;
  }
}

const errorByKind: Readonly<Record<ErrorKind, TermsError>> = {
  unauthenticated: 'invalid-token',
  forbidden: 'unauthorized-user-or-tenant',
  'not-found': 'invalid-request',
  invalid: 'invalid-request',
  conflict: 'access-denied',
  precondition: 'server-error',
  'too-large': 'invalid-request',
  'unsupported-media': 'invalid-request',
  'refused-document': 'invalid-request',
  maintenance: 'server-error',
  unavailable: 'server-error',
  internal: 'server-error',
};

/** The words of the protocol for an error of ours (protocol.md 3). */
export function termsErrorOf(error: ServiceError): TermsError {
  return error.code === 'terms.api-version' ? 'unsupported-version' : errorByKind[error.kind];
}
