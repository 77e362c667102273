import type { GraphPolicy } from './graph-policy';
import type { NotCarried } from './not-carried';
import { defined, type Json, negated, positive } from './read-graph-values';

/** The mirror image of the numbers on the device, as names and as numbers. */
const characterClasses = {
  notAllow: 'forbid',
  requireAtLeastOne: 'require',
  allow: 'allow',
  0: 'forbid',
  1: 'require',
  2: 'allow',
} as const;

const choice = (value: keyof typeof characterClasses | null | undefined) =>
  value == null ? undefined : characterClasses[value];

/** Members that mean nothing to a document that does not say whether there is Windows Hello. */
const pinMembers = [
  'pinMinimumLength',
  'pinUppercaseLetters',
  'pinLowercaseLetters',
  'pinSpecialCharacters',
  'pinExpirationDays',
  'numberOfPastPinsRemembered',
] as const satisfies readonly (keyof GraphPolicy)[];

function readWindowsHello(policy: GraphPolicy): Json | undefined {
  const enabled = negated(policy.windowsHelloForBusinessBlocked);
  if (enabled === undefined) return undefined;
  const pin = defined({
    minLength: positive(policy.pinMinimumLength),
    uppercase: choice(policy.pinUppercaseLetters),
    lowercase: choice(policy.pinLowercaseLetters),
    special: choice(policy.pinSpecialCharacters),
    expiresAfterDays: policy.pinExpirationDays,
    remembered: policy.numberOfPastPinsRemembered,
  });
  return defined({ enabled, pin });
}

/** How people sign in. A limit needs a password, which the console takes for granted. */
export function readSignIn(policy: GraphPolicy): Json | undefined {
  const lock = defined({
    maxFailedAttempts: positive(policy.passwordMaximumAttemptCount),
    lockAfterMinutes: positive(policy.minutesOfInactivityBeforeDeviceLock),
  });
  return defined({
    windowsHello: readWindowsHello(policy),
    deviceLock: lock && { passwordRequired: true, ...lock },
  });
}

/** Rules for a PIN that have no place because the switch above them is missing. */
export function lostPinRules(policy: GraphPolicy): NotCarried[] {
  if (policy.windowsHelloForBusinessBlocked != null) return [];
  const why =
    'needs windowsHelloForBusinessBlocked, which is missing; write `signIn.windowsHello` with `enabled` and `pin`';
  return pinMembers.filter((name) => policy[name] != null).map((what) => ({ what, why }));
}
