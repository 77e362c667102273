import { textPage } from '../../shared/terms/text-page';
import type { Call, Reply } from '../http';
import { sendToSignIn } from '../sign-in/send-to-sign-in';
import { COMPLIANCE } from '../sign-in/sign-in-flow';
import { beginForm } from './begin-form';
import { privatePage } from './private-page';
import { wordsFor } from './words-for';

/** `GET /mam/compliance`: what the page is for; with `step=sign-in`, from the button there, begins a visit. */
export async function welcome(call: Call): Promise<Reply> {
  return call.request.query.get('step') === 'sign-in' ? sendToSignIn(call, COMPLIANCE) : welcomePage(call);
}

function welcomePage(call: Call): Reply {
  const { language, page: words } = wordsFor(call);
  const page = textPage({
    language,
    title: words.title,
    paragraphs: [words.introduction, words.privacy],
    form: beginForm(call, words.button),
  });
  return privatePage(200, page);
}
