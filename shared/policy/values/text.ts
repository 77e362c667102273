import type { z } from 'zod';
import { forbiddenCharacter } from '../../xml/characters';
import { judged } from './judged';
import { isUnseen } from './unseen';

const control = /\p{Cc}/u;

/** What keeps a text from being one line that XML can carry, 1 to `longest` UTF-16 units long. */
function judgeLine(text: string, longest: number) {
  if (text === '') return { message: 'is empty' };
  if (text.length > longest) return { message: `has more than ${longest} characters` };
  if (control.test(text)) return { message: 'contains control characters' };
  if (forbiddenCharacter.test(text)) return { message: 'contains a character that XML cannot carry' };
  return undefined;
}

/** As for a line, of a text that somebody reads: there is something to see in it. */
export function judgeText(text: string, longest: number) {
  const objection = judgeLine(text, longest);
  return objection === undefined && isUnseen(text) ? { message: 'consists of blanks' } : objection;
}

/** Text of 1 to `longest` UTF-16 units without control characters. */
export function plainText(longest = 256): z.ZodString {
  return judged({
    rule: 'DOC-3',
    allowed: `1 to ${longest} characters, no control characters, not blanks alone`,
    advice: `write a text of at most ${longest} characters in one line`,
    judge: (text) => judgeText(text, longest),
  });
}

/** A password as somebody chose it, which may be blanks. */
export const password = judged({
  rule: 'DOC-3',
  allowed: '1 to 256 characters, no control characters',
  advice: 'write a text of at most 256 characters in one line',
  judge: (text) => judgeLine(text, 256),
});
