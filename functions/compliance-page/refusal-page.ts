import type { CompliancePageWords } from '../../shared/compliance/page-words';
import type { ServiceError } from '../../shared/errors';
import { textPage } from '../../shared/terms/text-page';
import type { Call, Reply } from '../http';
import { PROBLEM_STATUS } from '../management/problem';
import { retryAfterOf } from '../retry-after';
import { beginForm } from './begin-form';
import { privatePage } from './private-page';
import { wordsFor } from './words-for';

/** Tells a user why nothing is shown, and what to do; the reference finds the reason in the log. */
export function refusalPage(error: ServiceError, call: Call): Reply {
  const { language, page: words } = wordsFor(call);
  const { title, reference, button } = words.refusal;
  const page = textPage({
    language,
    title,
    paragraphs: [reasonOf(words, error), `${reference}: \u2068${call.correlationId}\u2069`],
    form: beginForm(call, button),
  });
  return privatePage(PROBLEM_STATUS[error.kind], page, retryAfterOf(error));
}

function reasonOf({ refusal }: CompliancePageWords, { code, kind }: ServiceError): string {
  const fallback = kind === 'unavailable' ? refusal.unavailable : refusal.other;
  return new Map<string, string>(Object.entries(refusal.reasons)).get(code) ?? fallback;
}
