const DAY_MS = 24 * 60 * 60_000;

/** A day in UTC as yyyymmdd. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10).replaceAll('-', '');

/** The moment at which a day (yyyymmdd, UTC) begins. */
export function startOf(day: string): Date {
  return new Date(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}T00:00:00.000Z`);
}

/** The next day. */
export const dayAfter = (day: string): string => dayOf(new Date(startOf(day).getTime() + DAY_MS));

/** The days before one, the nearest first. */
export function daysBefore(day: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => dayOf(new Date(startOf(day).getTime() - (n + 1) * DAY_MS)));
}

/** The month (yyyymm) that lies so many months before a time. */
export function monthBefore(time: Date, months: number): string {
  const first = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() - months, 1));
  return dayOf(first).slice(0, 6);
}
