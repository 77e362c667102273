import { describe, expect, it } from 'vitest';
import {
  beginVisit,
  clearCookie,
  hashOf,
  isSameBrowser,
  readVisit,
  setCookie,
} from '../../../functions/sign-in/browser';
import { COMPLIANCE, ONBOARDING } from '../../../functions/sign-in/sign-in-flow';

const NOW = new Date('2026-11-24T23:59:59.900Z');
const begun = beginVisit(NOW);
const header = setCookie(ONBOARDING, begun.cookie).split(';')[0] ?? '';

describe('a visit that begins', () => {
  it('is read from the cookie as it was begun', () => {
    expect(readVisit(ONBOARDING, `other=1; ${header}`)).toEqual(begun);
  });

  it('bears the day and the second of its begin', () => {
    expect(begun.id.slice(0, 9)).toBe('20261124-');
    expect(begun.begunAt).toBe('2026-11-24T23:59:59.000Z');
  });

  it('has secrets of its own, none of which is another', () => {
    const again = beginVisit(NOW);
    const secrets = [begun, again].flatMap(({ id, nonce, verifier }) => [id.slice(9), nonce, verifier]);
    expect(new Set(secrets).size).toBe(6);
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
  });

  it('shows nothing of the cookie in what Entra gets to see', () => {
    const secret = begun.cookie.slice(11);
    expect(JSON.stringify([begun.id, begun.nonce, begun.verifier])).not.toContain(secret);
  });

  it.each([
    ['no cookie', null],
    ['another cookie', 'session=1'],
    ['two of the name', `${header}; ${header}`],
    ['a begin that is no time', header.replace(/=\d{10}/, '=x')],
    ['a short secret', header.slice(0, -1)],
    ['the cookie of another sign-in', setCookie(COMPLIANCE, begun.cookie)],
    ['the name with another case', header.replace(ONBOARDING.cookie, ONBOARDING.cookie.toUpperCase())],
  ])('is not there with %s', (_, cookies) => {
    expect(readVisit(ONBOARDING, cookies)).toBeUndefined();
  });

  it('is another one where the begin in the cookie was changed', () => {
    const later = header.replace(/=(\d{10})/, (_, seconds: string) => `=${Number(seconds) + 60}`);
    expect(readVisit(ONBOARDING, later)?.id).not.toBe(begun.id);
  });
});

describe('a visit that is over', () => {
  it('is forgotten by the browser under the name and path that it was given', () => {
    expect(clearCookie(COMPLIANCE)).toMatch(/^__Host-mam-compliance=; Path=\/; Secure; HttpOnly; .*Max-Age=0$/);
  });
});

describe('isSameBrowser', () => {
  it('knows the browser by the hash of its cookie, and no other', () => {
    expect(isSameBrowser(ONBOARDING, header, hashOf(begun.cookie))).toBe(true);
    expect(isSameBrowser(ONBOARDING, header, hashOf(beginVisit(NOW).cookie))).toBe(false);
    expect(isSameBrowser(ONBOARDING, null, hashOf(begun.cookie))).toBe(false);
  });
});
