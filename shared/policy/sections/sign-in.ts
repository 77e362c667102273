import { z } from 'zod';
import { numberBetween, zeroOr } from '../values/number';
import { optional, required } from './member';

const characterClass = z.enum(['allow', 'require', 'forbid']);

const pin = z.strictObject({
  minLength: optional(numberBetween(4, 127), 'Shortest PIN; 4 when absent. Below maxLength.'),
  maxLength: optional(numberBetween(4, 127), 'Longest PIN; 127 when absent. Above minLength.'),
  digits: optional(characterClass, 'Digits in the PIN.'),
  uppercase: optional(characterClass, 'Upper-case letters in the PIN.'),
  lowercase: optional(characterClass, 'Lower-case letters in the PIN.'),
  special: optional(characterClass, 'Marks in the PIN.'),
  expiresAfterDays: optional(numberBetween(0, 730), 'Days until the PIN must be changed; 0 never.'),
  remembered: optional(numberBetween(0, 50), 'Earlier PINs that are refused, the current one included.'),
});

const windowsHello = z.strictObject({
  enabled: required(z.boolean(), 'Windows Hello for Business is set up for the work account.'),
  requireTpm: optional(z.boolean(), 'Only with a TPM.'),
  pinRecovery: optional(z.boolean(), 'A forgotten PIN can be reset through the recovery service.'),
  pin: optional(pin, 'What a PIN must look like. A PC has one PIN: its owner feels this too.'),
});

const deviceLock = z.strictObject({
  passwordRequired: required(z.boolean(), 'The PC needs a password. With false no other member is given.'),
  allowSimple: optional(z.boolean(), 'Values such as 1111 and picture passwords are fine.'),
  type: optional(z.enum(['alphanumeric', 'numeric', 'any']), 'alphanumeric is the strictest.'),
  minLength: optional(numberBetween(4, 16), 'Shortest password.'),
  complexity: optional(
    numberBetween(1, 3),
    'Character classes; above 1 needs type alphanumeric, 3 troubles Microsoft accounts.',
  ),
  expiresAfterDays: optional(numberBetween(0, 730), 'Days until the password must be changed; 0 never.'),
  remembered: optional(numberBetween(0, 50), 'Earlier passwords that are refused.'),
  maxFailedAttempts: optional(
    zeroOr(4, 16, 'LOCK-5'),
    'Wrong passwords before the PC restarts into BitLocker recovery; 0 never.',
  ),
  lockAfterMinutes: optional(numberBetween(0, 999), 'Minutes without use before the PC locks; 0 never.'),
});

const lockScreen = z.strictObject({
  allowCamera: optional(z.boolean(), 'The camera may be used on the lock screen.'),
  allowSlideShow: optional(z.boolean(), 'The lock screen may show pictures.'),
});

/** How people sign in to the PC. */
export const signIn = z.strictObject({
  windowsHello: optional(windowsHello, 'Windows Hello for Business and its PIN.'),
  deviceLock: optional(deviceLock, 'Password and lock of the PC.'),
  lockScreen: optional(lockScreen, 'What the lock screen shows; independent of deviceLock.'),
});

/** See {@link signIn}. */
export type SignIn = z.infer<typeof signIn>;

/** Windows Hello for Business. */
export type WindowsHello = z.infer<typeof windowsHello>;

/** Rules for a PIN. */
export type Pin = z.infer<typeof pin>;

/** Password and lock of the PC. */
export type DeviceLock = z.infer<typeof deviceLock>;

/** What the lock screen shows. */
export type LockScreen = z.infer<typeof lockScreen>;
