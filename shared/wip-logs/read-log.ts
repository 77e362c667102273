import { timeOf } from './filetime';
import { logElements } from './log-elements';
import { readRecord, type WipRecord } from './read-record';
import { unwrapMarkup } from './unwrap-markup';
import type { WipEvent } from './wip-event';

/** What a device handed out of its log at once. */
export interface LogPage {
  readonly events: readonly WipEvent[];
  /** Records in it, those included that cannot be read. */
  readonly count: number;
  /** There were more records than are taken from one page. */
  readonly isCut: boolean;
}

/** When a page was read, and from which time on the device was asked. */
export interface ReadingLog {
  readonly now: Date;
  readonly from: Date;
}

/**
 * Reads a part of the audit log leniently, whatever way it came: nothing in it makes this throw, and what it does not say
 * is absent (policy guide, section 11). A record without a time that can be has that of the record before it, since the log
 * goes forward.
 */
export function readLog(text: string, { now, from }: ReadingLog): LogPage {
  const { found, unreadable, isCut } = logElements(unwrapMarkup(text));
  const records = found.map(readRecord);
  const times = records.map(({ stamp }) => timeOf(stamp, now));
  const firstKnown = times.find((time) => time !== undefined) ?? from.getTime();
  let last = firstKnown;
  const events = records.map((record, index) => {
    const time = times[index];
    last = time ?? last;
    return eventAt(record, last, time === undefined);
  });
  return { events, count: found.length + unreadable, isCut };
}

function eventAt({ event }: WipRecord, ms: number, isGuess: boolean): WipEvent {
  return { ...event, at: new Date(ms).toISOString(), ...(isGuess ? { isTimeGuessed: true } : {}) };
}
