/** Finds a character that XML 1.0 forbids, lone surrogates among them ([XML] 2.2). */
export const forbiddenCharacter = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** True when nothing but the four white space characters of XML is in the text ([XML] 2.3); a no-break space is not one. */
export function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}
