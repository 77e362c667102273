/** The end of the calendar that ISO 8601 writes with four digits of a year: times sort as texts up to here. */
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** A time and so many milliseconds, ISO 8601; a tenant's number may be larger than any calendar. */
export function after(time: string | Date, ms: number): string {
  return new Date(Math.min(new Date(time).getTime() + ms, LAST)).toISOString();
}
