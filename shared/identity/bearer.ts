import { refusal } from './token-refusal';

// One credential and nothing beside it: the host joins a header given twice by a comma, which no token contains.
const CREDENTIALS = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i;

/**
 * The token of an `Authorization` header [RFC 6750 2.1]; its inside is not looked at.
 * @throws ServiceError `unauthenticated` / `token.missing` without a header, `token.malformed` for any other scheme or
 * shape, a header given twice among them
 */
export function bearerToken(header: string | null): string {
  if (header === null || header === '') throw refusal('token.missing');
  const token = CREDENTIALS.exec(header)?.[1];
  if (token === undefined) throw refusal('token.malformed');
  return token;
}
