import { checkFraming, checkMediaType } from '../conformance/http-rules';
import { SOURCE, violate } from '../conformance/protocol-violation';
import type { HttpRequestOut, HttpResponseIn, Transport } from '../transport/transport';
import { readTermsAnswer, type TermsAnswer, TermsRefused } from './read-answer';
import { readTermsPage, type TermsDecision, type TermsPage } from './read-page';

/** Where Windows wants the web view to end after the terms of use. */
export const REDIRECT_URI = 'ms-appx-web://Microsoft.AAD.BrokerPlugin/DRS';

/** What the web view asks the terms page with. */
export interface TermsVisit {
  /** The terms of use URL that the tenant configured. */
  readonly url: string;
  readonly token: string;
  readonly clientRequestId: string;
  /** Language of Windows. */
  readonly language: string;
}

/** There was nothing to show: the answer came at once, as for a tenant without terms. */
export class TermsNotShown extends Error {
  override readonly name = 'TermsNotShown';
  readonly answer: TermsAnswer;

  constructor(answer: TermsAnswer) {
    super('the terms of use were answered without being shown');
    this.answer = answer;
  }
}

/**
 * Opens the terms page as the Cloud Experience Host does.
 * @throws TermsNotShown when the page redirects with an answer
 * @throws TermsRefused when the page redirects with an error or shows one
 * @throws ProtocolViolation when the page is not what Windows can show
 */
export async function openTermsPage(visit: TermsVisit, transport: Transport): Promise<TermsPage> {
  const request = pageRequest(visit);
  const response = await transport(request);
  checkFraming(response);
  if (response.status === 302) throw new TermsNotShown(readTermsAnswer(response, REDIRECT_URI));
  const html = new TextDecoder().decode(response.body);
  if (response.status !== 200)
    throw new TermsRefused(`HTTP ${response.status}`, html.replace(/<[^<>]*>/g, ' ').slice(0, 500));
  checkPageHeaders(response);
  return readTermsPage(html, { url: request.url, redirectUri: REDIRECT_URI });
}

/** Presses a button of the page. @throws TermsRefused, ProtocolViolation */
export async function sendAnswer(page: TermsPage, decision: TermsDecision, transport: Transport): Promise<TermsAnswer> {
  const button = page.buttons.get(decision);
  if (button === undefined) throw new RangeError(`the page has no button to ${decision}`);
  const form = new URLSearchParams();
  for (const [name, value] of [...page.fields, button]) form.append(name, value);
  const headers = new Map([
    ['content-type', 'application/x-www-form-urlencoded'],
    ['origin', new URL(page.action).origin],
  ]);
  const response = await transport({ method: 'POST', url: page.action, headers, body: Buffer.from(form.toString()) });
  checkFraming(response);
  return readTermsAnswer(response, page.redirectUri);
}

function pageRequest({ url, token, clientRequestId, language }: TermsVisit): HttpRequestOut {
  const address = new URL(url);
  address.searchParams.set('redirect_uri', REDIRECT_URI);
  address.searchParams.set('client-request-id', clientRequestId);
  address.searchParams.set('api-version', '1.0');
  const headers = new Map([
    ['authorization', `Bearer ${token}`],
    ['accept', 'text/html'],
    ['accept-language', language],
    ['cxh-host', 'MOSET'],
    ['hostapp', 'CloudExperienceHost'],
    ['cxh-preferredlanguage', language],
  ]);
  return { method: 'GET', url: address.href, headers, body: new Uint8Array() };
}

// Windows 11 shows the page in a frame, and there its cookies are those of a third party.
function checkPageHeaders({ headers }: HttpResponseIn): void {
  checkMediaType(headers.get('content-type'), 'text/html');
  if (headers.has('x-frame-options')) violate('the page must not have X-Frame-Options', SOURCE.terms);
  if (headers.has('set-cookie')) violate('the page must not set a cookie', SOURCE.terms);
  if (!headers.has('content-security-policy')) violate('the page must have a Content-Security-Policy', SOURCE.house);
}
