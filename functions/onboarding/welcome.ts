import { onboardingPage } from '../../shared/onboarding/page';
import type { Call, Reply } from '../http';
import { pageReply } from '../terms/replies';
import { beginVisit, setCookie } from './browser';
import { onboardingParts } from './parts';
import { wordsFor } from './words-for';

/** `GET /onboard`: tells what will happen; with `step=sign-in`, from the button there, begins a visit. */
export async function welcome(call: Call): Promise<Reply> {
  return call.request.query.get('step') === 'sign-in' ? sendToSignIn(call) : welcomePage(call);
}

function welcomePage(call: Call): Reply {
  const { authority, tenantAdmission } = call.service().config;
  const { language, welcome: words } = wordsFor(call);
  const page = onboardingPage({
    language,
    title: words.title,
    paragraphs: [words.introduction, words.whatHappens],
    points: [...words.steps, words[tenantAdmission]],
    form: {
      method: 'get',
      action: '/onboard',
      label: words.button,
      hidden: [['step', 'sign-in']],
      redirectsTo: authority,
    },
  });
  return pageReply(200, page);
}

// Whoever comes here is unknown, so nothing is stored: the visit is in the browser's cookie until Entra sends it back.
function sendToSignIn(call: Call): Reply {
  const { cookie, id, nonce, verifier } = beginVisit(call.service().clock());
  const location = onboardingParts(call.service()).signIn.address({ state: id, nonce, verifier });
  return { status: 303, headers: { location, 'set-cookie': setCookie(cookie), 'referrer-policy': 'no-referrer' } };
}
