import type { AcceptanceId, CorrelationId, Id } from '../ids';
import { tenantSettings } from '../tenant/tenant';

/** A redirect target that passed {@link parseRedirectUri}: of an allowed scheme, printable ASCII, fit for a header. */
export type RedirectUri = Id<'RedirectUri'>;

/** Where the browser goes when the terms page is done, and the id that Windows wants to see there again. */
export interface ReturnAddress {
  readonly redirectUri: RedirectUri;
  readonly clientRequestId?: CorrelationId;
}

/** Schemes that are allowed while the tenant is not known, that is, until its token was verified. */
export const defaultRedirectSchemes: readonly string[] = tenantSettings.parse({}).redirectSchemes;

const LONGEST = 2_000;

// Scheme, authority without userinfo, path, query; no fragment, since our query would end up inside it. A comma is what
// the host makes of a parameter that was given twice, and no address of the Windows shell needs one.
const shape =
  /^([a-z][a-z0-9+.-]*):\/\/(?:[a-z0-9\-._~!$&'()*+;=:[\]]|%[0-9a-f]{2})*(?:\/(?:[a-z0-9\-._~!$&'()*+;=:@/]|%[0-9a-f]{2})*)?(?:\?((?:[a-z0-9\-._~!$&'()*+;=:@/?]|%[0-9a-f]{2})*))?$/i;
const encodedControl = /%(?:[01][0-9a-f]|7f)/i;

// Whoever put these there could answer for the user: which of two `IsAccepted` Windows believes is not documented.
const replyNames = new Set(['isaccepted', 'opaqueblob', 'error', 'error_description']);

/**
 * The target if the browser may be sent there, else `undefined`. Its own query is kept. A target that was not
 * percent-encoded ends at its first `&`; what follows are parameters of the request and are never glued back on, because
 * nobody can tell which of them were meant (protocol.md 3 and 9 row 10).
 */
export function parseRedirectUri(text: string | null, schemes: readonly string[]): RedirectUri | undefined {
  if (text === null || text.length > LONGEST || encodedControl.test(text)) return undefined;
  const [, scheme = '', query = ''] = shape.exec(text) ?? [];
  if (!schemes.includes(scheme.toLowerCase())) return undefined;
  const names = [...new URLSearchParams(query).keys()];
  return names.some((name) => replyNames.has(name.toLowerCase())) ? undefined : (text as RedirectUri);
}

/** The scheme in lower case, with its colon, as a content security policy names it. */
export const schemeOf = (uri: RedirectUri): string => uri.slice(0, uri.indexOf(':') + 1).toLowerCase();

const errorQueries = {
  'unsupported-version': 'error=invalid_request&error_description=unsupported%20version',
  'invalid-request': 'error=invalid_request&error_description=invalid%20request',
  'unauthorized-user-or-tenant': 'error=unauthorized_client&error_description=unauthorized%20user%20or%20tenant',
  'invalid-token': 'error=unauthorized_client&error_description=unauthorized_client',
  'server-error': 'error=server_error&error_description=internal%20service%20error',
  'access-denied': 'error=access_denied&error_description=Access%20is%20denied%2E',
};

/** What Windows can be told about a failure; the words are those of its documentation. */
export type TermsError = keyof typeof errorQueries;

/** How the terms page ended. */
export type TermsOutcome =
  | { readonly kind: 'accepted'; readonly opaqueBlob: AcceptanceId }
  | { readonly kind: 'declined' }
  | { readonly kind: 'error'; readonly error: TermsError };

function outcomeQuery(outcome: TermsOutcome): string {
  if (outcome.kind === 'accepted') return `IsAccepted=true&OpaqueBlob=${outcome.opaqueBlob}`;
  return outcome.kind === 'declined' ? 'IsAccepted=false' : errorQueries[outcome.error];
}

/** The `Location` that tells Windows the outcome [Azure AD integration, "Terms of Use protocol semantics"]. */
export function redirectLocation(returnTo: ReturnAddress, outcome: TermsOutcome): string {
  const { redirectUri, clientRequestId } = returnTo;
  const joint = redirectUri.includes('?') ? (/[?&]$/.test(redirectUri) ? '' : '&') : '?';
  const echo = clientRequestId === undefined ? '' : `&client-request-id=${clientRequestId}`;
  return `${redirectUri}${joint}${outcomeQuery(outcome)}${echo}`;
}
