import type { RpcCookie } from './worker-types';

const SAME_SITE = { none: undefined, lax: 'lax', strict: 'strict', explicitNone: 'none' } as const;

/** A member of `cookies` as the `set-cookie` line that ASP.NET writes: value escaped, path `/` unless it is named. */
export function toSetCookie(cookie: RpcCookie): string {
  const seconds = cookie.expires?.value?.seconds;
  const sameSite = SAME_SITE[cookie.sameSite ?? 'none'];
  const attributes: [string, string | number | undefined][] = [
    ['expires', seconds === undefined ? undefined : new Date(seconds * 1000).toUTCString()],
    ['max-age', cookie.maxAge?.value],
    ['domain', cookie.domain?.value ?? undefined],
    ['path', cookie.path?.value ?? '/'],
    ['samesite', sameSite],
  ];
  const texts = attributes.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}=${value}`);
  const flags = [cookie.secure?.value ? 'secure' : '', cookie.httpOnly?.value ? 'httponly' : ''].filter(Boolean);
  return [`${cookie.name}=${encodeURIComponent(cookie.value)}`, ...texts, ...flags].join('; ');
}
