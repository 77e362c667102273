import { describe, expect, it } from 'vitest';
import { chooseLocale } from '../../../shared/terms/choose-locale';

describe('chooseLocale', () => {
  it('finds nothing where nothing is saved', () => {
    expect(chooseLocale(['en'], [], 'en')).toBeUndefined();
  });

  it.each<[string, string[], string[], string | undefined, string]>([
    ['the same tag', ['de-AT'], ['en', 'de', 'de-AT'], undefined, 'de-AT'],
    ['the same tag in other letters', ['DE-at'], ['en', 'de-AT'], undefined, 'de-AT'],
    ['the language where the region is not there', ['de-AT'], ['en', 'de-DE', 'de'], undefined, 'de'],
    ['the script where the region is not there', ['zh-Hans-SG'], ['zh', 'zh-Hans'], undefined, 'zh-Hans'],
    ['another region of the language', ['de-AT'], ['en', 'de-CH'], undefined, 'de-CH'],
    ['the default among several regions', ['en-AU'], ['en-GB', 'en-US'], 'en-US', 'en-US'],
    ['the first wish that fits', ['sv', 'fr', 'en'], ['en', 'fr'], undefined, 'fr'],
    ['a region of the first wish before the second wish', ['de-AT', 'en'], ['en', 'de-CH'], undefined, 'de-CH'],
    ['the default where no wish fits', ['ja'], ['en', 'de'], 'de', 'de'],
    ['the first saved one where the default is not there', ['ja'], ['en', 'de'], 'pl', 'en'],
    ['the first saved one without a default', [], ['fr', 'en'], undefined, 'fr'],
  ])('shows %s', (_what, wishes, saved, fallback, expected) => {
    expect(chooseLocale(wishes, saved, fallback)).toBe(expected);
  });

  it('does not take a language for another one that begins alike', () => {
    expect(chooseLocale(['fil'], ['en', 'fi'], undefined)).toBe('en');
  });
});
