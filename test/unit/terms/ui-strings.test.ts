import { describe, expect, it } from 'vitest';
import { uiLanguages, uiStrings } from '../../../shared/terms/ui-strings';

describe('uiStrings', () => {
  it('knows the ten languages', () => {
    expect(uiLanguages).toEqual(['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'ja', 'ar']);
  });

  it.each(uiLanguages)('tells the two buttons apart in %s', (language) => {
    const { accept, decline } = uiStrings(language);
    expect(accept).not.toBe(decline);
  });

  it.each(uiLanguages.slice(1))('has every sentence in %s in words of its own', (language) => {
    const [own, english] = [uiStrings(language), uiStrings('en')];
    for (const sentence of ['accept', 'decline', 'hint', 'errorTitle', 'errorAdvice', 'reference'] as const) {
      expect(own[sentence]).not.toBe(english[sentence]);
    }
  });

  it.each(['sv', 'constructor', '__proto__', ''])('falls back to English for "%s"', (locale) => {
    expect(uiStrings(locale).language).toBe('en');
  });

  it('contains nothing that would need escaping twice over', () => {
    for (const language of uiLanguages) expect(Object.values(uiStrings(language)).join('')).not.toMatch(/[<>&]/);
  });
});
