/** Runs something for each of many, so many at a time, and gives the results in their order. */
export async function inParts<T, R>(many: readonly T[], size: number, run: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < many.length; from += size) {
    results.push(...(await Promise.all(many.slice(from, from + size).map(run))));
  }
  return results;
}
