import { forbiddenCharacter } from './characters';

const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
]);

/**
 * Escapes a text for element content and for attribute values in either kind of quotes, so that a reader gets back the
 * very same characters; tabs and line ends are written as references because readers change them otherwise.
 * @throws TypeError when the text has a character that XML 1.0 cannot carry: the caller has to check its values first
 */
export function escapeXml(text: string): string {
  if (forbiddenCharacter.test(text)) throw new TypeError('the text has a character that XML cannot carry');
  return text.replace(/[&<>"'\t\n\r]/g, (character) => ESCAPES.get(character) ?? character);
}
