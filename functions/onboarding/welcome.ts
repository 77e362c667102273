import { textPage } from '../../shared/terms/text-page';
import type { Call, Reply } from '../http';
import { sendToSignIn } from '../sign-in/send-to-sign-in';
import { ONBOARDING } from '../sign-in/sign-in-flow';
import { pageReply } from '../terms/replies';
import { wordsFor } from './words-for';

/** `GET /onboard`: tells what will happen; with `step=sign-in`, from the button there, begins a visit. */
export async function welcome(call: Call): Promise<Reply> {
  return call.request.query.get('step') === 'sign-in' ? sendToSignIn(call, ONBOARDING) : welcomePage(call);
}

function welcomePage(call: Call): Reply {
  const { authority, tenantAdmission } = call.service().config;
  const { language, welcome: words } = wordsFor(call);
  const page = textPage({
    language,
    title: words.title,
    paragraphs: [words.introduction, words.whatHappens],
    points: [...words.steps, words[tenantAdmission]],
    form: {
      method: 'get',
      action: '/onboard',
      label: words.button,
      hidden: [['step', 'sign-in']],
      leadsTo: [authority],
    },
  });
  return pageReply(200, page);
}
