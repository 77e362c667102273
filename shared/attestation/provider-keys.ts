import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock';
import { LruMap } from '../identity/lru-map';
import { readLimited } from './read-limited';

const MAX_BYTES = 256 * 1024;
const KEPT_PROVIDERS = 500;
const KEPT_MS = 24 * 60 * 60 * 1000;
const PAUSE_MS = 30_000;

const kid = z.string().min(1).max(256);
const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,2048}$/);
// Azure Attestation names certificates; plain keys are what the standard names [RFC 7517 4].
const providerKey = z.union([
  z.object({ kid, x5c: z.array(z.string().max(16_384)).min(1).max(10) }),
  z.object({ kid, kty: z.literal('RSA'), n: base64url, e: base64url }),
]);
const keySet = z.object({ keys: z.array(providerKey).max(100) });

/** Keys of a provider by id. */
type Keys = ReadonlyMap<string, KeyObject>;

/** The signing keys of Azure Attestation providers, read from the provider that the tenant's settings name. */
export interface ProviderKeys {
  /** The key of that id; `undefined` when the provider names none, or cannot be reached. */
  find(origin: string, kid: string): Promise<KeyObject | undefined>;
}

/** What the keys are read with. */
export interface ProviderKeyParts {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/**
 * Keeps the keys of the providers used last for a day. An unknown id makes it read anew, at most every 30 seconds: the
 * id may be an invention. The address of keys inside a report is never used.
 */
export function createProviderKeys(parts: ProviderKeyParts): ProviderKeys {
  const kept = new LruMap<string, { readonly keys: Keys; readonly readAt: number }>(KEPT_PROVIDERS);
  return {
    async find(origin, kid) {
      const now = parts.clock().getTime();
      const known = kept.get(origin);
      const age = known === undefined ? Number.POSITIVE_INFINITY : Math.abs(now - known.readAt);
      const key = age < KEPT_MS ? known?.keys.get(kid) : undefined;
      if (key !== undefined || age < PAUSE_MS) return key;
      const keys = await readKeys(origin, parts);
      kept.set(origin, { keys: keys ?? known?.keys ?? new Map(), readAt: now });
      return keys?.get(kid);
    },
  };
}

async function readKeys(origin: string, { fetch, timeoutMs }: ProviderKeyParts): Promise<Keys | undefined> {
  try {
    const response = await fetch(`${origin}/certs`, {
      redirect: 'error',
      headers: { accept: 'application/jwk+json, application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return undefined;
    }
    const document = keySet.safeParse(JSON.parse(new TextDecoder().decode(await readLimited(response, MAX_BYTES))));
    return document.success ? keysOf(document.data.keys) : undefined;
  } catch {
    // Whatever went wrong, there are no keys, and a report without a known key is not believed.
    return undefined;
  }
}

function keysOf(entries: readonly z.infer<typeof providerKey>[]): Keys {
  return new Map(entries.map((entry) => [entry.kid, keyOf(entry)]));
}

function keyOf(entry: z.infer<typeof providerKey>): KeyObject {
  if ('n' in entry) return createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: entry.n, e: entry.e } });
  return new X509Certificate(Buffer.from(entry.x5c[0] ?? '', 'base64')).publicKey;
}
