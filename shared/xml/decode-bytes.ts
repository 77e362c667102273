import { forbiddenCharacter, isBlank } from './characters';
import { refuseXml } from './refusal';

const MARKED_ENCODINGS = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/**
 * The text of an XML body without its byte order mark and with line feeds as its only line ends: UTF-16 when the mark says so, otherwise UTF-8. What the XML
 * declaration claims is not looked at, so that nobody can choose how the bytes are read.
 * @throws ServiceError `xml.encoding`, `xml.empty`, `xml.forbidden-character`
 */
export function decodeBytes(bytes: Uint8Array): string {
  const text = decodeStrictly(bytes);
  if (isBlank(text)) throw refuseXml('xml.empty');
  if (forbiddenCharacter.test(text)) throw refuseXml('xml.forbidden-character');
  // Here, before anything is taken out of the text, or two line ends could become neighbors ([XML] 2.11).
  return text.replace(/\r\n?/g, '\n');
}

function decodeStrictly(bytes: Uint8Array): string {
  const marked = MARKED_ENCODINGS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  const decoder = new TextDecoder(marked?.encoding ?? 'utf-8', { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    throw refuseXml('xml.encoding');
  }
}
