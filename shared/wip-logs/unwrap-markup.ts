// Escaped once more than it should be, or a CDATA section inside of an escaped text: each layer is one round.
const MOST_LAYERS = 3;
const DECLARATION = /^<\?xml[^?]{0,200}\?>\s*/;
const ESCAPED = /^&(?:amp;)*lt;/;
const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
]);

/**
 * The markup of a log, whatever way it came: inline, escaped (once or twice), as a CDATA section, with or without an XML
 * declaration of its own.
 */
export function unwrapMarkup(text: string): string {
  let markup = trimmed(text);
  for (let layer = 0; layer < MOST_LAYERS; layer += 1) {
    const inner = trimmed(oneLayerLess(markup));
    if (inner === markup) break;
    markup = inner;
  }
  return markup;
}

const trimmed = (text: string) => text.replace(/^\uFEFF/, '').trim();

function oneLayerLess(markup: string): string {
  if (markup.startsWith(CDATA)) return markup.slice(CDATA.length, endOf(markup));
  if (ESCAPED.test(markup)) return markup.replace(/&(?:lt|gt|quot|apos|amp);/g, (name) => REFERENCES.get(name) ?? name);
  return markup.replace(DECLARATION, '');
}

function endOf(markup: string): number {
  return markup.endsWith(CDATA_END) ? -CDATA_END.length : markup.length;
}
