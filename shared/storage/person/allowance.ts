import type { Clock } from '../../clock';

// The front of the service gives up a request after 230 seconds, and with it the answer that says where to go on. The last
// step may begin at the end of this time, and storage may be slow to answer it, three times over.
const LONGEST_MS = 60_000;

/**
 * What one request may do: tells before each step whether it may still begin, by the clock and by their number. The first
 * one always may, so that every request gets on.
 */
export function allowance(clock: Clock, most: number): () => boolean {
  const end = clock().getTime() + LONGEST_MS;
  let steps = 0;
  return () => {
    steps += 1;
    return steps === 1 || (steps <= most && clock().getTime() < end);
  };
}
