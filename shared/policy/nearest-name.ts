/** Number of insertions, deletions and replacements that turn one text into the other. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    let diagonal = index;
    row = row.reduce<number[]>((next, above, column) => {
      const change = diagonal + (letter === right[column - 1] ? 0 : 1);
      diagonal = above;
      next.push(column === 0 ? index + 1 : Math.min(change, above + 1, (next[column - 1] ?? 0) + 1));
      return next;
    }, []);
  }
  return row[right.length] ?? 0;
}

const longestName = 64;

const shortestBeginning = 3;

/** The one known name of which this is the beginning, or that is the beginning of this. */
function byBeginning(lower: string, known: readonly string[]): string | undefined {
  const [only, ...others] = known.filter((candidate) => {
    const other = candidate.toLowerCase();
    const length = Math.min(lower.length, other.length);
    return length >= shortestBeginning && lower.slice(0, length) === other.slice(0, length);
  });
  return others.length === 0 ? only : undefined;
}

/** The known name that was most likely meant, or `undefined` when none is near. Case does not count. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name === '' || name.length > longestName) return undefined;
  const lower = name.toLowerCase();
  const [best] = known
    .map((candidate) => ({ candidate, steps: distance(lower, candidate.toLowerCase()) }))
    .sort((left, right) => left.steps - right.steps);
  const isNear = best !== undefined && best.steps <= Math.max(2, Math.floor(name.length / 3));
  return isNear ? best.candidate : byBeginning(lower, known);
}
