import { setTimeout as pause } from 'node:timers/promises';
import { type TableFailure, toTableFailure } from './failure';

/** How long one attempt may take, in milliseconds. */
export interface AttemptLimits {
  /** What names its rows, or the partition in which they are: the service finds them at once. */
  readonly call: number;
  /** What looks through many partitions: the service may filter for five seconds before it hands out a place to go on. */
  readonly scan: number;
}

/** The service itself gives a request thirty seconds. */
export const ATTEMPT_LIMITS: AttemptLimits = { call: 3000, scan: 20_000 };

const PAUSES_MS = [100, 300];
const LONGEST_WAIT_S = 1;
const PASSING: ReadonlySet<number> = new Set([0, 408, 429, 500, 502, 503, 504]);

function isWorthRepeating({ status, retryAfter }: TableFailure): boolean {
  return PASSING.has(status) && (retryAfter ?? 0) <= LONGEST_WAIT_S;
}

async function once<T>(call: (signal: AbortSignal) => Promise<T>, ms: number): Promise<T> {
  try {
    return await call(AbortSignal.timeout(ms));
  } catch (thrown) {
    throw toTableFailure(thrown);
  }
}

/**
 * Makes a call and repeats it at most twice when that promises success, so that whoever waits for it (a PC in a sync)
 * gets an answer within ten seconds where an attempt has three. A Retry-After of more than a second is handed on instead of waited for, which the
 * SDK's own repetition would do. The signal ends one attempt after `limit` milliseconds, its body included.
 *
 * A write whose answer got lost is repeated too: a conditional one then reports a change, and the caller, who reads
 * again, finds the own write.
 * @throws TableFailure
 */
export async function attempt<T>(call: (signal: AbortSignal) => Promise<T>, limit: number): Promise<T> {
  for (const ms of PAUSES_MS) {
    try {
      return await once(call, limit);
    } catch (thrown) {
      if (!isWorthRepeating(toTableFailure(thrown))) throw thrown;
    }
    await pause(ms);
  }
  return once(call, limit);
}
