import { describe, expect, it } from 'vitest';
import { type OnboardingWords, onboardingLanguages, onboardingWords, reasonOf } from '../../../shared/onboarding/words';
import { uiLanguages } from '../../../shared/terms/ui-strings';
import { sentencesOf, valuesIn } from '../../support/sentences';

const [english, ...others] = onboardingLanguages;

describe('the words of the pages below /onboard', () => {
  it('are there in every language of the terms page', () => {
    expect(onboardingLanguages.map(({ language }) => language)).toEqual(uiLanguages);
  });

  it.each(others.map((words) => [words.language, words] as const))('are in %s all of its own', (_, words) => {
    const [own, theirs] = [sentencesOf(words), sentencesOf(english)];
    expect(own).toHaveLength(theirs.length);
    expect(own.filter((sentence) => theirs.includes(sentence))).toEqual([]);
  });

  it.each(others.map((words) => [words.language, words] as const))('name in %s the same values', (_, words) => {
    expect(sentencesOf(words).map(valuesIn)).toEqual(sentencesOf(english).map(valuesIn));
  });

  it.each<[string[], string]>([
    [[], 'en'],
    [['sv'], 'en'],
    [['__proto__'], 'en'],
    [['de-AT'], 'de'],
    [['sv', 'pt-BR', 'fr'], 'pt'],
  ])('are for the wishes %j those of %s', (wishes, language) => {
    expect(onboardingWords(wishes).language).toBe(language);
  });

  it.each(['constructor', 'toString', 'internal'])(
    'have one sentence for the code %s, which they do not know',
    (code) => {
      const words: OnboardingWords = onboardingWords(['de']);
      expect(reasonOf(words, code)).toBe(words.refusal.other);
    },
  );
});
