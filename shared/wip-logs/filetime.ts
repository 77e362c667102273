const TICKS_PER_MS = 10_000n;
const MS_FROM_1601_TO_1970 = 11_644_473_600_000n;
const DIGITS = /^\d{1,20}$/;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;
// Windows 10 is of that year; what is older than the protection itself is not a time.
const EARLIEST = Date.UTC(2015, 0, 1);
const DAY_MS = 24 * 60 * 60_000;

/**
 * Milliseconds since 1970 of a FILETIME, which counts 100 ns since 1601 and is beyond what a number holds exactly; rounded
 * down. ISO 8601 in UTC is understood as well. `undefined` for what cannot be: a clock that ran ahead by more than a day
 * must not carry anybody into the future.
 */
export function timeOf(stamp: string, now: Date): number | undefined {
  const ms = DIGITS.test(stamp) ? fromTicks(BigInt(stamp)) : ISO.test(stamp) ? Date.parse(stamp) : Number.NaN;
  return ms >= EARLIEST && ms <= now.getTime() + DAY_MS ? ms : undefined;
}

function fromTicks(ticks: bigint): number {
  return Number(ticks / TICKS_PER_MS - MS_FROM_1601_TO_1970);
}
