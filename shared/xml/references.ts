import { forbiddenCharacter } from './characters';
import { refuseXml } from './refusal';

const REFERENCE = 'lt|gt|amp|quot|apos|#[0-9]{1,10}|#x[0-9A-Fa-f]{1,8}';
const reference = new RegExp(`&(${REFERENCE});`, 'g');
const badReference = new RegExp(`&(?!(?:${REFERENCE});)`);
const PREDEFINED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Makes sure that every `&` begins a numeric or predefined reference.
 * @throws ServiceError `xml.bad-reference`
 */
export function checkReferences(text: string): void {
  if (badReference.test(text)) throw refuseXml('xml.bad-reference');
}

/**
 * Replaces the references of a text that passed `checkReferences` by their characters ([XML] 4.1, 4.6).
 * @throws ServiceError `xml.bad-reference` for a number that names no character of XML
 */
export function decodeReferences(text: string): string {
  return text.includes('&')
    ? text.replace(reference, (_, name: string) => PREDEFINED.get(name) ?? numbered(name))
    : text;
}

function numbered(name: string): string {
  const codePoint = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const character = codePoint > 0x10ffff ? '' : String.fromCodePoint(codePoint);
  if (character === '' || forbiddenCharacter.test(character)) throw refuseXml('xml.bad-reference');
  return character;
}
