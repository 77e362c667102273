import type { Clock } from '../clock';
import { ServiceError } from '../errors';
import type { Log } from '../log';
import { fetchKeys, type SigningKey, type SigningKeys } from './fetch-keys';

const TIMEOUT_MS = 5_000;
// With keys at hand an unknown id may be an invention, so the next request waits; without any, nobody gets in until then.
const PAUSE_WITH_KEYS_MS = 30_000;
const PAUSE_WITHOUT_KEYS_MS = 5_000;
const STALE_AFTER_MS = 24 * 60 * 60 * 1000;

/** The keys that sign access tokens. */
export interface KeySet {
  /** Rises with each reading, so that what an earlier one vouched for can be checked again. */
  readonly revision: number;
  /**
   * The keys of that id; none when the id is unknown, also after a new reading.
   * @throws ServiceError `unavailable` / `identity.keys-unavailable` when no key set could be read yet
   */
  find(kid: string): Promise<readonly SigningKey[]>;
}

/** What a key set needs; `fetch` and `timeoutMs` (of one request, milliseconds) default to the platform's and 5,000. */
export interface KeySetParts {
  readonly url: string;
  readonly clock: Clock;
  readonly log?: Log | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs?: number;
}

/**
 * The key set at `url`, read when first needed, when an unknown id comes by (at most every 30 seconds, however many
 * come) and in the background when a day old. While it cannot be read, the keys of the last reading go on working.
 */
export function createKeySet(parts: KeySetParts): KeySet {
  const source = new KeySource(parts);
  return {
    get revision() {
      return source.revision;
    },
    find: (kid) => source.find(kid),
  };
}

class KeySource {
  readonly #parts: KeySetParts;
  #keys: SigningKeys | undefined;
  #readAt = 0;
  #triedAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;
  #failure: string | undefined;
  revision = 0;

  constructor(parts: KeySetParts) {
    this.#parts = parts;
  }

  async find(kid: string): Promise<readonly SigningKey[]> {
    const known = this.#keys?.get(kid);
    if (known === undefined) return this.#findAnew(kid);
    if (this.#isOlder(this.#readAt, STALE_AFTER_MS) && this.#mayRead()) void this.#read();
    return known;
  }

  async #findAnew(kid: string): Promise<readonly SigningKey[]> {
    if (this.#reading !== undefined || this.#mayRead()) await this.#read();
    if (this.#keys === undefined) throw keysUnavailable(this.#failure);
    return this.#keys.get(kid) ?? [];
  }

  #mayRead(): boolean {
    return this.#isOlder(this.#triedAt, this.#keys === undefined ? PAUSE_WITHOUT_KEYS_MS : PAUSE_WITH_KEYS_MS);
  }

  // The distance counts in both directions, so that a clock set back does not bar the way for hours.
  #isOlder(time: number, ms: number): boolean {
    return Math.abs(this.#now() - time) >= ms;
  }

  #now(): number {
    return this.#parts.clock().getTime();
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readOnce().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readOnce(): Promise<void> {
    const { url, fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS, log } = this.#parts;
    this.#triedAt = this.#now();
    try {
      this.#keys = await fetchKeys(url, { fetch, timeoutMs });
      this.#readAt = this.#triedAt;
      this.revision += 1;
    } catch (thrown) {
      this.#failure = thrown instanceof Error ? thrown.name : 'unknown';
      log?.warn('keys.unread', { reason: this.#failure, cached: this.#keys !== undefined });
    }
  }
}

function keysUnavailable(failure = 'unknown'): ServiceError {
  return new ServiceError('unavailable', 'identity.keys-unavailable', 'Sign-in cannot be checked right now.', {
    detail: failure,
    retryAfter: 30,
  });
}
