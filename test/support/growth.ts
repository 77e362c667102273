const FACTOR = 8;
const ROUNDS = 5;

/** Above this the time of some work grows with more than its size; noise of a busy machine stays below. */
export const NEARLY_LINEAR = 1.6;

/**
 * How the processor time of some work grows with its input: the exponent of the power that leads from an eighth of it to
 * the whole, so that 1 is linear and 2 quadratic. Whatever else happens only adds to a measurement: of several, taken in
 * turn, the quickest counts. What is quicker than one look at four million characters counts as that long, for its time is
 * mostly noise.
 */
export function growthOf<T>(make: (share: number) => T, work: (input: T) => void): number {
  const [part, whole] = [make(1 / FACTOR), make(1)];
  const rounds = Array.from({ length: ROUNDS }, () => [
    timeOf(() => look(LONG_TEXT)),
    timeOf(() => work(part)),
    timeOf(() => work(whole)),
  ]);
  const [least = 0, ofPart = 0, ofWhole = 0] = [0, 1, 2].map((column) => quickest(rounds, column));
  return Math.log(Math.max(ofWhole, least) / Math.max(ofPart, least)) / Math.log(FACTOR);
}

const LONG_TEXT = 'x'.repeat(4_000_000);

function look(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum += text.charCodeAt(index);
  return sum;
}

// Of the processor alone: work of some length is interrupted again and again while other programs run.
function timeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

const quickest = (rounds: readonly (readonly number[])[], column: number) =>
  Math.min(...rounds.map((round) => round[column] ?? Number.POSITIVE_INFINITY));
