import { createHash, timingSafeEqual } from 'node:crypto';

/** Name of the cookie that binds a visit to its browser: this host only, never over http, out of reach of scripts. */
export const COOKIE = '__Host-mam-onboarding';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/**
 * The header that gives a browser its secret for the time of a visit. SameSite=None, because Entra brings the browser back
 * by a form that is posted from its own site.
 */
export const setCookie = (secret: string): string =>
  `${COOKIE}=${secret}; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=1800`;

/** What is stored of a browser's secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** True when the request comes from the browser whose hash was stored. */
export function isSameBrowser(cookieHeader: string | null, stored: string): boolean {
  const secret = secretOf(cookieHeader);
  if (secret === undefined) return false;
  const [ours, theirs] = [Buffer.from(stored), Buffer.from(hashOf(secret))];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

// The prefix keeps other hosts from setting it; two of the name mean that something is wrong.
function secretOf(header: string | null): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${COOKIE}=`))
    .map((pair) => pair.slice(COOKIE.length + 1));
  const [value, ...further] = values;
  return value !== undefined && further.length === 0 && SECRET.test(value) ? value : undefined;
}
