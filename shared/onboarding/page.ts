import { escapeHtml, type HtmlPage, htmlDocument } from '../terms/html';
import { stylesheet } from '../terms/stylesheet';

/** A button that leads on. */
export interface OnboardingForm {
  readonly method: 'get' | 'post';
  /** Path on this service. */
  readonly action: string;
  readonly label: string;
  readonly hidden: readonly (readonly [name: string, value: string])[];
  /** One line of text that may be changed before going on. */
  readonly field?: { readonly name: string; readonly label: string; readonly value: string };
  /** Origin to which the answer to the form redirects. */
  readonly redirectsTo: string;
}

/** One page for an administrator, all of it plain text. */
export interface OnboardingPage {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** What is about to happen, or has happened, point by point. */
  readonly points?: readonly string[];
  readonly form?: OnboardingForm;
}

/** The page: no script, nothing fetched, embedded nowhere, and at most one form. */
export function onboardingPage({ title, paragraphs, points = [], form }: OnboardingPage): HtmlPage {
  const sheet = stylesheet('settings');
  const list = points.map((point) => `<li>${escapeHtml(point)}</li>`).join('\n');
  const main = `<h1>${escapeHtml(title)}</h1>
<div class="terms">
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
${list === '' ? '' : `<ul>\n${list}\n</ul>`}
</div>
${form === undefined ? '' : formMarkup(form)}`;
  const directives = [
    "default-src 'none'",
    `style-src ${sheet.source}`,
    `form-action ${form === undefined ? "'none'" : `'self' ${form.redirectsTo}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    html: htmlDocument({ locale: 'en', title, main, stylesheet: sheet }),
    contentSecurityPolicy: directives.join('; '),
  };
}

function formMarkup({ method, action, label, hidden, field }: OnboardingForm): string {
  const inputs = hidden.map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const line =
    field === undefined
      ? ''
      : `<p class="hint"><label for="field">${escapeHtml(field.label)}</label>
<input id="field" name="${escapeHtml(field.name)}" value="${escapeHtml(field.value)}" maxlength="256" required></p>`;
  return `<form class="decision" method="${method}" action="${escapeHtml(action)}">
${inputs.join('\n')}
${line}
<button type="submit" class="accept">${escapeHtml(label)}</button>
</form>`;
}
