import { SOURCE, violate } from '../conformance/protocol-violation';
import { everyElement, type HtmlElement, readHtml, textIn } from './html-element';

/** The answer that a button of the page stands for. */
export type TermsDecision = 'accept' | 'decline';

/** The terms of use as the user sees them. */
export interface TermsPage {
  /** Heading of the page. */
  readonly title: string;
  /** All words of the page. */
  readonly text: string;
  /** Language tag of the document. */
  readonly language: string;
  /** Words of the line that names the version; undefined when there is none. */
  readonly version: string | undefined;
  /** Absolute address to which the form goes. */
  readonly action: string;
  /** Fields that go with either answer, in order. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Name and value of each button that sends the form. */
  readonly buttons: ReadonlyMap<TermsDecision, readonly [name: string, value: string]>;
  /** Where Windows wants the browser to end. */
  readonly redirectUri: string;
}

/**
 * Reads the page as Windows 10's old web view would have to show it: no script, no frame, one form that posts back to
 * where the page came from, with a button for accepting and perhaps one for declining.
 * @throws ProtocolViolation
 */
export function readTermsPage(html: string, from: { readonly url: string; readonly redirectUri: string }): TermsPage {
  const root = readHtml(html);
  const elements = everyElement(root);
  checkPassive(elements);
  const find = (isIt: (element: HtmlElement) => boolean) => elements.find(isIt);
  const language = find(({ tag }) => tag === 'html')?.attributes.get('lang') ?? '';
  if (language === '') violate('the page must name its language', SOURCE.terms);
  const heading = find(({ tag }) => tag === 'h1') ?? violate('the page must have a heading', SOURCE.terms);
  const version = find(({ attributes }) => attributes.get('class')?.split(' ').includes('version') === true);
  return {
    title: textIn(heading),
    text: textIn(find(({ tag }) => tag === 'body') ?? root),
    language,
    version: version === undefined ? undefined : textIn(version),
    ...readForm(elements, from.url),
    redirectUri: from.redirectUri,
  };
}

function checkPassive(elements: readonly HtmlElement[]): void {
  const active = elements.find(({ tag }) => ['script', 'iframe', 'object', 'embed'].includes(tag));
  if (active !== undefined) violate(`the page must not have <${active.tag}>`, SOURCE.terms);
  for (const { tag, attributes } of elements) {
    const handler = [...attributes.keys()].find((name) => name.startsWith('on'));
    if (handler !== undefined) violate(`<${tag}> must not have ${handler}`, SOURCE.terms);
  }
}

function readForm(elements: readonly HtmlElement[], url: string): Pick<TermsPage, 'action' | 'fields' | 'buttons'> {
  const [form, ...others] = elements.filter(({ tag }) => tag === 'form');
  if (form === undefined || others.length > 0) violate('the page must have one form', SOURCE.terms);
  if (form.attributes.get('method')?.toLowerCase() !== 'post') violate('the form must be posted', SOURCE.terms);
  const action = new URL(form.attributes.get('action') ?? '', url);
  if (action.origin !== new URL(url).origin) violate('the form must go back to the origin of the page', SOURCE.terms);
  const inside = everyElement(form);
  const hidden = inside.filter(({ tag, attributes }) => tag === 'input' && attributes.get('type') === 'hidden');
  return { action: action.href, fields: hidden.map(nameAndValue), buttons: readButtons(inside) };
}

function readButtons(inside: readonly HtmlElement[]): TermsPage['buttons'] {
  const buttons = new Map<TermsDecision, readonly [string, string]>();
  for (const button of inside.filter(({ tag }) => tag === 'button')) {
    const [name, value] = nameAndValue(button);
    if (textIn(button) === '') violate('a button must have words', SOURCE.terms);
    const decision = decisionOf(value);
    if (decision !== undefined) buttons.set(decision, [name, value]);
  }
  if (!buttons.has('accept')) violate('the form must have a button that accepts', SOURCE.terms);
  return buttons;
}

function decisionOf(value: string): TermsDecision | undefined {
  if (/^accept/i.test(value)) return 'accept';
  return /^decline/i.test(value) ? 'decline' : undefined;
}

function nameAndValue({ attributes }: HtmlElement): readonly [string, string] {
  return [attributes.get('name') ?? '', attributes.get('value') ?? ''];
}
