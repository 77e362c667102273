const REFERENCES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\r', '&#13;'],
]);

/** Text with its markup escaped, for content and for attributes in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => REFERENCES.get(character) ?? character);
}

/** An element with text as its content. `name` may carry a prefix and attributes, as in `a:To s:mustUnderstand="1"`. */
export function textElement(name: string, text: string): string {
  return element(name, escapeXml(text));
}

/** An element around markup that is written already. */
export function element(name: string, ...content: readonly string[]): string {
  const [tag = name] = name.split(' ', 1);
  return `<${name}>${content.join('')}</${tag}>`;
}
