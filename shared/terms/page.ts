import type { Acceptance } from './acceptance';
import { languageOf } from './choose-locale';
import { buttonValues, formFields, writeReference } from './decision-form';
import { escapeHtml, type HtmlPage, htmlDocument, languageAttributes } from './html';
import { type ReturnAddress, schemeOf } from './redirect';
import { type Look, stylesheet } from './stylesheet';
import type { TermsText } from './terms-text';
import { type UiStrings, uiStrings } from './ui-strings';

/** What the page shows, and where its form leads. */
export interface TermsPage {
  readonly terms: TermsText;
  /** The showing of these terms, as it was stored. */
  readonly acceptance: Acceptance;
  /** Display name of the tenant. */
  readonly organization: string;
  readonly returnTo: ReturnAddress;
  /** Path to which the form is sent. */
  readonly action: string;
  readonly canDecline: boolean;
  readonly look: Look;
}

/** The terms page: no script, no cookie, nothing fetched, and one form with the two answers. */
export function termsPage(page: TermsPage): HtmlPage {
  const sheet = stylesheet(page.look);
  const { locale, version } = page.acceptance;
  const words = uiStrings(locale);
  const ownLanguage = languageOf(locale) === words.language ? '' : ` ${languageAttributes(words.language)}`;
  const main = `<p class="organization"><span dir="auto">${escapeHtml(page.organization)}</span></p>
<h1>${escapeHtml(page.terms.title)}</h1>
<p class="version"${ownLanguage}>${words.version} <span dir="ltr">${escapeHtml(version)}</span></p>
<div class="terms">
${paragraphs(page.terms.text)}
</div>
<form class="decision" method="post" action="${escapeHtml(page.action)}"${ownLanguage}>
<p class="hint">${words.hint}</p>
<input type="hidden" name="${formFields.reference}" value="${writeReference(page.acceptance)}">
${buttons(words, page.canDecline)}
</form>`;
  const title = `${page.terms.title} – ${page.organization}`;
  return {
    html: htmlDocument({ locale, title, main, stylesheet: sheet }),
    contentSecurityPolicy: policy(sheet.source, page.returnTo),
  };
}

function buttons(words: UiStrings, canDecline: boolean): string {
  const accept = button('accept', buttonValues.accepted, words.accept);
  return canDecline ? `${accept}\n${button('decline', buttonValues.declined, words.decline)}` : accept;
}

function button(style: string, value: string, label: string): string {
  return `<button type="submit" class="${style}" name="${formFields.decision}" value="${value}">${label}</button>`;
}

/** Blank lines part paragraphs; single line breaks stay, the stylesheet shows them. */
function paragraphs(text: string): string {
  const blocks: string[][] = [[]];
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    if (line.trim() === '') blocks.push([]);
    else blocks.at(-1)?.push(escapeHtml(line.trimEnd()));
  }
  const filled = blocks.filter((block) => block.length > 0);
  return filled.map((block) => `<p>${block.join('\n')}</p>`).join('\n');
}

// `form-action` governs the redirect after the form as well (Chromium, and so Windows 11), hence the scheme to which this
// page returns. No `frame-ancestors`: Windows 11 embeds the page, and does not document in what; nothing is lost, since
// the page exists only in the reply to a request that carried the user's token.
function policy(styleSource: string, returnTo: ReturnAddress): string {
  const directives = [
    "default-src 'none'",
    `style-src ${styleSource}`,
    `form-action 'self' ${schemeOf(returnTo.redirectUri)}`,
    "base-uri 'none'",
  ];
  return directives.join('; ');
}
