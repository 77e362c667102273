import { after } from '../after';
import type { FailedWrite } from './write-back';
import { restAfter, type WriteFailure } from './write-failure';

/** Why nothing is written into the directory of a tenant for the time being, whatever the device. Times are ISO 8601. */
export interface DirectoryRefusal {
  readonly failure: WriteFailure;
  /** When this failure came first. */
  readonly since: string;
  readonly at: string;
  readonly tries: number;
  /** No device of the tenant is written before. */
  readonly retryAt: string;
}

/** The refusal after one more failure. */
export function refusedAgain(before: DirectoryRefusal | undefined, { failure, retryAfter, now }: FailedWrite) {
  const isSame = before?.failure === failure;
  const tries = isSame ? before.tries + 1 : 1;
  const at = now.toISOString();
  const retryAt = after(now, restAfter(failure, tries, retryAfter));
  return { failure, since: isSame ? before.since : at, at, tries, retryAt } satisfies DirectoryRefusal;
}

/** True while nothing is written because of it. */
export function isResting(refusal: DirectoryRefusal | undefined, now: Date): refusal is DirectoryRefusal {
  return refusal !== undefined && Date.parse(refusal.retryAt) > now.getTime();
}
