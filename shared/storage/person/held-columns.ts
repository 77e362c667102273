/**
 * Which columns of which rows are handed out to the person that they are about: all that say something about the person,
 * the PC, or what the tenant did there. What only keeps the service going is left out, the addresses of a sync among it.
 * Columns are named as in `docs/privacy.md`, with which a test compares them.
 */
export const HELD_COLUMNS = {
  'people terms': [
    'version',
    'locale',
    'redirectUri',
    'clientRequestId',
    'shownAt',
    'decision',
    'decidedAt',
    'boundTo',
  ],
  'people device': ['at'],
  'people visit': ['browser', 'begunAt', 'stage', 'userId', 'isAdministrator', 'displayName', 'hadConsent'],
  'devices enrollment': [
    'userId',
    'userName',
    'omaDeviceId',
    'deviceName',
    'deviceType',
    'osVersion',
    'osEdition',
    'applicationVersion',
    'locale',
    'enrolledAt',
    'endedAt',
    'endedBy',
  ],
  'devices state': [
    'settledAt',
    'handoffUrl',
    'withoutWipSince',
    'identity',
    'assignedPolicy',
    'assignedAt',
    'inquiries',
    'compliance',
    'policyName',
    'policyRevision',
    'data',
  ],
  'devices session': ['workUserPresent', 'at', 'policyName', 'policyRevision'],
  'devices action': ['id', 'request', 'status', 'requestedBy', 'requestedAt', 'changedAt', 'reason'],
  'devices chunk': ['data'],
  'devices directory': ['isManaged', 'isCompliant', 'writtenAt', 'triedManaged', 'triedCompliant'],
  'roster device': [
    'userId',
    'status',
    'deviceName',
    'userName',
    'osVersion',
    'enrolledAt',
    'failedSettings',
    'wip',
    'openActions',
    'complianceState',
    'complianceSince',
    'complianceUntil',
    'seenAt',
    'lostSince',
    'policyName',
    'policyRevision',
  ],
  'due entry': ['at', 'kind', 'subject'],
  'tenants policy': ['author', 'savedAt'],
  'audit month': ['at', 'action', 'outcome', 'code', 'actor', 'deviceId', 'facts'],
  'audit proof': ['action', 'deviceId', 'userId', 'requestedBy', 'requestedAt', 'revokedAt', 'confirmedAt'],
  'wiplogs record': ['userId', 'until', 'event'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A kind of row that may be about a person: table and kind. */
export type HeldKind = keyof typeof HELD_COLUMNS;

/** Every {@link HeldKind}. */
export const HELD_KINDS: ReadonlySet<string> = new Set(Object.keys(HELD_COLUMNS));

/** Columns that hold the id of a person, who may be another one than the row is about. */
export const PERSON_COLUMNS: ReadonlySet<string> = new Set(['userId', 'requestedBy', 'author', 'actor']);

/** Members of the facts of an audit row that hold the id of a person; the target of a request may be a group as well. */
export const PERSON_FACTS: ReadonlySet<string> = new Set(['displacedUser', 'target', 'person']);

/** Members of those facts that are part of the address of a sync, perhaps of somebody else's. */
export const ADDRESS_FACTS: ReadonlySet<string> = new Set(['generation', 'replaces']);
