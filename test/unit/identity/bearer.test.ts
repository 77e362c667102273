import { describe, expect, it } from 'vitest';
import { bearerToken } from '../../../shared/identity/bearer';
import { growthOf, NEARLY_LINEAR } from '../../support/growth';

describe('an Authorization header', () => {
  it.each([[null], ['']])('that is %j is refused as missing', (header) => {
    expect(() => bearerToken(header)).toThrow(
      expect.objectContaining({ code: 'token.missing', kind: 'unauthenticated' }),
    );
  });

  it.each([
    ['another scheme', 'Basic YTpi'],
    ['the scheme alone', 'Bearer'],
    ['the scheme and a blank', 'Bearer '],
    ['no blank between scheme and token', 'Bearera.b.c'],
    ['a tab instead of a blank', 'Bearer\ta.b.c'],
    ['two tokens', 'Bearer a.b.c d.e.f'],
    ['the header twice, joined by the host', 'Bearer a.b.c, Bearer a.b.c'],
    ['the header twice, joined without a blank', 'Bearer a.b.c,Bearer d.e.f'],
    ['two schemes', 'Basic YTpi, Bearer a.b.c'],
    ['a comma at the end', 'Bearer a.b.c,'],
    ['a blank at the end', 'Bearer a.b.c '],
    ['a line break at the end', 'Bearer a.b.c\n'],
    ['quotes', 'Bearer "a.b.c"'],
    ['letters outside ASCII', 'Bearer ä.b.c'],
  ])('with %s is refused as malformed', (_, header) => {
    expect(() => bearerToken(header)).toThrow(
      expect.objectContaining({ code: 'token.malformed', kind: 'unauthenticated' }),
    );
  });

  it.each([' ', 'a'])('full of "%s" is judged in time that grows with its length alone', (bit) => {
    const header = (share: number) => `Bearer ${bit.repeat(500_000 * share)},`;
    expect(growthOf(header, (long) => expect(() => bearerToken(long)).toThrow())).toBeLessThan(NEARLY_LINEAR);
  });

  it.each([
    ['Bearer a.b.c', 'a.b.c'],
    ['bearer a.b.c', 'a.b.c'],
    ['BEARER   a.b.c', 'a.b.c'],
  ])('%j carries a token', (header, token) => expect(bearerToken(header)).toBe(token));
});
