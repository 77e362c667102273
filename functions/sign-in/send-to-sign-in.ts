import type { Call, Reply } from '../http';
import { beginVisit, setCookie } from './browser';
import type { SignInFlow } from './sign-in-flow';
import { signInOf } from './sign-in-of';

/**
 * Begins a visit and sends the browser to Entra. Whoever comes here is unknown, so nothing is stored: the visit is in the
 * browser's cookie until Entra sends it back.
 */
export function sendToSignIn(call: Call, flow: SignInFlow): Reply {
  const { cookie, id, nonce, verifier } = beginVisit(call.service().clock());
  const location = signInOf(call.service(), flow).address({ state: id, nonce, verifier });
  return {
    status: 303,
    headers: { location, 'set-cookie': setCookie(flow, cookie), 'referrer-policy': 'no-referrer' },
  };
}
