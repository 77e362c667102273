const DAY_MS = 24 * 60 * 60_000;
// The first of January 1970 was a Thursday.
const DAYS_FROM_MONDAY = 3;

/** The number of the week (from Monday, UTC) of a time in ISO 8601: the grain in which lists know who was here. */
export const weekOf = (time: string): number =>
  Math.floor((Math.floor(Date.parse(time) / DAY_MS) + DAYS_FROM_MONDAY) / 7);
