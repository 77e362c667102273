import { ServiceError } from '../../shared/errors';
import type { SignedIn } from '../../shared/identity/browser-sign-in';
import type { VisitId } from '../../shared/onboarding/visit';
import { organizationName } from '../../shared/tenant/organization-name';
import { filled } from '../../shared/terms/filled';
import { textPage } from '../../shared/terms/text-page';
import type { Call, Reply } from '../http';
import { hashOf } from '../sign-in/browser';
import { completeSignIn } from '../sign-in/complete-sign-in';
import { readForm, single } from '../sign-in/read-form';
import { ONBOARDING } from '../sign-in/sign-in-flow';
import { pageReply } from '../terms/replies';
import { findBegunVisit, findVisit } from './find-visit';
import { onboardingParts } from './parts';
import { wordsFor } from './words-for';

/** `POST /onboard/signed-in`: Entra's form with the code, or, from our own page, the confirmation. */
export async function returnFromSignIn(call: Call): Promise<Reply> {
  const form = await readForm(call, ONBOARDING);
  return form.get('step') === 'confirm' ? confirm(call, form) : signedIn(call, form);
}

// Nobody is known before Entra has taken the code back, which it does once; only then is the visit stored, once as well.
async function signedIn(call: Call, form: URLSearchParams): Promise<Reply> {
  const { visits } = onboardingParts(call.service());
  const visit = await findBegunVisit(call, single(form, 'state'));
  const person = await completeSignIn(call, ONBOARDING, { visit, form });
  const { id, cookie, begunAt } = visit;
  const { tenantId, userId } = person;
  const isAdministrator = person.roles.includes('Mam.Admin');
  await visits.create({ id, browser: hashOf(cookie), begunAt, stage: 'signed-in', tenantId, userId, isAdministrator });
  return confirmationPage(call, id, person);
}

function confirmationPage(call: Call, id: VisitId, { tenantId, userName }: SignedIn): Reply {
  const { language, confirmation: words } = wordsFor(call);
  const page = textPage({
    language,
    title: words.title,
    paragraphs: [filled(words.signedIn, { account: userName ?? tenantId })],
    points: words.points.map((point) => filled(point, { tenant: tenantId })),
    form: {
      method: 'post',
      action: '/onboard/signed-in',
      label: words.button,
      hidden: [
        ['step', 'confirm'],
        ['visit', id],
      ],
      field: { name: 'displayName', label: words.field, value: userName?.split('@')[1] ?? '' },
      leadsTo: [call.service().config.authority],
    },
  });
  return pageReply(200, page);
}

async function confirm(call: Call, form: URLSearchParams): Promise<Reply> {
  const { config } = call.service();
  if (call.request.headers.get('origin') !== config.publicUrl) {
    throw new ServiceError('forbidden', 'onboarding.foreign-origin', 'The form was not sent by this page.');
  }
  const { visits, consent } = onboardingParts(call.service());
  const visit = await findVisit(call, single(form, 'visit'), 'signed-in');
  const displayName = organizationName.safeParse(single(form, 'displayName'));
  if (!displayName.success)
    throw new ServiceError('invalid', 'onboarding.name', 'The name of the organization is missing.');
  const hadConsent = await consent.hasConsent(visit.value.tenantId);
  const next = { ...visit.value, stage: 'consenting', displayName: displayName.data, hadConsent } as const;
  await visits.advance(visit, next);
  const query = new URLSearchParams({
    client_id: config.clientId,
    scope: `${config.graphUrl}/.default`,
    redirect_uri: `${config.publicUrl}/onboard/callback`,
    state: next.id,
  });
  const location = `${config.authority}/${next.tenantId}/v2.0/adminconsent?${query}`;
  return { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } };
}
