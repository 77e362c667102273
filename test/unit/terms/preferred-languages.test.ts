import { describe, expect, it } from 'vitest';
import { preferredLanguages } from '../../../shared/terms/preferred-languages';
import { growthOf, NEARLY_LINEAR } from '../../support/growth';

describe('preferredLanguages', () => {
  it.each<[string, string | null, string[]]>([
    ['nothing', null, []],
    ['an empty list', '', []],
    ['one tag', 'de-DE', ['de-DE']],
    ['tags parted by commas', 'de-AT,en', ['de-AT', 'en']],
    ['tags parted by blanks', 'fr-CA fr en', ['fr-CA', 'fr', 'en']],
    ['weights out of order', 'en;q=0.5, de;q=0.9', ['de', 'en']],
    ['blanks around a weight', 'en ; q=0.5, de', ['de', 'en']],
    ['a language whose tag is a word of weights', 'qu,en', ['qu', 'en']],
    ['a language that is unwanted', 'en;q=0,de', ['de']],
    ['a weight that is no number', 'en;q=much,de', ['de']],
    ['any language', '*,de', ['de']],
    ['what is no tag', '<script>,constructor,__proto__,de', ['de']],
    ['the same tag again', 'de,en,de', ['de', 'en']],
    ['scripts', 'zh-Hans-CN', ['zh-Hans-CN']],
  ])('reads %s', (_what, list, expected) => {
    expect(preferredLanguages([list])).toEqual(expected);
  });

  it('puts an earlier list before a later one', () => {
    expect(preferredLanguages(['de;q=0.1', null, 'en'])).toEqual(['de', 'en']);
  });

  it('keeps at most 20 tags, because each is looked up in every saved language', () => {
    const many = Array.from({ length: 200 }, (_, n) => `en-${100 + n}`).join(',');
    expect(preferredLanguages([many])).toHaveLength(20);
  });

  it.each([' ', ';'])('needs time that grows with the length alone for a header full of "%s"', (bit) => {
    const header = (share: number) => [bit.repeat(60_000 * share)];
    expect(growthOf(header, preferredLanguages)).toBeLessThan(NEARLY_LINEAR);
  });
});
