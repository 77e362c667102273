import { forbiddenCharacter } from '../../xml/characters';
import { judged, type TextKind } from './judged';
import { isUnseen } from './unseen';

const longest = 1024;

/** A kind of text that a pattern decides about. */
interface Shape extends Omit<TextKind, 'judge'> {
  /** Takes linear time. */
  readonly pattern: RegExp;
  readonly length?: number;
}

/** A member of a document that holds one kind of text: not blanks alone, and nothing that XML cannot carry. */
export function shaped({ pattern, length = longest, ...kind }: Shape) {
  const judge: TextKind['judge'] = (text) => {
    if (text.length > length || !pattern.test(text)) return { message: 'has not the form that is needed' };
    if (isUnseen(text)) return { message: 'consists of blanks' };
    return forbiddenCharacter.test(text) ? { message: 'contains a character that XML cannot carry' } : undefined;
  };
  return judged({ ...kind, judge });
}
