import type { PolicyDocument } from '../document';
import { type Remark, type Rule, remarksOn } from './remark';

const lockPath = ['signIn', 'deviceLock'];
const pinPath = ['signIn', 'windowsHello', 'pin'];

const lockOf = ({ signIn }: PolicyDocument) => signIn?.deviceLock ?? undefined;
const pinOf = ({ signIn }: PolicyDocument) => signIn?.windowsHello?.pin ?? undefined;

/** LOCK-3: without a password there is nothing that the other members could demand of it. */
const freeLockHasNoChildren: Rule = (document) => {
  const { passwordRequired, ...children } = lockOf(document) ?? { passwordRequired: true };
  if (passwordRequired) return [];
  const given = Object.entries(children).filter(([, value]) => value != null);
  const message = 'is not given while passwordRequired is false';
  return given.map(([name]) =>
    remarksOn(document).refuse([...lockPath, name], {
      rule: 'LOCK-3',
      message,
      suggestion: 'remove it, or require a password',
    }),
  );
};

/** LOCK-4 and LOCK-6: what complexity needs, and whom it hurts. */
const complexityFits: Rule = (document) => {
  const lock = lockOf(document);
  if (lock?.complexity == null || lock.complexity < 2) return [];
  const { refuse, warn } = remarksOn(document);
  const path = [...lockPath, 'complexity'];
  const remarks: Remark[] = [];
  if (lock.type !== 'alphanumeric') {
    const message = 'above 1 needs type alphanumeric';
    remarks.push(refuse(path, { rule: 'LOCK-4', message, suggestion: 'write `"type": "alphanumeric"`' }));
  }
  if (lock.complexity > 2) {
    remarks.push(
      warn(path, { rule: 'LOCK-6', message: 'users with a Microsoft account cannot comply with 3', allowed: '1, 2' }),
    );
  }
  return remarks;
};

/** LOCK-7: the limit acts through BitLocker alone. */
const attemptsNeedBitLocker: Rule = (document) => {
  if ((lockOf(document)?.maxFailedAttempts ?? 0) === 0) return [];
  const message = 'has no effect on PCs without BitLocker, which this service cannot switch on';
  return [remarksOn(document).warn([...lockPath, 'maxFailedAttempts'], { rule: 'LOCK-7', message })];
};

/** PIN-1: Windows answers a pair that is not ascending with 4 and 127. */
const pinLengthsAscend: Rule = (document) => {
  const pin = pinOf(document);
  const shortest = pin?.minLength ?? 4;
  const longest = pin?.maxLength ?? 127;
  if (shortest < longest) return [];
  const path = [...pinPath, pin?.minLength == null ? 'maxLength' : 'minLength'];
  const message = 'minLength is not below maxLength, and Windows would fall back to 4 and 127';
  const allowed = pin?.minLength == null ? 'above 4' : `below ${longest}`;
  return [remarksOn(document).refuse(path, { rule: 'PIN-1', message, allowed })];
};

/** PIN-2 and PIN-3: something has to be left, and letters count once something is required. */
const pinClassesLeaveSomething: Rule = (document) => {
  const { digits, uppercase, lowercase, special } = pinOf(document) ?? {};
  const classes = [digits, uppercase, lowercase, special];
  const { refuse, warn } = remarksOn(document);
  if (classes.every((choice) => choice === 'forbid')) {
    return [refuse(pinPath, { rule: 'PIN-2', message: 'every class of characters is forbidden' })];
  }
  const allowsMore = [uppercase, lowercase, special].includes('allow');
  if (!allowsMore || classes.includes('require')) return [];
  const message = 'letters and marks stay forbidden until a class is required';
  return [warn(pinPath, { rule: 'PIN-3', message, suggestion: 'write `"digits": "require"`' })];
};

/** PIN-5: two lengths for one PIN. */
const lengthsAgree: Rule = (document) => {
  const shortest = pinOf(document)?.minLength;
  const lock = lockOf(document)?.minLength;
  if (shortest == null || lock == null || shortest === lock) return [];
  const message = `PINs follow windowsHello.pin.minLength (${shortest}), not this length`;
  return [remarksOn(document).warn([...lockPath, 'minLength'], { rule: 'PIN-5', message })];
};

/** Rules LOCK-3 to LOCK-7 and PIN-1 to PIN-5, as far as a document can break them. */
export const signInRules: readonly Rule[] = [
  freeLockHasNoChildren,
  complexityFits,
  attemptsNeedBitLocker,
  pinLengthsAscend,
  pinClassesLeaveSomething,
  lengthsAgree,
];
