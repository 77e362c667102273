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

/** A point of a list: a sentence, or a command to copy, which a sentence may explain. */
export type OnboardingPoint = string | { readonly text?: string; readonly command: string };

/** One page for an administrator, all of it plain text. */
export interface OnboardingPage {
  /** Language of all the words. */
  readonly language: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** What is about to happen, or has happened, point by point. */
  readonly points?: readonly OnboardingPoint[];
  readonly form?: OnboardingForm;
}

/** The page: no script, nothing fetched, embedded nowhere, and at most one form. */
export function onboardingPage({ language, title, paragraphs, points = [], form }: OnboardingPage): HtmlPage {
  const sheet = stylesheet('settings');
  const list = points.map((point) => `<li><p>${pointMarkup(point)}</p></li>`).join('\n');
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
    html: htmlDocument({ locale: language, title, main, stylesheet: sheet }),
    contentSecurityPolicy: directives.join('; '),
  };
}

// A command reads from left to right in every language.
function pointMarkup(point: OnboardingPoint): string {
  if (typeof point === 'string') return escapeHtml(point);
  const code = `<code dir="ltr">${escapeHtml(point.command)}</code>`;
  return point.text === undefined ? code : `${escapeHtml(point.text)}<br>${code}`;
}

function formMarkup({ method, action, label, hidden, field }: OnboardingForm): string {
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
