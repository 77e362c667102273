import { describe, expect, it } from 'vitest';
import { REASON_CODES } from '../../../shared/compliance/reason-code';
import { reasonWords } from '../../../shared/compliance/reason-words';
import { complianceLanguages, complianceWords, USER_REASONS, userAdvice } from '../../../shared/compliance/user-words';
import { onboardingLanguages } from '../../../shared/onboarding/words';
import { sentencesOf, valuesIn } from '../../support/sentences';

const SINCE = '2026-11-24T08:00:00.000Z';

describe('the words for an administrator', () => {
  it.each(REASON_CODES)('say of %s what it means and what can be done', (code) => {
    const { meaning, remedy } = reasonWords({ code, kind: 'bad', since: SINCE, about: ['3'] });
    expect(meaning.length).toBeGreaterThan(10);
    expect(remedy).toMatch(/^[A-Z].{10,}\.$/);
    expect(meaning + remedy).not.toContain('{');
  });

  it.each(REASON_CODES)('differ for %s from those of every other reason', (code) => {
    const wordsOf = (other: (typeof REASON_CODES)[number]) =>
      reasonWords({ code: other, kind: 'bad', since: SINCE }).meaning;
    expect(REASON_CODES.filter((other) => wordsOf(other) === wordsOf(code))).toEqual([code]);
  });

  it('name what a finding is about', () => {
    const about = ['SecureBootEnabled', 'SafeMode'];
    const { meaning } = reasonWords({ code: 'attestation.unhealthy', kind: 'bad', since: SINCE, about });
    expect(meaning).toContain('SecureBootEnabled, SafeMode');
  });

  it('put the code of a failed attestation into words', () => {
    const { meaning } = reasonWords({
      code: 'attestation.failed',
      kind: 'unknown',
      since: SINCE,
      about: ['not-supported'],
    });
    expect(meaning).toContain('this Windows cannot attest its health');
  });

  it.each([
    ['26', 'tried again every day'],
    ['7', 'TPM'],
    ['not-supported', 'TPM'],
    ['host-not-allowed', 'attestationHost'],
  ])('say of an attestation that failed with %s what can be done', (failure, words) => {
    const finding = { code: 'attestation.failed', kind: 'unknown', since: SINCE, about: [failure] } as const;
    expect(reasonWords(finding).remedy).toContain(words);
  });
});

describe('the words for a user', () => {
  it('are there in every language of the other pages', () => {
    const languages = complianceLanguages.map(({ language }) => language);
    expect(languages).toEqual(onboardingLanguages.map(({ language }) => language));
  });

  it.each(complianceLanguages.map((words) => [words.language, words] as const))(
    'tell in %s for each reason what is wrong and what to do, each in its own words',
    (language, { reasons }) => {
      const english = complianceWords(['en']).reasons;
      const problems = Object.values(reasons).map(({ problem }) => problem);
      expect(new Set(problems).size).toBe(problems.length);
      for (const text of Object.values(reasons).flatMap(({ problem, advice }) => [problem, advice])) {
        expect(text).toMatch(/[.。]$/);
        expect(text).toBe(text.trim());
      }
      if (language === 'en') return;
      const untranslated = Object.values(english).filter(({ problem }) => problems.includes(problem));
      expect(untranslated).toEqual([]);
    },
  );

  it('are chosen by the wishes of the browser, English where there is nothing else', () => {
    expect(complianceWords(['de-AT', 'en']).language).toBe('de');
    expect(complianceWords(['xx']).language).toBe('en');
  });

  it('say each thing once, in the order of the reasons', () => {
    const advice = userAdvice(complianceWords(['en']), ['firewall.off', 'tpm.unknown', 'encryption.unknown']);
    expect(advice.map(({ problem }) => problem)).toEqual([
      'The firewall is off or paused.',
      'Your PC does not tell something that your organization requires.',
    ]);
  });

  it('exist for every reason, and no words are left over', () => {
    expect(Object.keys(USER_REASONS)).toEqual([...REASON_CODES]);
    expect(new Set(Object.values(USER_REASONS))).toEqual(new Set(Object.keys(complianceWords(['en']).reasons)));
  });
});

describe('the words of the user’s page', () => {
  const english = sentencesOf(complianceWords(['en']).page);

  it.each(complianceLanguages.map((words) => [words.language, words.page] as const))(
    'are there in %s, with the same values',
    (_, page) => {
      expect(sentencesOf(page).map(valuesIn)).toEqual(english.map(valuesIn));
      for (const text of sentencesOf(page)) expect([text.trim(), text.length > 1]).toEqual([text, true]);
    },
  );

  it.each(complianceLanguages.slice(1).map((words) => [words.language, words.page] as const))(
    'are in %s all of its own',
    (_, page) => {
      expect(sentencesOf(page).filter((sentence) => english.includes(sentence))).toEqual([]);
    },
  );

  it.each(complianceLanguages.map((words) => [words.language, words.page] as const))(
    'tell in %s each state and each refusal in other words',
    (_, { states, refusal: { reasons, other, unavailable } }) => {
      const sentences = [...Object.values(states), ...Object.values(reasons), other, unavailable];
      expect(new Set(sentences).size).toBe(sentences.length);
      for (const sentence of sentences) expect(sentence).toMatch(/[.。]$/);
    },
  );
});
