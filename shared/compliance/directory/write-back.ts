import type { EnrollmentId } from '../../ids';
import { after } from '../after';
import { type DirectoryStanding, saysTheSame } from './directory-standing';
import { backOff, FAILURE_MEANINGS, restAfter, type WriteFailure } from './write-failure';

/** What the directory was told of a device, and the attempt that has not come to a good end. */
export interface WriteBack {
  /** What Graph confirmed last; absent while nothing was, and while nobody knows what became of an attempt. */
  readonly written?: DirectoryStanding & { readonly at: string };
  readonly attempt?: WriteAttempt;
}

/** An attempt to write; times are ISO 8601. */
export interface WriteAttempt extends WriteWish {
  readonly at: string;
  /** This one counted. */
  readonly tries: number;
  /** When the same may be tried again. */
  readonly retryAt: string;
  /** How it ended; absent while it is under way, or whoever began it died. */
  readonly failure?: WriteFailure;
}

/** What is to be written, and for which enrollment. */
export interface WriteWish {
  readonly standing: DirectoryStanding;
  readonly generation: EnrollmentId;
}

/** What is to be done about a wish. */
export type WriteStep =
  /** Nothing is to be written, or not any more. */
  | { readonly kind: 'none' }
  /** The directory says so already, and the attempt at something else is over: what was written is remembered alone. */
  | { readonly kind: 'settle'; readonly settled: WriteBack }
  /** The directory claims nothing of a device that has left: what is remembered can go. */
  | { readonly kind: 'forget' }
  | { readonly kind: 'wait'; readonly until: string }
  /** Remember `begun` first: who loses that race, or dies behind it, writes nothing twice. */
  | { readonly kind: 'write'; readonly begun: WriteBack & { readonly attempt: WriteAttempt } };

/**
 * Decides whether the directory must be told something. The same is never written twice, and only one attempt is under
 * way at a time, so that an older one cannot overtake a newer one.
 */
export function nextWrite(wish: WriteWish, before: WriteBack | undefined, now: Date): WriteStep {
  const { written, attempt } = before ?? {};
  if (attempt !== undefined && attempt.failure === undefined && isAhead(attempt.retryAt, now)) {
    return { kind: 'wait', until: attempt.retryAt };
  }
  if (!wish.standing.isManaged && claimsNothing(before)) return { kind: 'forget' };
  if (written !== undefined && saysTheSame(written, wish.standing)) {
    return attempt === undefined ? { kind: 'none' } : { kind: 'settle', settled: { written } };
  }
  if (attempt === undefined || !isFor(wish, attempt)) return begin(wish, 1, now);
  if (attempt.failure !== undefined && FAILURE_MEANINGS[attempt.failure].isFinal) return { kind: 'none' };
  // Where the service is not allowed to, the whole tenant rests, until somebody has mended that.
  return isAhead(attempt.retryAt, now) && attempt.failure !== 'graph.forbidden'
    ? { kind: 'wait', until: attempt.retryAt }
    : begin(wish, attempt.tries + 1, now);
}

/** What is remembered of an attempt that Graph confirmed. */
export function confirmed({ standing }: WriteAttempt, now: Date): WriteBack {
  return { written: { ...standing, at: now.toISOString() } };
}

/** How an attempt failed. */
export interface FailedWrite {
  readonly failure: WriteFailure;
  /** Seconds that Graph asked to wait. */
  readonly retryAfter?: number | undefined;
  readonly now: Date;
}

/** What is remembered of an attempt that failed. What was written before stands, where it is certain that it does. */
export function failed(attempt: WriteAttempt, before: WriteBack | undefined, { failure, ...end }: FailedWrite) {
  const retryAt = after(end.now, restAfter(failure, attempt.tries, end.retryAfter));
  const stands = FAILURE_MEANINGS[failure].isCertain && before?.written !== undefined;
  return {
    ...(stands ? { written: before.written } : {}),
    attempt: { ...attempt, at: end.now.toISOString(), retryAt, failure },
  };
}

function begin(wish: WriteWish, tries: number, now: Date): WriteStep {
  const attempt = { ...wish, at: now.toISOString(), tries, retryAt: after(now, backOff(tries)) };
  return { kind: 'write', begun: { attempt } };
}

function isFor({ standing, generation }: WriteWish, attempt: WriteAttempt): boolean {
  return saysTheSame(attempt.standing, standing) && attempt.generation === generation;
}

// What was refused for certain was never claimed, and nothing can be claimed of what is gone.
function claimsNothing({ written, attempt }: WriteBack = {}): boolean {
  if (attempt?.failure === 'graph.not-found') return true;
  if (written?.isManaged === true) return false;
  return attempt === undefined || (attempt.failure !== undefined && FAILURE_MEANINGS[attempt.failure].isCertain);
}

const isAhead = (time: string, now: Date): boolean => Date.parse(time) > now.getTime();
