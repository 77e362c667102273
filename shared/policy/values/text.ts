import type { z } from 'zod';
import { forbiddenCharacter } from '../../xml/characters';
import { judged } from './judged';

const control = /\p{Cc}/u;

/** What keeps a text from being one line that XML can carry, 1 to `longest` UTF-16 units long. */
export function judgeText(text: string, longest: number) {
  if (text === '') return { message: 'is empty' };
  if (text.length > longest) return { message: `has more than ${longest} characters` };
  if (control.test(text)) return { message: 'contains control characters' };
  if (forbiddenCharacter.test(text)) return { message: 'contains a character that XML cannot carry' };
  return undefined;
}

/** Text of 1 to `longest` UTF-16 units without control characters. */
export function plainText(longest = 256): z.ZodString {
  return judged({
    rule: 'DOC-3',
    allowed: `1 to ${longest} characters, no control characters`,
    advice: `write a text of at most ${longest} characters in one line`,
    judge: (text) => judgeText(text, longest),
  });
}
