import { randomBytes } from 'node:crypto';
import { onboardingPage } from '../../shared/onboarding/page';
import { parseVisitId } from '../../shared/onboarding/visit';
import type { Call, Reply } from '../http';
import { pageReply } from '../terms/replies';
import { hashOf, setCookie } from './browser';
import { onboardingParts } from './parts';

const secret = () => randomBytes(32).toString('base64url');

/** `GET /onboard`: tells what will happen; with `step=sign-in`, from the button there, begins a visit. */
export async function welcome(call: Call): Promise<Reply> {
  return call.request.query.get('step') === 'sign-in' ? beginVisit(call) : welcomePage(call);
}

function welcomePage(call: Call): Reply {
  const { authority, tenantAdmission } = call.service().config;
  const page = onboardingPage({
    title: 'Bring your organization in',
    paragraphs: [
      'This service protects work data on personal Windows PCs. You need an account that may consent for your whole organization, such as that of a Global Administrator.',
      'What will happen:',
    ],
    points: [
      'You sign in with Microsoft. Which organization it is about follows from your account alone.',
      'You see what would be created, and may still turn back.',
      'Microsoft asks you to let the service read your users and the groups they belong to.',
      tenantAdmission === 'open'
        ? 'Your organization is created here. No PC enrolls before you say in Entra whose may.'
        : 'The operator of this service decides whether your organization is created.',
    ],
    form: {
      method: 'get',
      action: '/onboard',
      label: 'Sign in',
      hidden: [['step', 'sign-in']],
      redirectsTo: authority,
    },
  });
  return pageReply(200, page);
}

async function beginVisit(call: Call): Promise<Reply> {
  const { clock } = call.service();
  const now = clock().toISOString();
  const id = parseVisitId(`${now.slice(0, 10).replaceAll('-', '')}-${secret()}`);
  if (id === undefined) throw new TypeError('a day and 256 random bits are a visit id');
  const browser = secret();
  const [nonce, verifier] = [secret(), secret()];
  const { visits, signIn } = onboardingParts(call.service());
  await visits.create({ id, browser: hashOf(browser), begunAt: now, stage: 'begun', nonce, verifier });
  const location = signIn.address({ state: id, nonce, verifier });
  return { status: 303, headers: { location, 'set-cookie': setCookie(browser), 'referrer-policy': 'no-referrer' } };
}
