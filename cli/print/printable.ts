const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/**
 * A text with everything escaped that a terminal would obey instead of showing, or that turns what is read around. The
 * escapes are those of JSON, so that JSON stays what it was.
 */
export function printable(text: string): string {
  return text.replace(UNSEEN, (found) => (found === '\n' ? found : escaped(found)));
}

// A character beyond the first plane is two code units, and two escapes.
function escaped(found: string): string {
  return Array.from({ length: found.length }, (_, index) => found.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}
