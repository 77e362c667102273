import { ServiceError } from '../../shared/errors';
import { isCurrent, parseVisitId, type Stage, type Visit } from '../../shared/onboarding/visit';
import type { Stored } from '../../shared/storage/store';
import type { Call } from '../http';
import { isSameBrowser } from './browser';
import { onboardingParts } from './parts';

/** A visit at a known stage. */
export type VisitAt<Name extends Stage> = Visit & { readonly stage: Name };

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
  if (stored === undefined || !isAt(stored, stage)) throw unknownVisit();
  const { value } = stored;
  const isOurs = isSameBrowser(call.request.headers.get('cookie'), value.browser);
  if (!isOurs || !isCurrent(value, call.service().clock())) throw unknownVisit();
  return stored;
}

function isAt<Name extends Stage>(stored: Stored<Visit>, stage: Name): stored is Stored<VisitAt<Name>> {
  return stored.value.stage === stage;
}

function unknownVisit(): ServiceError {
  const text = 'This page belongs to no onboarding in this browser, or to one that is over. Begin again.';
  return new ServiceError('forbidden', 'onboarding.visit', text);
}
