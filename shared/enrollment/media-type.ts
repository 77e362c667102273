import { ServiceError } from '../errors';
import type { SoapVersion } from '../soap/envelope';

/** Media type of a reply in each version of SOAP. */
export const SOAP_MEDIA_TYPES: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'text/xml; charset=utf-8',
  '1.2': 'application/soap+xml; charset=utf-8',
};

/**
 * Makes sure that a body claims to be SOAP of either version. Its `charset` is not looked at: the bytes decide.
 * @throws ServiceError `unsupported-media` / `enrollment.content-type`
 */
export function requireSoapMediaType(contentType: string | null): void {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (mediaType === 'application/soap+xml' || mediaType === 'text/xml') return;
  throw new ServiceError('unsupported-media', 'enrollment.content-type', 'The body must be application/soap+xml.');
}
