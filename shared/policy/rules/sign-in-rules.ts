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
      allowed: 'nothing while passwordRequired is false',
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
    const allowed = '1, unless type is alphanumeric';
    const suggestion = 'write `"type": "alphanumeric"`';
    remarks.push(refuse(path, { rule: 'LOCK-4', message, allowed, suggestion }));
  }
  if (lock.complexity > 2) {
    const message = 'users with a Microsoft account cannot comply with 3';
    remarks.push(warn(path, { rule: 'LOCK-6', message, allowed: '1, 2', suggestion: 'write `2`' }));
  }
  return remarks;
};

/** LOCK-7: the limit acts through BitLocker alone. */
const attemptsNeedBitLocker: Rule = (document) => {
  if ((lockOf(document)?.maxFailedAttempts ?? 0) === 0) return [];
  const message = 'has no effect on PCs without BitLocker, which this service cannot switch on';
  const allowed = '0, or a limit for PCs that have BitLocker anyway';
  const suggestion = 'leave it out unless the PCs have BitLocker';
  const path = [...lockPath, 'maxFailedAttempts'];
  return [remarksOn(document).warn(path, { rule: 'LOCK-7', message, allowed, suggestion })];
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
  const suggestion = 'leave `minLength` below `maxLength`, e.g. 6 and 127';
  return [remarksOn(document).refuse(path, { rule: 'PIN-1', message, allowed, suggestion })];
};

/** PIN-2 and PIN-3: something has to be left, and letters count once something is required. */
const pinClassesLeaveSomething: Rule = (document) => {
  const { digits, uppercase, lowercase, special } = pinOf(document) ?? {};
  const classes = [digits, uppercase, lowercase, special];
  const { refuse, warn } = remarksOn(document);
  if (classes.every((choice) => choice === 'forbid')) {
    const message = 'every class of characters is forbidden';
    const allowed = 'at least one class that is not forbid';
    return [refuse(pinPath, { rule: 'PIN-2', message, allowed, suggestion: 'write `"digits": "require"`' })];
  }
  if (classes.includes('require')) return [];
  const message = 'letters and marks stay forbidden until a class is required';
  if (digits === 'forbid') {
    const allowed = 'a class that is require, where digits are forbid';
    const wording = { rule: 'PIN-3', message: `${message}: without digits no PIN is left`, allowed };
    return [warn(pinPath, { ...wording, suggestion: 'write `"lowercase": "require"`' })];
  }
  if (![uppercase, lowercase, special].includes('allow')) return [];
  const allowed = 'allow beside a class that is require';
  return [warn(pinPath, { rule: 'PIN-3', message, allowed, suggestion: 'write `"digits": "require"`' })];
};

/** PIN-5: two lengths for one PIN. */
const lengthsAgree: Rule = (document) => {
  const shortest = pinOf(document)?.minLength;
  const lock = lockOf(document)?.minLength;
  if (shortest == null || lock == null || shortest === lock) return [];
  const message = `PINs follow windowsHello.pin.minLength (${shortest}), not this length`;
  const suggestion = `write \`${shortest}\` in both places`;
  const wording = { rule: 'PIN-5', message, allowed: `${shortest}, as for the PIN`, suggestion };
  return [remarksOn(document).warn([...lockPath, 'minLength'], wording)];
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
