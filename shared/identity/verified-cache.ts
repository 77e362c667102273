import { createHash } from 'node:crypto';
import type { GenuineToken } from './genuine-token';
import { LruMap } from './lru-map';

/** Remembers which texts were found genuine, by their SHA-256: the texts themselves are not kept. */
export interface VerifiedCache {
  /** The token, if it was kept under the same revision of the key set: a withdrawn key takes its tokens along. */
  find(text: string, revision: number): GenuineToken | undefined;
  keep(text: string, revision: number, token: GenuineToken): void;
}

/** A cache of at most `capacity` tokens; the least recently used makes room. */
export function createVerifiedCache(capacity: number): VerifiedCache {
  const entries = new LruMap<string, { revision: number; token: GenuineToken }>(capacity);
  return {
    find(text, revision) {
      const entry = entries.get(digest(text));
      return entry?.revision === revision ? entry.token : undefined;
    },
    keep: (text, revision, token) => entries.set(digest(text), { revision, token }),
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64');
