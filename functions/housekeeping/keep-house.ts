import { toServiceError } from '../../shared/errors';
import type { Progress } from '../../shared/storage/stores/due';
import type { Stored } from '../../shared/storage/stores/stored';
import type { Work } from '../http';
import { clearAll } from './clear-all';
import { dayAfter, dayOf, daysBefore } from './days';
import { goThroughTenants } from './go-through-tenants';
import { lookAt } from './look-at';
import { type Counting, type Counts, counting } from './run-counts';

/** Entries of a day and shard that are looked at before the day is asked for again. */
const ENTRIES_AT_ONCE = 50;
/** Entries that one run looks at: some minutes' worth. */
const MOST_ENTRIES = 2_000;
/** How long one run looks at entries: Microsoft Graph may be slow, and the host ends a function after half an hour. */
const LONGEST_MS = 10 * 60_000;
/** How far back a deployment that never kept house begins. */
const FIRST_DAYS = 2;
/** Visits of administrators are over after half an hour; a week of days is cleared in case some runs were missed. */
const VISIT_DAYS = 7;

/** What a run did, for the log. */
export interface Housekept extends Counts {
  /** False when there is more to do: the next run goes on. */
  readonly isDone: boolean;
}

/**
 * Keeps house once: everything that is due since the last run, then, once a day, every tenant. Two runs at once do no
 * harm: each step can be repeated, and the slower one loses the race for the progress row and stops.
 */
export async function keepHouse(work: Work): Promise<Housekept> {
  const counts = counting();
  const now = work.service().clock();
  try {
    // Both in every run: a long list of what is due must not keep what is old from being deleted.
    const isLooked = await lookAtWhatIsDue(work, counts, now);
    const isThrough = await goThroughTenants(work, counts, now);
    return { ...counts.read(), isDone: isLooked && isThrough };
  } catch (thrown) {
    const { code } = toServiceError(thrown);
    if (code !== 'storage.changed' && code !== 'storage.exists') {
      work.log.error('housekeeping.stopped', { ...counts.read(), code });
      throw thrown;
    }
    // Another instance keeps house at the same time, and has come further.
    return { ...counts.read(), isDone: false };
  }
}

async function lookAtWhatIsDue(work: Work, counts: Counting, now: Date): Promise<boolean> {
  const { due, people } = work.service().store;
  let progress = await beginProgress(work, now);
  for (;;) {
    const { day } = progress.value;
    const { entries, unreadable } = await due.list(day, now, ENTRIES_AT_ONCE);
    for (const entry of entries) {
      await lookAt(work, entry, counts);
      if (work.service().clock().getTime() - now.getTime() > LONGEST_MS) return false;
    }
    if (counts.read().looked >= MOST_ENTRIES) return false;
    if (entries.length > 0) continue;
    noteUnreadable(work, counts, { day, unreadable });
    if (day >= dayOf(now)) return true;
    for (const old of daysBefore(day, VISIT_DAYS)) await clearAll(() => people.clearVisits(old));
    progress = await due.saveProgress({ ...progress.value, day: dayAfter(day) }, progress);
  }
}

// What only a newer version understands, such as one that was taken back, stays and keeps no day open.
function noteUnreadable(work: Work, counts: Counting, { day, unreadable }: { day: string; unreadable: number }): void {
  if (unreadable === 0) return;
  counts.add('failed', unreadable);
  work.log.error('housekeeping.unreadable', { day, unreadable });
}

async function beginProgress(work: Work, now: Date): Promise<Stored<Progress>> {
  const { due } = work.service().store;
  const stored = await due.loadProgress();
  if (stored !== undefined) return stored;
  const [first = dayOf(now)] = daysBefore(dayOf(now), FIRST_DAYS).slice(-1);
  return due.saveProgress({ day: first, tenantsDay: first }, undefined);
}
