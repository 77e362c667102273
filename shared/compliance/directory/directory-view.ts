import type { DirectoryRefusal } from './directory-refusal';
import type { WriteBack } from './write-back';
import { FAILURE_MEANINGS, type WriteFailure } from './write-failure';

/** What the directory knows of a device from this service, as administrators see it. Times are ISO 8601. */
export interface DirectoryView {
  /** What was confirmed last. */
  readonly written?: { readonly isManaged: boolean; readonly isCompliant: boolean; readonly at: string };
  /** Why something is not written. */
  readonly problem?: WriteProblem;
}

/** Why something is not written, in words. */
export interface WriteProblem {
  readonly code: WriteFailure;
  readonly at: string;
  readonly meaning: string;
  readonly remedy: string;
  /** Absent where it is not tried again. */
  readonly nextTryAt?: string;
}

/** What was told of a device, and what was in the way; both absent while nothing was tried. */
export function directoryView({ written, attempt }: WriteBack): DirectoryView {
  return {
    ...(written === undefined ? {} : { written }),
    ...(attempt?.failure === undefined ? {} : { problem: problemOf({ ...attempt, failure: attempt.failure }) }),
  };
}

/** Why nothing is written for the whole tenant. */
export function refusalView(refusal: DirectoryRefusal): WriteProblem & { readonly since: string } {
  return { ...problemOf(refusal), since: refusal.since };
}

function problemOf({ failure, at, retryAt }: Pick<DirectoryRefusal, 'failure' | 'at' | 'retryAt'>): WriteProblem {
  const { meaning, remedy, isFinal } = FAILURE_MEANINGS[failure];
  return { code: failure, at, meaning, remedy, ...(isFinal ? {} : { nextTryAt: retryAt }) };
}
