import { closedPage, type LeadingForm } from './closed-page';
import { escapeHtml, type HtmlPage } from './html';

/** A point of a list: a sentence, or a command to copy, which a sentence may explain. */
export type TextPoint = string | { readonly text?: string; readonly command: string };

/** One page, all of it plain text. */
export interface TextPage {
  /** Language of all the words. */
  readonly language: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** What is about to happen, or has happened, point by point. */
  readonly points?: readonly TextPoint[];
  readonly form?: LeadingForm;
}

/** The page: paragraphs, a list, and a button that leads on. */
export function textPage({ language, title, paragraphs, points = [], form }: TextPage): HtmlPage {
  const list = points.map((point) => `<li><p>${pointMarkup(point)}</p></li>`).join('\n');
  const content = `<div class="terms">
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
${list === '' ? '' : `<ul>\n${list}\n</ul>`}
</div>`;
  return closedPage({ language, title, content, form });
}

// A command reads from left to right in every language.
function pointMarkup(point: TextPoint): string {
  if (typeof point === 'string') return escapeHtml(point);
  const code = `<code dir="ltr">${escapeHtml(point.command)}</code>`;
  return point.text === undefined ? code : `${escapeHtml(point.text)}<br>${code}`;
}
