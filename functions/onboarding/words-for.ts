import { type OnboardingWords, onboardingWords } from '../../shared/onboarding/words';
import { preferredLanguages } from '../../shared/terms/preferred-languages';
import type { Call } from '../http';

/** The words of the page in the language that the browser asks for [RFC 9110 12.5.4]. */
export const wordsFor = ({ request }: Pick<Call, 'request'>): OnboardingWords =>
  onboardingWords(preferredLanguages([request.headers.get('accept-language')]));
