import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseVisitId, VISIT_MS, type VisitId } from '../../shared/onboarding/visit';
import type { SignInFlow } from './sign-in-flow';

type Cookie = Pick<SignInFlow, 'cookie'>;

/** A visit that was sent to Entra and of which nothing is stored yet: all of it follows from the browser's cookie. */
export interface BegunVisit {
  /** The cookie's value. */
  readonly cookie: string;
  /** ISO 8601. */
  readonly begunAt: string;
  /** `state` of the sign-in. */
  readonly id: VisitId;
  readonly nonce: string;
  /** PKCE code verifier [RFC 7636]. */
  readonly verifier: string;
}

// Seconds since 1970, and 256 random bits.
const VALUE = /^([0-9]{10})-[A-Za-z0-9_-]{43}$/;

/** A new visit. */
export function beginVisit(now: Date): BegunVisit {
  const seconds = Math.floor(now.getTime() / 1000);
  return visitOf(`${seconds}-${randomBytes(32).toString('base64url')}`, seconds);
}

/** The visit that the browser's cookie stands for; `undefined` where it has none. */
export function readVisit(flow: Cookie, cookieHeader: string | null): BegunVisit | undefined {
  const cookie = cookieOf(flow, cookieHeader);
  return cookie === undefined ? undefined : visitOf(cookie, Number(cookie.slice(0, 10)));
}

// What is shown to others (state, nonce) tells nothing of the cookie and so nothing of the verifier.
function visitOf(cookie: string, seconds: number): BegunVisit {
  const begunAt = new Date(seconds * 1000).toISOString();
  const derived = (purpose: string) => createHmac('sha256', cookie).update(purpose).digest('base64url');
  const id = parseVisitId(`${begunAt.slice(0, 10).replaceAll('-', '')}-${derived('state')}`);
  if (id === undefined) throw new TypeError('a day and 256 bits are a visit id');
  return { cookie, begunAt, id, nonce: derived('nonce'), verifier: derived('verifier') };
}

/**
 * The header that gives a browser its secret for the time of a visit. SameSite=None, because Entra brings the browser back
 * by a form that is posted from its own site.
 */
export const setCookie = ({ cookie }: Cookie, value: string): string =>
  `${cookie}=${value}; ${ATTRIBUTES}; Max-Age=${VISIT_MS / 1000}`;

/** The header with which a browser forgets its secret, so that the visit is over. */
export const clearCookie = ({ cookie }: Cookie): string => `${cookie}=; ${ATTRIBUTES}; Max-Age=0`;

const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=None';

/** What is stored of a browser's secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** True when the request comes from the browser whose hash was stored. */
export function isSameBrowser(flow: Cookie, cookieHeader: string | null, stored: string): boolean {
  const cookie = cookieOf(flow, cookieHeader);
  return cookie !== undefined && isEqual(hashOf(cookie), stored);
}

/** Compares two secrets without telling by the time it takes how much of them agrees. */
export function isEqual(one: string, other: string): boolean {
  const [ours, theirs] = [Buffer.from(one), Buffer.from(other)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

// The prefix keeps other hosts from setting it; two of the name mean that something is wrong.
function cookieOf({ cookie: name }: Cookie, header: string | null): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value, ...further] = values;
  return value !== undefined && further.length === 0 && VALUE.test(value) ? value : undefined;
}
