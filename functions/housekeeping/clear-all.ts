/** Calls of some hundred rows each: what one run deletes of one thing. */
const MOST_CALLS = 40;

/** Deletes until nothing is left, or as much as one run does: false when there is more. */
export async function clearAll(clear: () => Promise<boolean>): Promise<boolean> {
  for (let calls = 0; calls < MOST_CALLS; calls += 1) {
    if (await clear()) return true;
  }
  return false;
}
