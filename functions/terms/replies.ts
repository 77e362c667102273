import type { ErrorKind, ServiceError } from '../../shared/errors';
import type { HtmlPage } from '../../shared/terms/html';
import { plainPage } from '../../shared/terms/plain-page';
import { readAppearance, readReturnAddress } from '../../shared/terms/read-terms-request';
import {
  defaultRedirectSchemes,
  type ReturnAddress,
  redirectLocation,
  type TermsOutcome,
} from '../../shared/terms/redirect';
import { TermsRefusal, termsErrorOf } from '../../shared/terms/terms-refusal';
import type { Call, Reply } from '../http';

/** Sends the browser back to Windows with the outcome. */
export function redirectReply(returnTo: ReturnAddress, outcome: TermsOutcome): Reply {
  return { status: 302, headers: { location: redirectLocation(returnTo, outcome) } };
}

/** A page under its own security policy. */
export function pageReply(status: number, page: HtmlPage): Reply {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': page.contentSecurityPolicy,
    // The address carries ids; yet the form must still say where it comes from.
    'referrer-policy': 'same-origin',
  };
  return { status, headers, body: page.html };
}

/** Tells Windows of an error by a redirect, or the user by a plain page where no valid target is known. */
export function refusalReply(error: ServiceError, call: Call): Reply {
  const returnTo = error instanceof TermsRefusal ? error.returnTo : returnAddressOf(call);
  if (returnTo !== undefined) return tellingReply(error, returnTo, call);
  const reply = pageReply(statusOf(error.kind), plainPage(readAppearance(call.request), call.correlationId));
  return error.kind === 'unauthenticated'
    ? { ...reply, headers: { ...reply.headers, 'www-authenticate': 'Bearer' } }
    : reply;
}

function tellingReply(refused: ServiceError, returnTo: ReturnAddress, call: Call): Reply {
  const error = termsErrorOf(refused);
  call.log.info('terms.refused', { error, clientRequestId: returnTo.clientRequestId });
  return redirectReply(returnTo, { kind: 'error', error });
}

const returnAddressOf = (call: Call) => readReturnAddress(call.request.query, defaultRedirectSchemes);

const statusByKind = new Map<ErrorKind, number>([
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['too-large', 413],
  ['unsupported-media', 415],
  ['internal', 500],
  ['unavailable', 503],
  ['maintenance', 503],
]);

const statusOf = (kind: ErrorKind) => statusByKind.get(kind) ?? 400;
