import { SOURCE, violate } from '../conformance/protocol-violation';
import type { HttpResponseIn } from '../transport/transport';

/** What Windows takes from the redirect at the end of the terms of use. */
export type TermsAnswer = { readonly accepted: true; readonly opaqueBlob: string } | { readonly accepted: false };

/** The terms page told Windows of an error, or showed a plain error page because it knew no address to tell. */
export class TermsRefused extends Error {
  override readonly name = 'TermsRefused';
  /** `error` of the redirect, or `HTTP 400` and the like for a plain page. */
  readonly error: string;
  readonly description: string;

  constructor(error: string, description: string) {
    super(`the terms of use ended with ${error}: ${description}`);
    this.error = error;
    this.description = description;
  }
}

/**
 * Reads the redirect back to Windows.
 * @throws TermsRefused when it carries an error
 * @throws ProtocolViolation when it is not what Windows expects
 */
export function readTermsAnswer(response: HttpResponseIn, redirectUri: string): TermsAnswer {
  if (response.status !== 302) violate(`the answer must be a redirect (302), it is ${response.status}`, SOURCE.terms);
  const location = response.headers.get('location') ?? violate('the redirect must have a Location', SOURCE.terms);
  const rest = location.startsWith(redirectUri) ? location.slice(redirectUri.length) : undefined;
  if (rest === undefined || !/^[?&]/.test(rest))
    violate('the redirect must go to redirect_uri with a query', SOURCE.terms);
  const query = new URLSearchParams(rest.slice(1));
  for (const name of ['IsAccepted', 'OpaqueBlob', 'error', 'error_description']) {
    if (query.getAll(name).length > 1) violate(`${name} must not be given twice`, SOURCE.terms);
  }
  return readOutcome(query);
}

function readOutcome(query: URLSearchParams): TermsAnswer {
  const error = query.get('error');
  if (error !== null) throw new TermsRefused(error, query.get('error_description') ?? '');
  const isAccepted = query.get('IsAccepted');
  const opaqueBlob = query.get('OpaqueBlob') ?? '';
  if (isAccepted === 'false') return { accepted: false };
  if (isAccepted !== 'true') violate('the redirect must say IsAccepted true or false', SOURCE.terms);
  if (opaqueBlob === '') violate('an acceptance must come with an OpaqueBlob', SOURCE.terms);
  return { accepted: true, opaqueBlob };
}
