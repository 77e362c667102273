import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';

const MAX_BYTES = 256 * 1024;
const MAX_KEYS = 200;
const MIN_MODULUS_BITS = 2048;

/** A public key that signs access tokens. */
export interface SigningKey {
  readonly key: CryptoKey;
  /** Issuer whose tokens the key may sign, where the key set names one; may contain `{tenantid}`. */
  readonly issuer: string | undefined;
}

/** Keys by `kid`. More than one where a key set names the same id for several issuers. */
export type SigningKeys = ReadonlyMap<string, readonly SigningKey[]>;

const keySetDocument = z.object({ keys: z.array(z.unknown()).max(MAX_KEYS) });

// [RFC 7517 4, RFC 7518 6.3.1]; a private exponent in a public document means that the key is public property.
const signingJwk = z.object({
  kty: z.literal('RSA'),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
  kid: z.string().min(1).max(256),
  n: z.string(),
  e: z.literal('AQAB'),
  d: z.undefined().optional(),
  issuer: z.string().optional(),
});

/**
 * Reads the key set at `url`: one request without redirects, bounded in time and size. Keys that cannot sign RS256
 * access tokens are left out.
 * @throws Error when there is no answer in time, no status 200, or no usable key in it
 */
export async function fetchKeys(
  url: string,
  options: { fetch: typeof fetch; timeoutMs: number },
): Promise<SigningKeys> {
  const response = await options.fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(options.timeoutMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`the key set answered ${response.status}`);
  }
  const document = keySetDocument.parse(JSON.parse(await readText(response)));
  const keys = await importKeys(document.keys);
  if (keys.size === 0) throw new Error('the key set has no usable key');
  return keys;
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`the key set is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

async function importKeys(entries: readonly unknown[]): Promise<SigningKeys> {
  const keys = new Map<string, SigningKey[]>();
  for (const entry of entries) {
    const { success, data: jwk } = signingJwk.safeParse(entry);
    const key = success ? await importKey(jwk) : undefined;
    if (success && key !== undefined) keys.set(jwk.kid, [...(keys.get(jwk.kid) ?? []), { key, issuer: jwk.issuer }]);
  }
  return keys;
}

async function importKey({ n, e }: { n: string; e: string }): Promise<CryptoKey | undefined> {
  try {
    const key = await importJWK({ kty: 'RSA', n, e }, 'RS256');
    return modulusBits(key) >= MIN_MODULUS_BITS ? key : undefined;
  } catch {
    return undefined;
  }
}

function modulusBits({ algorithm }: CryptoKey): number {
  return 'modulusLength' in algorithm && typeof algorithm.modulusLength === 'number' ? algorithm.modulusLength : 0;
}
