/** Codes of errors with which Microsoft Graph, or the login service before it, does not take what is written. */
export const WRITE_FAILURES = [
  'graph.forbidden',
  'graph.unavailable',
  'graph.not-found',
  'graph.conflict',
  'graph.refused',
] as const;

/** See {@link WRITE_FAILURES}. */
export type WriteFailure = (typeof WRITE_FAILURES)[number];

/** What a failure means for whatever is to be written next. */
export interface FailureMeaning {
  /** Another device of the tenant would meet the same: it is not tried meanwhile. */
  readonly isTenantWide: boolean;
  /** Graph has changed nothing, and that is certain. */
  readonly isCertain: boolean;
  /** The same is not tried again. */
  readonly isFinal: boolean;
  /** Milliseconds before the next attempt, at least. */
  readonly rest: number;
  /** In words, for administrators. */
  readonly meaning: string;
  readonly remedy: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const OF_ONE_DEVICE = { isTenantWide: false, isCertain: true, isFinal: true, rest: 0 };

/** Each failure, and what it means. */
export const FAILURE_MEANINGS: Readonly<Record<WriteFailure, FailureMeaning>> = {
  'graph.forbidden': {
    isTenantWide: true,
    isCertain: true,
    isFinal: false,
    rest: DAY_MS,
    meaning:
      'Microsoft Graph does not let this service write whether Windows PCs are managed and compliant: only applications that Microsoft has approved for it may, and an administrator must have consented to Device.ReadWrite.All',
    remedy:
      'Nothing else depends on it: how PCs stand is seen here all the same. Ask the operator of the service whether it is approved, let an administrator consent, or turn writeCompliance off. It is tried again once a day.',
  },
  'graph.unavailable': {
    isTenantWide: true,
    isCertain: false,
    isFinal: false,
    rest: 10 * MINUTE_MS,
    meaning: 'Microsoft Graph could not be reached, or asked to come later',
    remedy: 'It is tried again by itself, less often the longer it lasts.',
  },
  'graph.not-found': {
    ...OF_ONE_DEVICE,
    meaning: 'the directory has no such device any more: somebody deleted it',
    remedy: 'Remove the work account from the PC and add it again, which registers it anew. It is tried again then.',
  },
  'graph.conflict': {
    ...OF_ONE_DEVICE,
    meaning: 'Microsoft Graph says that this contradicts what it knows of the device',
    remedy: 'It is tried again when the PC stands otherwise.',
  },
  'graph.refused': {
    ...OF_ONE_DEVICE,
    meaning: 'Microsoft Graph does not accept this for the device',
    remedy: 'It is tried again when the PC stands otherwise.',
  },
};

/** The failure that an error is; `undefined` for an error of another kind. */
export function writeFailureOf(code: string): WriteFailure | undefined {
  return WRITE_FAILURES.find((known) => known === code);
}

/**
 * How long to wait after so many failed attempts, in milliseconds: twice as long each time, at most a day, and never less
 * than the failure or Graph itself asks for.
 * @param retryAfter Seconds that Graph asked for.
 */
export function restAfter(failure: WriteFailure, tries: number, retryAfter = 0): number {
  return Math.min(Math.max(backOff(tries), FAILURE_MEANINGS[failure].rest, retryAfter * 1000), DAY_MS);
}

const FIRST_MS = 10 * MINUTE_MS;
/** Beyond it the wait is a day in any case. */
const MOST_DOUBLINGS = 10;

/** Milliseconds after which an attempt whose end nobody knows may be made again. */
export function backOff(tries: number): number {
  return Math.min(FIRST_MS * 2 ** Math.min(tries - 1, MOST_DOUBLINGS), DAY_MS);
}
