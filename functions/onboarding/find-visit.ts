import { isCurrent, parseVisitId, type Stage, type Visit } from '../../shared/onboarding/visit';
import type { Stored } from '../../shared/storage/stores/stored';
import type { Call } from '../http';
import { type BegunVisit, isSameBrowser } from '../sign-in/browser';
import { readBegunVisit, unknownVisit } from '../sign-in/read-begun-visit';
import { ONBOARDING } from '../sign-in/sign-in-flow';
import { onboardingParts } from './parts';

/** A visit at a known stage. */
export type VisitAt<Name extends Stage> = Visit & { readonly stage: Name };

/**
 * The visit that this browser began, if `state` names it, it is not too old and nobody has come back from it yet.
 * @throws ServiceError `forbidden` / `onboarding.visit`
 */
export async function findBegunVisit(call: Call, state: string | null): Promise<BegunVisit> {
  const visit = readBegunVisit(call, ONBOARDING, state);
  if ((await onboardingParts(call.service()).visits.load(visit.id)) !== undefined) throw unknownVisit(ONBOARDING);
  return visit;
}

/**
 * The visit that `state` names, if it belongs to this browser, is not too old, and stands where this step begins. One answer
 * for everything else, so that nothing can be learned by trying.
 * @throws ServiceError `forbidden` / `onboarding.visit`
 */
export async function findVisit<Name extends Stage>(
  call: Call,
  state: string | null,
  stage: Name,
): Promise<Stored<VisitAt<Name>>> {
  const id = parseVisitId(state);
  const stored = id === undefined ? undefined : await onboardingParts(call.service()).visits.load(id);
  if (stored === undefined || !isAt(stored, stage)) throw unknownVisit(ONBOARDING);
  const { value } = stored;
  const isOurs = isSameBrowser(ONBOARDING, call.request.headers.get('cookie'), value.browser);
  if (!isOurs || !isCurrent(value, call.service().clock())) throw unknownVisit(ONBOARDING);
  return stored;
}

function isAt<Name extends Stage>(stored: Stored<Visit>, stage: Name): stored is Stored<VisitAt<Name>> {
  return stored.value.stage === stage;
}
