import { ServiceError } from '../shared/errors';

const ATTEMPTS = 5;

/**
 * Runs a change from its reading to its conditional write, and again when another instance wrote in between: what it
 * decided then may be something else.
 * @throws ServiceError what `run` throws; `storage.changed` when it lost every time
 */
export async function retryLostRaces<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (thrown) {
      if (attempt === ATTEMPTS || !isLostRace(thrown)) throw thrown;
    }
  }
}

function isLostRace(thrown: unknown): boolean {
  return thrown instanceof ServiceError && thrown.code === 'storage.changed';
}
