import { Buffer } from 'node:buffer';
import { MAXIMUM_VALUE_BYTES } from '../../csp/check-command';
import { forbiddenCharacter } from '../../xml/characters';
import { readXml } from '../../xml/read-xml';
import { judged } from './judged';

function isElement(text: string): boolean {
  // As bytes, half a character would become another one, and be well-formed.
  if (forbiddenCharacter.test(text) || !text.startsWith('<') || text.startsWith('<?')) return false;
  try {
    readXml(Buffer.from(text), { maxBytes: MAXIMUM_VALUE_BYTES });
    return true;
  } catch {
    return false;
  }
}

/** One XML element as text. */
export const xmlText = judged({
  rule: 'DOC-3',
  allowed: 'one well-formed XML element without a declaration, up to 100 KB as it travels',
  advice: 'paste the element alone, from its first `<` to its last `>`',
  judge: (text) => {
    if (Buffer.byteLength(text) > MAXIMUM_VALUE_BYTES)
      return { rule: 'SIZE-1', message: 'is larger than 100 KB', suggestion: 'shorten the document' };
    return isElement(text.trim()) ? undefined : { message: 'is not such an element' };
  },
});
