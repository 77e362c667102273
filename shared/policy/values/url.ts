import { forbiddenCharacter } from '../../xml/characters';
import { judged, writeInstead } from './judged';

const longest = 2048;
const WHOLE = 'write the whole address, e.g. `https://contoso.com/path`';

function isUrl(text: string, schemes: readonly string[]): boolean {
  if (text.length > longest || /[\s\p{Cc}]/u.test(text) || forbiddenCharacter.test(text)) return false;
  const scheme = schemes.find((candidate) => text.startsWith(`${candidate}://`));
  return scheme !== undefined && URL.canParse(text) && isPlain(new URL(text));
}

// A password in an address would be read back, and stand in logs on its way.
const isPlain = ({ hostname, username, password }: URL) => hostname !== '' && username === '' && password === '';

/** The address without blanks around it, with https where no scheme or another case of it was written. */
function corrected(text: string, isGood: (text: string) => boolean) {
  const trimmed = text.length > longest ? '' : text.trim().replace(/^https?(?=:)/i, 'https');
  const candidate = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const hasHost = URL.canParse(candidate) && new URL(candidate).hostname.includes('.');
  return candidate !== text && hasHost && isGood(candidate) ? { suggestion: writeInstead(candidate) } : {};
}

/** A kind of URL by its schemes; one that goes into a list has none of the characters that separate its entries. */
function urlOf(schemes: readonly string[], separator?: string) {
  const isGood = (text: string) => isUrl(text, schemes) && (separator === undefined || !text.includes(separator));
  const without = separator === undefined ? 'blanks' : `blanks and ${separator}`;
  return judged({
    rule: 'DOC-3',
    allowed: `an absolute URL with ${schemes.join(' or ')}, without ${without}, name and password`,
    advice: separator === undefined ? WHOLE : `${WHOLE}; each address is an entry of its own`,
    judge: (text) => (isGood(text) ? undefined : { message: 'is not such a URL', ...corrected(text, isGood) }),
  });
}

/** An absolute https URL. */
export const httpsUrl = urlOf(['https']);

/** An absolute URL, https or http, for a list whose entries are separated by semicolons. */
export const listedUrl = urlOf(['https', 'http'], ';');
