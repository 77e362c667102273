import { chooseLocale } from '../terms/choose-locale';
import type { CompliancePageWords } from './page-words';
import type { ReasonCode } from './reason-code';
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

/** What users are told about: reasons that they mend in the same way have the same words. */
export type UserReason =
  | 'secureBoot'
  | 'secureBootUnsupported'
  | 'encryption'
  | 'tpm'
  | 'antivirus'
  | 'signatures'
  | 'firewall'
  | 'protection'
  | 'protectionMissing'
  | 'policy'
  | 'release'
  | 'start'
  | 'startUnproven'
  | 'silence'
  | 'unknown'
  | 'pending';

/** What is wrong with the user's own PC, and what to do, each in whole sentences. */
export interface UserAdvice {
  readonly problem: string;
  readonly advice: string;
}

/** Problems and advice, and the words of the page that shows them, in one language. */
export interface ComplianceWords {
  /** For the attribute `lang`. */
  readonly language: string;
  readonly reasons: Readonly<Record<UserReason, UserAdvice>>;
  readonly page: CompliancePageWords;
}

/** Every language, English first. */
export const complianceLanguages: readonly ComplianceWords[] = [
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
export function complianceWords(wishes: readonly string[]): ComplianceWords {
  const languages = complianceLanguages.map(({ language }) => language);
  const chosen = chooseLocale(wishes, languages, english.language);
  return complianceLanguages.find(({ language }) => language === chosen) ?? english;
}

/** What users are told for each reason code. */
export const USER_REASONS: Readonly<Record<ReasonCode, UserReason>> = {
  'secureBoot.off': 'secureBoot',
  'secureBoot.unsupported': 'secureBootUnsupported',
  'secureBoot.unknown': 'unknown',
  'encryption.off': 'encryption',
  'encryption.unknown': 'unknown',
  'tpm.missing': 'tpm',
  'tpm.unknown': 'unknown',
  'antivirus.off': 'antivirus',
  'antivirus.snoozed': 'antivirus',
  'antivirus.unknown': 'unknown',
  'antivirusSignatures.outdated': 'signatures',
  'antivirusSignatures.unknown': 'unknown',
  'firewall.off': 'firewall',
  'firewall.snoozed': 'firewall',
  'firewall.unknown': 'unknown',
  'protection.off': 'protection',
  'protection.missing': 'protectionMissing',
  'protection.unknown': 'unknown',
  'policy.refused': 'policy',
  'release.tooOld': 'release',
  'release.unknown': 'release',
  'attestation.unhealthy': 'start',
  'attestation.contradictory': 'startUnproven',
  'attestation.incomplete': 'startUnproven',
  'attestation.failed': 'startUnproven',
  'attestation.old': 'startUnproven',
  'attestation.pending': 'pending',
  'facts.pending': 'pending',
  'facts.stale': 'silence',
  'silence.tooLong': 'silence',
};

/** What a user is told, each thing once, in the order of the reasons. */
export function userAdvice(words: ComplianceWords, codes: readonly ReasonCode[]): readonly UserAdvice[] {
  const reasons = new Set(codes.map((code) => USER_REASONS[code]));
  return [...reasons].map((reason) => words.reasons[reason]);
}
