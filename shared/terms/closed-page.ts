import { escapeHtml, type HtmlPage, htmlDocument } from './html';
import { stylesheet } from './stylesheet';

/** A button that leads on. */
export interface LeadingForm {
  readonly method: 'get' | 'post';
  /** Path on this service, or an address. */
  readonly action: string;
  readonly label: string;
  readonly hidden: readonly (readonly [name: string, value: string])[];
  /** One line of text that may be changed before going on. */
  readonly field?: { readonly name: string; readonly label: string; readonly value: string };
  /** Origins other than the page's own to which the form, or the answer to it, leads. */
  readonly leadsTo: readonly string[];
}

/** What such a page is made of. */
export interface ClosedPage {
  /** Language of all the words. */
  readonly language: string;
  readonly title: string;
  /** Markup below the heading. */
  readonly content: string;
  readonly form: LeadingForm | undefined;
}

/** A page in a browser: no script, nothing fetched, embedded nowhere, and at most one form. */
export function closedPage({ language, title, content, form }: ClosedPage): HtmlPage {
  const sheet = stylesheet('settings');
  const main = `<h1>${escapeHtml(title)}</h1>
${content}
${form === undefined ? '' : formMarkup(form)}`;
  const directives = [
    "default-src 'none'",
    `style-src ${sheet.source}`,
    `form-action ${form === undefined ? "'none'" : ["'self'", ...form.leadsTo].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    html: htmlDocument({ locale: language, title, main, stylesheet: sheet }),
    contentSecurityPolicy: directives.join('; '),
  };
}

function formMarkup({ method, action, label, hidden, field }: LeadingForm): string {
  const inputs = hidden.map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const line =
    field === undefined
      ? ''
      : `<p class="hint"><label for="field">${escapeHtml(field.label)}</label>
<input id="field" name="${escapeHtml(field.name)}" value="${escapeHtml(field.value)}" dir="auto" maxlength="256" required></p>`;
  return `<form class="decision" method="${method}" action="${escapeHtml(action)}">
${inputs.join('\n')}
${line}
<button type="submit" class="accept">${escapeHtml(label)}</button>
</form>`;
}
