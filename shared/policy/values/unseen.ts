/**
 * What nobody sees in a text, or takes for a blank: controls, marks of direction, halves of characters and those that
 * are not assigned, blanks of every width, and what Unicode lets software ignore.
 */
const unseen = '[\\p{C}\\p{Z}\\p{Default_Ignorable_Code_Point}]';
const anyUnseen = new RegExp(unseen, 'u');
const onlyUnseen = new RegExp(`^${unseen}*$`, 'u');
// White space stays: where it stood, there may have been two words. So do joiners: without them it is another name.
const ignored = new RegExp(`(?![\\s\\p{Z}\\u0085\\u200c\\u200d])${unseen}`, 'gu');
const notABlank = new RegExp(`(?! )${unseen}`, 'gu');
const separator = /(?![\w-])\p{ASCII}/u;

/** Whether a text has a character that nobody sees, or a blank. */
export const hasUnseen = (text: string): boolean => anyUnseen.test(text);

/** Whether there is nothing in a text that anybody sees. */
export const isUnseen = (text: string): boolean => onlyUnseen.test(text);

const escaped = (character: string) =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');

/** A text as JSON in which everything but plain blanks can be seen, e.g. `"a\u200b.com"`. */
export const asVisibleJson = (text: string): string => JSON.stringify(text).replace(notABlank, escaped);

/**
 * What is meant by a character: what IDNA reads ([UTS46] 4), where the full stops of other scripts are dots; and a comma
 * for the one that stands between the entries of a list in Japanese and Chinese.
 */
const readAs = (character: string) => character.normalize('NFKC').replaceAll('\u3002', '.').replaceAll('\u3001', ',');

/** Whether IDNA would read a separator of ASCII, or a blank, where the text has another character. */
export const hasLookalike = (text: string): boolean =>
  /\P{ASCII}/u.test(text) && [...text].some((character) => character > '\x7f' && separator.test(readAs(character)));

/** A text as it was meant: separators and blanks in ASCII, and nothing else that is not seen. Takes linear time. */
export const asSeen = (text: string): string =>
  text
    .replace(/\P{ASCII}/gu, (character) => (separator.test(readAs(character)) ? readAs(character) : character))
    .replace(ignored, '');
