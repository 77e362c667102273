import type { ServiceError } from '../shared/errors';

const SECONDS = 60;

/** The header that tells a browser when to come again, where something did not answer [RFC 9110 10.2.3]. */
export function retryAfterOf(error: ServiceError): Readonly<Record<string, string>> {
  return error.kind === 'unavailable' ? { 'retry-after': String(error.retryAfter ?? SECONDS) } : {};
}
