import { ServiceError } from '../../shared/errors';
import { isCurrent } from '../../shared/onboarding/visit';
import type { Call } from '../http';
import { type BegunVisit, isEqual, readVisit } from './browser';
import type { SignInFlow } from './sign-in-flow';

/**
 * The visit that this browser began, if `state` names it and it is not too old. One answer for everything else, so that
 * nothing can be learned by trying.
 * @throws ServiceError `forbidden` / `onboarding.visit`, `compliance.visit`
 */
export function readBegunVisit(call: Call, flow: SignInFlow, state: string | null): BegunVisit {
  const visit = readVisit(flow, call.request.headers.get('cookie'));
  const { clock } = call.service();
  if (visit === undefined || !isEqual(visit.id, state ?? '') || !isCurrent(visit, clock())) throw unknownVisit(flow);
  return visit;
}

/** The error of a visit that is not this browser's, or is over. */
export function unknownVisit({ area }: SignInFlow): ServiceError {
  const text = 'This page belongs to no visit of this browser, or to one that is over. Begin again.';
  return new ServiceError('forbidden', `${area}.visit`, text);
}
