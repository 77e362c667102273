import type { DocumentCase } from './document-case';

const documentOf = (signIn: unknown) => ({ schemaVersion: 1, name: 'x', signIn });
const withLock = (deviceLock: Record<string, unknown>) => ({ deviceLock: { passwordRequired: true, ...deviceLock } });
const withPin = (pin: Record<string, unknown>) => ({ windowsHello: { enabled: true, pin } });

const allForbidden = { digits: 'forbid', uppercase: 'forbid', lowercase: 'forbid', special: 'forbid' };

type Row = readonly [rule: string, why: string, signIn: unknown, member: string];

const caseOf = ([rule, why, signIn, member]: Row): DocumentCase => [rule, why, documentOf(signIn), `signIn.${member}`];

const refusals: readonly Row[] = [
  ['LOCK-2', 'password rules without their parent', { deviceLock: { minLength: 8 } }, 'deviceLock.passwordRequired'],
  [
    'LOCK-3',
    'password rules where none is required',
    withLock({ passwordRequired: false, minLength: 8 }),
    'deviceLock.minLength',
  ],
  [
    'LOCK-4',
    'complexity with a type that does not fit',
    withLock({ complexity: 2, type: 'any' }),
    'deviceLock.complexity',
  ],
  ['LOCK-4', 'complexity without a type', withLock({ complexity: 2 }), 'deviceLock.complexity'],
  ['LOCK-5', 'three attempts', withLock({ maxFailedAttempts: 3 }), 'deviceLock.maxFailedAttempts'],
  ['LOCK-5', 'seventeen attempts', withLock({ maxFailedAttempts: 17 }), 'deviceLock.maxFailedAttempts'],
  [
    'LOCK-6',
    'a complexity that is for phones',
    withLock({ complexity: 4, type: 'alphanumeric' }),
    'deviceLock.complexity',
  ],
  ['PIN-1', 'a PIN of fixed length', withPin({ minLength: 6, maxLength: 6 }), 'windowsHello.pin.minLength'],
  ['PIN-1', 'a longest PIN of the shortest length', withPin({ maxLength: 4 }), 'windowsHello.pin.maxLength'],
  ['PIN-1', 'a shortest PIN of the longest length', withPin({ minLength: 127 }), 'windowsHello.pin.minLength'],
  ['PIN-2', 'a PIN of nothing', withPin(allForbidden), 'windowsHello.pin'],
  ['DOC-2', 'Windows Hello neither on nor off', { windowsHello: {} }, 'windowsHello.enabled'],
  ['DOC-3', 'a PIN of three digits', withPin({ minLength: 3 }), 'windowsHello.pin.minLength'],
  ['DOC-3', 'half a day', withLock({ lockAfterMinutes: 1.5 }), 'deviceLock.lockAfterMinutes'],
];

const warnings: readonly Row[] = [
  ['LOCK-6', 'complexity 3', withLock({ complexity: 3, type: 'alphanumeric' }), 'deviceLock.complexity'],
  ['LOCK-7', 'a limit of attempts', withLock({ maxFailedAttempts: 10 }), 'deviceLock.maxFailedAttempts'],
  ['PIN-3', 'no digits, and nothing else', withPin({ digits: 'forbid' }), 'windowsHello.pin'],
  [
    'PIN-3',
    'no digits, and letters that stay forbidden',
    withPin({ digits: 'forbid', lowercase: 'allow' }),
    'windowsHello.pin',
  ],
  ['PIN-3', 'letters that stay forbidden', withPin({ uppercase: 'allow', digits: 'allow' }), 'windowsHello.pin'],
  [
    'PIN-5',
    'two lengths for one PIN',
    { ...withPin({ minLength: 6 }), ...withLock({ minLength: 8 }) },
    'deviceLock.minLength',
  ],
];

/** Documents that break a rule over the sign-in, and are refused. */
export const signInRefusals: readonly DocumentCase[] = refusals.map(caseOf);

/** Documents that are accepted with a warning over the sign-in. */
export const signInWarnings: readonly DocumentCase[] = warnings.map(caseOf);
