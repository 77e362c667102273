import { chooseLocale } from './choose-locale';
import { escapeHtml, type HtmlPage, htmlDocument } from './html';
import type { Appearance } from './read-terms-request';
import { stylesheet } from './stylesheet';
import { uiLanguages, uiStrings } from './ui-strings';

/**
 * The page of an error that cannot be told by a redirect, because no valid target is known. It names the correlation id,
 * which finds the reason in the log, and says nothing of the reason itself.
 */
export function plainPage(appearance: Appearance, correlationId: string): HtmlPage {
  const locale = chooseLocale(appearance.languages, uiLanguages, 'en') ?? 'en';
  const words = uiStrings(locale);
  const sheet = stylesheet(appearance.look);
  const main = `<h1>${words.errorTitle}</h1>
<p class="terms">${words.errorAdvice}</p>
<p class="reference">${words.reference}: <span dir="ltr">${escapeHtml(correlationId)}</span></p>`;
  return {
    html: htmlDocument({ locale, title: words.errorTitle, main, stylesheet: sheet }),
    contentSecurityPolicy: `default-src 'none'; style-src ${sheet.source}; form-action 'none'; base-uri 'none'`,
  };
}
