import type { ErrorKind } from '../../../shared/errors';

type Problem = readonly [kind: ErrorKind, meaning: string];

/** Refusals by their stable code: what kind each is, from which the status follows, and what it means. */
export const PROBLEMS = {
  'token.missing': [
    'unauthenticated',
    'no bearer token, or one that is not accepted; further codes of this kind begin with `token.`',
  ],
  'token.scope': ['forbidden', 'the token has not the scope `Mam.Manage`'],
  'token.role': ['forbidden', 'the token has no role of this service'],
  'role.missing': ['forbidden', 'the token has none of the roles that are needed'],
  'tenant.unknown': ['forbidden', 'the organization is not onboarded'],
  'tenant.suspended': ['forbidden', 'the operator suspended the organization: it can be read, not changed'],
  'tenant.offboarding': ['forbidden', 'the organization is leaving: it can be read, not changed'],
  'body.not-json': ['invalid', 'the body is not JSON in UTF-8'],
  'body.too-large': ['too-large', 'the body is larger than 1 MB'],
  'document.refused': ['refused-document', '`errors` names each wrong member or parameter'],
  'etag.mismatch': ['precondition', 'it was changed meanwhile: read it again, then repeat the change'],
  'etag.exists': ['precondition', 'it is there already, and `If-None-Match: *` was sent'],
  'storage.changed': ['precondition', 'somebody else changed it at the same moment: repeat'],
  'terms.unknown': ['not-found', 'there are no terms in this language'],
  'terms.locale': ['invalid', 'the language is no BCP 47 tag'],
  'terms.version-taken': ['conflict', 'this version says something else already, and a version never changes'],
  'quota.terms': ['forbidden', 'the organization may not have more languages'],
  'storage.unavailable': ['unavailable', 'storage is throttled or down: repeat after `Retry-After` seconds'],
  internal: ['internal', 'the service made an error; `correlationId` finds the log line'],
} as const satisfies Readonly<Record<string, Problem>>;

/** See {@link PROBLEMS}. */
export type ProblemCode = keyof typeof PROBLEMS;
