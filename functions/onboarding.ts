import type { ErrorKind, ServiceError } from '../shared/errors';
import { onboardingPage } from '../shared/onboarding/page';
import { type Call, type Reply, type Route, registerRoute } from './http';
import { returnFromConsent } from './onboarding/return-from-consent';
import { returnFromSignIn } from './onboarding/return-from-sign-in';
import { welcome } from './onboarding/welcome';
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
  const page = onboardingPage({
    title: 'Your organization was not brought in',
    paragraphs: [error.message, `Reference: ${call.correlationId}`],
    form: { method: 'get', action: '/onboard', label: 'Begin again', hidden: [], redirectsTo: authority },
  });
  return pageReply(STATUS.get(error.kind) ?? 400, page);
}
