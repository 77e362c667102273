import { ServiceError } from '../errors';
import type { TermsText } from './terms-text';

/**
 * Refuses terms whose version is there already with another text: people may have accepted it.
 * @param known What is saved under that version; `undefined`: nothing.
 * @throws ServiceError `conflict` / `terms.version-taken`
 */
export function requireSameTerms(known: TermsText | undefined, { title, text }: TermsText): void {
  if (known === undefined || (known.title === title && known.text === text)) return;
  throw new ServiceError(
    'conflict',
    'terms.version-taken',
    'This version of the terms says something else already. Give the new text a new version.',
  );
}
