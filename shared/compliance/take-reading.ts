import { after } from './after';
import type { Fact, JudgedReading } from './fact';

const MINUTE_MS = 60_000;

/** Longer than a session, shorter than the way to any next sync. */
const NEXT_SYNC_MS = 15 * MINUTE_MS;

/** Just below a day: who was told that something is wrong is looked at with every daily sync until it is right. */
const NEXT_DAY_MS = 20 * 60 * MINUTE_MS;

/** What a reading is taken in with. */
export interface Taking {
  readonly now: Date;
  /** When a fact that is as it should be is asked for again, ISO 8601. */
  readonly nextRound: string;
}

/**
 * A fact with a new reading of it. What is good counts at once; a first reading that is not, or is not as before, waits
 * for one more sync, for what is read directly after a start may be off (policy guide, section 10). Until then counts what
 * was known.
 */
export function takeReading(fact: Fact, judged: JudgedReading, { now, nextRound }: Taking): Fact {
  const { doubt, ...known } = fact;
  const at = now.toISOString();
  if (isFine(judged) || judged.standing === known.standing) {
    const since = judged.standing === known.standing ? known.since : at;
    return { ...known, ...judged, at, since, dueAt: nextAsking(judged, now, nextRound) };
  }
  // What could not be said last time does not confirm that something is wrong now.
  if (doubt === undefined || (isWrong(judged) && !isWrong(doubt))) {
    return { ...known, dueAt: after(now, NEXT_SYNC_MS), doubt: { ...judged, since: at } };
  }
  // Wrong in another way is wrong since it was wrong first.
  const since = isWrong(known) ? known.since : doubt.since;
  return { ...known, ...judged, at, since, dueAt: nextAsking(judged, now, nextRound) };
}

function isWrong({ standing }: Pick<Fact, 'standing'>): boolean {
  return standing === 'bad' || standing === 'snoozed';
}

function isFine({ standing }: JudgedReading): boolean {
  return standing === 'good' || standing === 'notApplicable';
}

// What a PC cannot say today it cannot say tomorrow.
function nextAsking(judged: JudgedReading, now: Date, nextRound: string): string {
  const tomorrow = after(now, NEXT_DAY_MS);
  return isWrong(judged) && tomorrow < nextRound ? tomorrow : nextRound;
}
