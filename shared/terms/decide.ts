import { ServiceError } from '../errors';
import type { Acceptance } from './acceptance';

/** What the user can answer. */
export type Decision = NonNullable<Acceptance['decision']>;

/** An acceptance on which the user has decided. */
export type Decided = Acceptance & { readonly decision: Decision; readonly decidedAt: string };

const OPEN_MS = 60 * 60 * 1_000;

/**
 * Records a decision. The same decision once more is the row as it is (the very same object: nothing to store), so that
 * a form that is sent twice does no harm.
 * @throws ServiceError `conflict`: `terms.page-expired` more than an hour after the page was shown,
 * `terms.decided-otherwise` when the user had already decided the other way
 */
export function decide(acceptance: Acceptance, decision: Decision, now: Date): Decided {
  if (!(now.getTime() - Date.parse(acceptance.shownAt) <= OPEN_MS)) {
    throw new ServiceError('conflict', 'terms.page-expired', 'This page was open for too long.');
  }
  if (isDecided(acceptance)) {
    if (acceptance.decision === decision) return acceptance;
    throw new ServiceError('conflict', 'terms.decided-otherwise', 'This page was answered before.');
  }
  return { ...acceptance, decision, decidedAt: now.toISOString() };
}

function isDecided(acceptance: Acceptance): acceptance is Decided {
  return acceptance.decision !== undefined && acceptance.decidedAt !== undefined;
}
