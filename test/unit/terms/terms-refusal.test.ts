import { describe, expect, it } from 'vitest';
import { type ErrorKind, ServiceError } from '../../../shared/errors';
import type { TermsError } from '../../../shared/terms/redirect';
import { TermsRefusal, termsErrorOf } from '../../../shared/terms/terms-refusal';
import { tenantId } from './showing';

describe('termsErrorOf', () => {
  it.each<[ErrorKind, string, TermsError]>([
    ['invalid', 'terms.api-version', 'unsupported-version'],
    ['invalid', 'terms.parameter-twice', 'invalid-request'],
    ['unauthenticated', 'token.expired', 'invalid-token'],
    ['forbidden', 'tenant.unknown', 'unauthorized-user-or-tenant'],
    ['conflict', 'terms.page-expired', 'access-denied'],
    ['unavailable', 'storage.unavailable', 'server-error'],
    ['precondition', 'storage.changed', 'server-error'],
    ['internal', 'internal', 'server-error'],
  ])('tells %s / %s as %s', (kind, code, expected) => {
    expect(termsErrorOf(new ServiceError(kind, code, 'x'))).toBe(expected);
  });
});

describe('TermsRefusal', () => {
  it('keeps what the log wants to know of the error, and adds the tenant', () => {
    const cause = new Error('x');
    const refusal = new TermsRefusal(new ServiceError('internal', 'internal', 'text', { cause, detail: 'why' }), {
      tenantId,
    });
    expect(refusal).toMatchObject({ kind: 'internal', code: 'internal', message: 'text', detail: 'why', cause });
    expect(refusal.tenantId).toBe(tenantId);
  });
});
