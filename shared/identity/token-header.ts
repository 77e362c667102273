import { parseJsonObject } from './strict-json';
import { refusal } from './token-refusal';

const MAX_LENGTH = 16 * 1024;
const TYPES: ReadonlySet<unknown> = new Set([undefined, 'jwt', 'at+jwt']);
// Each of them changes what is signed or how the payload is read. Addresses and keys in a header (`jku`, `jwk`, `x5u`,
// `x5c`) are not among them: they are ignored, since the key comes from the configured key set alone.
const UNSUPPORTED = ['crit', 'b64', 'enc', 'zip', 'cty'];

/**
 * Checks size, shape and header of a signed token in compact form [RFC 7515 7.1] and returns the id of its key. Nothing
 * in it is trusted yet.
 * @throws ServiceError `unauthenticated` / `token.missing`, `token.too-large`, `token.malformed`, `token.algorithm`,
 * `token.header`, `token.key-unknown`
 */
export function readKeyId(token: string): string {
  if (token === '') throw refusal('token.missing');
  if (token.length > MAX_LENGTH) throw refusal('token.too-large');
  const header = readHeader(token);
  if (header.get('alg') !== 'RS256') throw refusal('token.algorithm');
  if (UNSUPPORTED.some((name) => header.has(name))) throw refusal('token.header');
  if (!TYPES.has(lowerCase(header.get('typ')))) throw refusal('token.header');
  const kid = header.get('kid');
  if (typeof kid !== 'string') throw refusal('token.key-unknown');
  return kid;
}

function readHeader(token: string): ReadonlyMap<string, unknown> {
  const parts = token.split('.');
  const [protectedHeader] = parts;
  if (protectedHeader === undefined || parts.length !== 3 || !parts.every(isCanonical))
    throw refusal('token.malformed');
  const header = parseJsonObject(Buffer.from(protectedHeader, 'base64url'));
  if (header === undefined) throw refusal('token.malformed');
  return header;
}

// One token, one spelling: no padding, no blanks, no other alphabet, no unused bits that could be varied.
function isCanonical(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}

const lowerCase = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);
