/**
 * Milliseconds to wait by a `Retry-After` header, which is a number of seconds or a date; `undefined` where it is absent or
 * neither [RFC 9110 10.2.3].
 */
export function readRetryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  if (/^[0-9]{1,9}$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
