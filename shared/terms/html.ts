import { directionOf } from './direction-of';
import type { Stylesheet } from './stylesheet';

/** A page with the security policy under which it must be sent. */
export interface HtmlPage {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Text for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities.get(character) ?? character);
}

/** Attributes for words whose language may differ from that of the page around them. */
export function languageAttributes(language: string): string {
  return `lang="${escapeHtml(language)}" dir="${directionOf(language)}"`;
}

/** A whole document. `title` is plain text, `main` is markup. */
export function htmlDocument(page: { locale: string; title: string; main: string; stylesheet: Stylesheet }): string {
  return `<!DOCTYPE html>
<html ${languageAttributes(page.locale)}>
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)}</title>
<style>${page.stylesheet.css}</style>
</head>
<body>
<main role="main">
${page.main}
</main>
</body>
</html>
`;
}
