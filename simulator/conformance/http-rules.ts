import type { HttpResponseIn } from '../transport/transport';
import { SOURCE, violate } from './protocol-violation';

/** What one kind of reply must look like over HTTP. */
export interface HttpRules {
  /** Media type, without parameters. */
  readonly mediaType: string;
  /** Directives that Cache-Control must hold. */
  readonly cacheControl: readonly string[];
}

/**
 * A whole reply of known length: Content-Length there and right, not chunked. Holds for refusals too, since the
 * enrollment client takes no chunks.
 * @throws ProtocolViolation
 */
export function checkFraming({ headers, body }: HttpResponseIn): void {
  if (headers.has('transfer-encoding')) violate('the reply must not be chunked', SOURCE.federated);
  const length = headers.get('content-length');
  if (length === undefined) violate('the reply must have a Content-Length', SOURCE.federated);
  if (length !== String(body.length)) {
    violate(`Content-Length says ${length} but the body has ${body.length} bytes`, SOURCE.federated);
  }
}

/** Media type, charset and caching of a reply. @throws ProtocolViolation */
export function checkHeaders(response: HttpResponseIn, rules: HttpRules): void {
  checkMediaType(response.headers.get('content-type'), rules.mediaType);
  const encoding = response.headers.get('content-encoding');
  if (encoding !== undefined) violate(`the reply must not be encoded, it is ${encoding}`, SOURCE.oma);
  const directives = directivesOf(response.headers.get('cache-control') ?? '');
  const missing = rules.cacheControl.find((directive) => !directives.includes(directive));
  if (missing !== undefined) violate(`Cache-Control must say ${missing}`, SOURCE.oma);
}

/** @throws ProtocolViolation */
export function checkMediaType(contentType: string | undefined, mediaType: string): void {
  if (contentType === undefined) violate('the reply must have a Content-Type', SOURCE.oma);
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (type !== mediaType) violate(`Content-Type must be ${mediaType}, it is ${type}`, SOURCE.oma);
  const stranger = parameters.find((parameter) => parameter.replaceAll('"', '') !== 'charset=utf-8');
  if (stranger !== undefined) violate(`Content-Type must not say ${stranger}`, SOURCE.oma);
}

function directivesOf(cacheControl: string): readonly string[] {
  return cacheControl.split(',').map((directive) => directive.trim().toLowerCase());
}
