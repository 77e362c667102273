import { ServiceError } from '../errors';

// OAuth errors that mean "not in this tenant", as opposed to "not now" [RFC 6749 5.2; Microsoft Entra error codes].
const FORBIDDEN: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_grant',
  'invalid_request',
  'invalid_resource',
  'consent_required',
  'interaction_required',
]);

/**
 * What the login service's refusal means for the caller: `forbidden` / `graph.forbidden` where the application is not let
 * into the tenant, `unavailable` / `graph.unavailable` for the rest. Of the text only the number of the error is kept.
 */
export function loginRefusal(thrown: unknown, tenantId: string): ServiceError {
  const code = oauthCodeOf(thrown);
  const details = { cause: thrown, tenantId, detail: `${code ?? 'no answer'} ${numberOf(thrown)}`.trim() };
  return code !== undefined && FORBIDDEN.has(code)
    ? new ServiceError(
        'forbidden',
        'graph.forbidden',
        'The tenant does not let this application in: an administrator must consent to it.',
        details,
      )
    : new ServiceError('unavailable', 'graph.unavailable', 'Microsoft Graph cannot be reached right now.', details);
}

function oauthCodeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('errorCode' in thrown)) return undefined;
  return typeof thrown.errorCode === 'string' ? thrown.errorCode : undefined;
}

function numberOf(thrown: unknown): string {
  return thrown instanceof Error ? (/AADSTS[0-9]{1,9}/.exec(thrown.message)?.[0] ?? '') : '';
}
