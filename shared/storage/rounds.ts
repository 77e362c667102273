import { ServiceError } from '../errors';

// In each round somebody wins, so this many may want the same row at the same moment.
const ROUNDS = 20;

/**
 * Reads, decides and writes anew as long as somebody else was faster.
 * @throws ServiceError `unavailable` / `storage.unavailable` after too many rounds; what `decide` throws besides
 * `storage.changed`
 */
export async function inRounds<T>(decide: () => Promise<T>): Promise<T> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    try {
      return await decide();
    } catch (thrown) {
      if (!(thrown instanceof ServiceError && thrown.code === 'storage.changed')) throw thrown;
    }
  }
  const text = 'Too many changes of the same kind at the same time. Try again later.';
  throw new ServiceError('unavailable', 'storage.unavailable', text, { retryAfter: 10 });
}
