import { ServiceError } from '../../shared/errors';
import { type Call, readBody } from '../http';
import type { SignInFlow } from './sign-in-flow';

const FORM_LIMIT = 32 * 1024;

/**
 * The form that Entra, or a page of our own, lets the browser post.
 * @throws ServiceError `too-large` / `body.too-large`; `unsupported-media` / `onboarding.form-type`, `compliance.form-type`
 */
export async function readForm(call: Call, { area }: SignInFlow): Promise<URLSearchParams> {
  const body = await readBody(call.request, FORM_LIMIT);
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(call.request.headers.get('content-type') ?? '')) {
    throw new ServiceError('unsupported-media', `${area}.form-type`, 'The form must be sent as the page sends it.');
  }
  return new URLSearchParams(new TextDecoder().decode(body));
}

/** The value of a field; one that comes twice is as good as none. */
export function single(form: URLSearchParams, name: string): string | null {
  const [value, ...further] = form.getAll(name);
  return value === undefined || value === '' || further.length > 0 ? null : value;
}
