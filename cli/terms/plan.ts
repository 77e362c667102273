import type { ApiClient, ApiRequest } from '../api-client';
import { termsAnswer, termsPath } from './answers';
import { readTerms, type TermsFile } from './read-terms';

/** A file of terms, and what is saved in its language. */
export interface TermsToPlan extends TermsFile {
  readonly organization: string;
  /** The version that counts now. */
  readonly saved: string | undefined;
}

/** What a file of terms changes; without a request, nothing. */
export interface PlannedTerms extends TermsFile {
  readonly before: string | undefined;
  readonly after: string;
  readonly request?: ApiRequest;
}

/** Compares a file with what is saved; saves nothing. @throws CliFailure */
export async function planTerms(
  api: ApiClient,
  { file, locale, organization, saved }: TermsToPlan,
): Promise<PlannedTerms> {
  const body = await readTerms(file, organization);
  const planned = { file, locale, before: saved, after: body.version };
  const path = termsPath(locale);
  if (saved === undefined) return { ...planned, request: { ...save, path, body, headers: { 'if-none-match': '*' } } };
  const there = await api.send({ method: 'GET', path }, termsAnswer);
  const { version, title, text } = there.body;
  if (version === body.version && title === body.title && text === body.text) return planned;
  const headers = there.etag === undefined ? {} : { 'if-match': there.etag };
  return { ...planned, request: { ...save, path, body, headers } };
}

const save = { method: 'PUT' } as const;
