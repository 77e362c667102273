import type { ErrorKind } from '../../../shared/errors';

type Problem = readonly [kind: ErrorKind, meaning: string];

/** Refusals by their stable code: what kind each is, from which the status follows, and what it means. */
export const PROBLEMS = {
  'token.missing': [
    'unauthenticated',
    'no token, or one that is not accepted; others of the kind begin with `token.` too',
  ],
  'token.scope': [
    'forbidden',
    'the token is genuine, but has not the scope `Mam.Manage`; others of the kind begin with `token.` too',
  ],
  'token.role': ['forbidden', 'the token has no role of this service'],
  'role.missing': ['forbidden', 'the token has none of the roles that are needed'],
  'tenant.unknown': ['forbidden', 'the organization is not onboarded'],
  'tenant.suspended': ['forbidden', 'the operator suspended the organization: it is read, not changed'],
  'tenant.offboarding': ['forbidden', 'the organization is leaving: it is read, not changed'],
  'tenant.id': ['invalid', 'a tenant id is a GUID'],
  'tenant.not-found': ['not-found', 'there is no tenant of this id'],
  'onboarding.listed': ['forbidden', 'here the operator creates tenants'],
  'body.not-json': ['invalid', 'the body is not JSON in UTF-8'],
  'body.too-large': ['too-large', 'the body is larger than 1 MB'],
  'document.refused': ['refused-document', '`errors` names each wrong member or parameter'],
  'etag.mismatch': ['precondition', 'it was changed meanwhile: read it again, then repeat the change'],
  'etag.exists': ['precondition', 'it is there already, and `If-None-Match: *` was sent'],
  'storage.changed': ['precondition', 'somebody else changed it at the same moment: repeat'],
  'policy.exists': ['precondition', 'there is a policy of this name, and `If-None-Match: *` was sent'],
  'policy.name': ['invalid', 'a name is lower-case letters, digits and inner hyphens'],
  'policy.name-reserved': ['invalid', '`validate` is the name of an operation'],
  'policy.revision': ['invalid', 'a revision is a whole number from 1'],
  'policy.unknown': ['not-found', 'there is no policy of this name'],
  'policy.revision-unknown': ['not-found', 'the policy has no such revision'],
  'policy.revision-current': ['conflict', 'it is the latest revision already'],
  'policy.revision-outdated': ['conflict', 'the revision has a form that is not read any more'],
  'policy.too-large': ['too-large', 'the document is too large to be kept'],
  'terms.locale': ['invalid', 'the language is no BCP 47 tag'],
  'terms.unknown': ['not-found', 'there are no terms in this language'],
  'terms.version-taken': ['conflict', 'this version says something else already, and a version never changes'],
  'page.continuation-invalid': ['invalid', 'the list did not give out this continuation'],
  'device.id': ['invalid', 'a device id is a GUID'],
  'device.unknown': ['not-found', 'the device never enrolled'],
  'device.unenrolled': ['conflict', 'the device has left'],
  'person.id': ['invalid', 'an object id is a GUID'],
  'person.self': ['forbidden', 'nobody takes the own name out of the audit trail'],
  'person.enrolled': ['conflict', 'a PC of the person is still enrolled: withdraw its work data first'],
  'person.enrolling': ['conflict', 'a PC of the person is enrolling: repeat it in ten minutes'],
  'person.directory': ['conflict', 'Entra has yet to be told that a PC of the person has left: repeat it in an hour'],
  'group.id': ['invalid', 'an object id is a GUID'],
  'group.unknown': ['not-found', 'the directory has no such group'],
  'graph.forbidden': ['forbidden', 'the directory may not be read: an administrator must consent'],
  'graph.unavailable': ['unavailable', 'Microsoft Graph cannot be reached'],
  'actions.key': ['invalid', 'an Idempotency-Key is 1 to 64 letters, digits and hyphens'],
  'actions.key-missing': ['invalid', 'the request needs an Idempotency-Key'],
  'actions.key-taken': ['conflict', 'the Idempotency-Key stands for another request already'],
  'actions.exit-open': ['conflict', 'another action already ends this enrollment'],
  'actions.too-many': ['conflict', 'too many actions wait for this device'],
  'actions.not-enrolled': ['conflict', 'the device enrolled anew at the same moment, or has left'],
  'actions.unknown': ['not-found', 'the device has no such action'],
  'actions.sent': ['conflict', 'the action went out, or is over'],
  'quota.policies': ['forbidden', 'the organization may not have more policies'],
  'quota.revisions': ['forbidden', 'the policy may not have more revisions'],
  'quota.policyBytes': ['forbidden', 'the document is larger than the organization may have'],
  'quota.terms': ['forbidden', 'the organization may not have more languages'],
  'quota.bulkPersons': ['forbidden', 'the group has more members than may be asked at once'],
  'storage.unavailable': ['unavailable', 'storage is throttled or down: repeat after `Retry-After` seconds'],
  internal: ['internal', 'the service made an error; `correlationId` finds the log line'],
} as const satisfies Readonly<Record<string, Problem>>;

/** See {@link PROBLEMS}. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Refusals of whatever changes an organization that is not active. */
export const NOT_ACTIVE = ['tenant.suspended', 'tenant.offboarding'] as const;
