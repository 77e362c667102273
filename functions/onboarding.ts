import type { ErrorKind, ServiceError } from '../shared/errors';
import { reasonOf } from '../shared/onboarding/words';
import { filled } from '../shared/terms/filled';
import { textPage } from '../shared/terms/text-page';
import { type Call, type Reply, type Route, registerRoute } from './http';
import { returnFromConsent } from './onboarding/return-from-consent';
import { returnFromSignIn } from './onboarding/return-from-sign-in';
import { welcome } from './onboarding/welcome';
import { wordsFor } from './onboarding/words-for';
import { retryAfterOf } from './retry-after';
import { pageReply } from './terms/replies';

const ROUTES: readonly Omit<Route, 'refuse'>[] = [
  { name: 'onboard', route: 'onboard', handlers: { GET: welcome } },
  { name: 'onboard-signed-in', route: 'onboard/signed-in', handlers: { POST: returnFromSignIn } },
  { name: 'onboard-callback', route: 'onboard/callback', handlers: { GET: returnFromConsent } },
];

/** `/onboard` and below: an administrator brings the own tenant in by browser. */
export function registerOnboarding(): void {
  for (const route of ROUTES) registerRoute({ ...route, refuse: refusalPage });
}

const STATUS = new Map<ErrorKind, number>([
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['conflict', 409],
  ['precondition', 409],
  ['too-large', 413],
  ['unsupported-media', 415],
  ['internal', 500],
  ['unavailable', 503],
]);

function refusalPage(error: ServiceError, call: Call): Reply {
  const { authority } = call.service().config;
  const words = wordsFor(call);
  const { refusal } = words;
  const tenant = error.tenantId ?? '';
  const reason = filled(reasonOf(words, error.code), { tenant });
  const page = textPage({
    language: words.language,
    title: refusal.title,
    paragraphs: [reason, `${refusal.reference}: \u2068${call.correlationId}\u2069`],
    points: error.code === 'onboarding.listed' ? [{ command: `PUT /api/v1/operator/tenants/${tenant}` }] : [],
    form: { method: 'get', action: '/onboard', label: refusal.button, hidden: [], leadsTo: [authority] },
  });
  const reply = pageReply(STATUS.get(error.kind) ?? 400, page);
  return { ...reply, headers: { ...reply.headers, ...retryAfterOf(error) } };
}
