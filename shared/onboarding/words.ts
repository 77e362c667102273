import { chooseLocale } from '../terms/choose-locale';
import { arabic } from './words/ar';
import { german } from './words/de';
import { english } from './words/en';
import { spanish } from './words/es';
import { french } from './words/fr';
import { italian } from './words/it';
import { japanese } from './words/ja';
import { dutch } from './words/nl';
import { polish } from './words/pl';
import { portuguese } from './words/pt';

/** Codes of the refusals that have a sentence of their own on the page. */
export type OnboardingReason =
  | 'onboarding.visit'
  | 'onboarding.sign-in'
  | 'onboarding.other-tenant'
  | 'onboarding.not-administrator'
  | 'onboarding.no-consent'
  | 'onboarding.name'
  | 'onboarding.listed'
  | 'tenant.suspended';

/** The words of the pages below `/onboard`, in one language. `{account}`, `{tenant}`, `{organization}` are filled in. */
export interface OnboardingWords {
  /** For the attribute `lang`. */
  readonly language: string;
  readonly welcome: {
    readonly title: string;
    readonly introduction: string;
    readonly whatHappens: string;
    readonly steps: readonly [string, string, string];
    /** Where the deployment admits whoever comes. */
    readonly open: string;
    /** Where its operator lists tenants. */
    readonly listed: string;
    readonly button: string;
  };
  readonly confirmation: {
    readonly title: string;
    readonly signedIn: string;
    readonly points: readonly [string, string, string];
    readonly field: string;
    readonly button: string;
  };
  readonly done: {
    readonly title: string;
    readonly introduction: string;
    /** What the command that follows does. */
    readonly onboard: string;
    readonly doctor: string;
  };
  readonly closing: { readonly title: string; readonly text: string };
  readonly refusal: {
    readonly title: string;
    readonly reference: string;
    readonly button: string;
    /** For every refusal that `reasons` does not name. */
    readonly other: string;
    readonly reasons: Readonly<Record<OnboardingReason, string>>;
  };
}

/** The pages in every language, English first. */
export const onboardingLanguages: readonly OnboardingWords[] = [
  english,
  german,
  french,
  spanish,
  italian,
  dutch,
  portuguese,
  polish,
  japanese,
  arabic,
];

/** The words in the language that is wanted most (language tags, most wanted first), or in English. */
export function onboardingWords(wishes: readonly string[]): OnboardingWords {
  const languages = onboardingLanguages.map(({ language }) => language);
  const chosen = chooseLocale(wishes, languages, english.language);
  return onboardingLanguages.find(({ language }) => language === chosen) ?? english;
}

/** The sentence for a refusal. */
export function reasonOf({ refusal }: OnboardingWords, code: string): string {
  return new Map<string, string>(Object.entries(refusal.reasons)).get(code) ?? refusal.other;
}
