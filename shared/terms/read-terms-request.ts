import { ServiceError } from '../errors';
import { parseCorrelationId } from '../ids';
import { preferredLanguages } from './preferred-languages';
import { parseRedirectUri, type ReturnAddress } from './redirect';
import type { Look } from './stylesheet';

/** Looks up one value by name, as `URLSearchParams` and `Headers` do. */
export interface Lookup {
  get(name: string): string | null;
}

/** The request for the page as the host hands it over: a parameter that was given twice is one value with a comma. */
export interface RawTermsRequest {
  readonly query: Lookup;
  readonly headers: Lookup;
}

/** How the page should look and speak. */
export interface Appearance {
  readonly look: Look;
  /** Language tags, most wanted first. */
  readonly languages: readonly string[];
}

/** What Windows asks of the page. */
export interface TermsRequest extends Appearance {
  /** False where the organization owns the device: joining it leaves no choice. */
  readonly canDecline: boolean;
}

/** Where to go afterwards, or `undefined` when the browser must not be sent anywhere. */
export function readReturnAddress(query: Lookup, schemes: readonly string[]): ReturnAddress | undefined {
  const redirectUri = parseRedirectUri(query.get('redirect_uri'), schemes);
  if (redirectUri === undefined) return undefined;
  const clientRequestId = parseCorrelationId(query.get('client-request-id'));
  return clientRequestId === undefined ? { redirectUri } : { redirectUri, clientRequestId };
}

/** Reads what any page needs, the one that tells of an error too: nothing here can be wrong. */
export function readAppearance({ query, headers }: RawTermsRequest): Appearance {
  const wishes = [query.get('ui_locales'), headers.get('cxh-preferredlanguage'), headers.get('accept-language')];
  return {
    look: headers.get('cxh-host')?.toUpperCase() === 'FRX' ? 'first-run' : 'settings',
    languages: preferredLanguages(wishes),
  };
}

const supportedVersions = new Set(['1.0', '1']);

/**
 * Reads everything but the return address.
 * @throws ServiceError `invalid`: `terms.api-version` (also where it was given twice), `terms.parameter-twice`
 */
export function readTermsRequest(request: RawTermsRequest): TermsRequest {
  if (!supportedVersions.has(request.query.get('api-version') ?? '')) {
    throw new ServiceError('invalid', 'terms.api-version', 'This version of the protocol is not supported.');
  }
  const mode = request.query.get('mode') ?? '';
  if (mode.includes(',')) {
    throw new ServiceError('invalid', 'terms.parameter-twice', 'A parameter was given more than once.');
  }
  return { ...readAppearance(request), canDecline: mode.toLowerCase() !== 'azureadjoin' };
}
