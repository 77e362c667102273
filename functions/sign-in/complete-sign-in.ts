import { ServiceError } from '../../shared/errors';
import type { SignedIn } from '../../shared/identity/browser-sign-in';
import type { Call } from '../http';
import type { BegunVisit } from './browser';
import { single } from './read-form';
import type { SignInFlow } from './sign-in-flow';
import { signInOf } from './sign-in-of';

/**
 * Who came back from Entra with the form, in a visit of this browser. Entra takes each code once.
 * @throws ServiceError `forbidden` or `unauthenticated` / `onboarding.sign-in`, `compliance.sign-in`; `token.*`;
 * `unavailable` / `identity.login-unavailable`
 */
export async function completeSignIn(
  call: Call,
  flow: SignInFlow,
  { visit, form }: { readonly visit: BegunVisit; readonly form: URLSearchParams },
): Promise<SignedIn> {
  const code = single(form, 'code');
  if (code === null) throw new ServiceError('forbidden', `${flow.area}.sign-in`, 'The sign-in was broken off.');
  return signInOf(call.service(), flow).complete(code, visit);
}
