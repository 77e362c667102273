import { forbiddenCharacter } from '../../xml/characters';
import { judged, writeInstead } from './judged';

const longest = 2048;

function isUrl(text: string, schemes: readonly string[]): boolean {
  if (text.length > longest || /[\s\p{Cc}]/u.test(text) || forbiddenCharacter.test(text)) return false;
  const scheme = schemes.find((candidate) => text.startsWith(`${candidate}://`));
  return scheme !== undefined && URL.canParse(text) && new URL(text).hostname !== '';
}

function withoutPadding(text: string, isGood: (text: string) => boolean) {
  const trimmed = text.trim().replace(/^https?(?=:)/i, 'https');
  return trimmed !== text && isGood(trimmed) ? { suggestion: writeInstead(trimmed) } : {};
}

const ofSchemes = (schemes: readonly string[]) => {
  const isGood = (text: string) => isUrl(text, schemes);
  return judged({
    rule: 'DOC-3',
    allowed: `an absolute URL with ${schemes.join(' or ')}, without blanks`,
    judge: (text) => (isGood(text) ? undefined : { message: 'is not such a URL', ...withoutPadding(text, isGood) }),
  });
};

/** An absolute https URL. */
export const httpsUrl = ofSchemes(['https']);

/** An absolute URL, https or http. */
export const webUrl = ofSchemes(['https', 'http']);
