import { type ComplianceWords, complianceWords } from '../../shared/compliance/user-words';
import type { TenantSettings } from '../../shared/tenant/tenant';
import { preferredLanguages } from '../../shared/terms/preferred-languages';
import type { Call } from '../http';

/** The words in the language that the browser asks for [RFC 9110 12.5.4], then in that of the tenant, then in English. */
export function wordsFor(
  { request }: Pick<Call, 'request'>,
  { defaultLocale }: Pick<TenantSettings, 'defaultLocale'> = {},
): ComplianceWords {
  const wishes = preferredLanguages([request.headers.get('accept-language')]);
  return complianceWords(defaultLocale === undefined ? wishes : [...wishes, defaultLocale]);
}
