import type { LogPage } from './read-log';

/** Records of one page: with those of about 1.2 KB that Windows writes, less than a message of 128 KB. */
const PAGE = 100;
const RECORD_BYTES = 1_280;
/** Records asked for at most, when many have the same time stamp: with longer ones an object would exceed 512 KB. */
const LARGEST_PAGE = 400;
/** Hashes of records that are remembered: those at the place itself, and those without a time. */
const MOST_SEEN = 64;
/** Answers that may be lost before less is asked for. */
const PATIENCE = 2;

/** A place in the audit log of a device, up to which everything was stored. */
export interface LogCursor {
  /** Time from which on is asked, inclusive; ISO 8601 in milliseconds, never later than a record that is not stored. */
  readonly from: string;
  /** Records to ask for, where a message has room for them. */
  readonly count: number;
  /** Records to ask for whatever the room: fewer would not lead beyond one instant. */
  readonly atLeast?: number;
  /** Records that still travel from here; absent while nobody said that more are too many. */
  readonly most?: number;
  /** Pages without an answer since the last one that came. */
  readonly lost: number;
  /** How often an instant with more records than can travel was passed in a row. */
  readonly passed: number;
  /** Hashes of records that are stored and will come again. */
  readonly seen: readonly string[];
}

/** The place before the first record of a log that begins at a time. */
export function beginningAt(from: Date): LogCursor {
  return { from: from.toISOString(), count: PAGE, lost: 0, passed: 0, seen: [] };
}

/** How many records to ask for where a message has room for so many bytes. */
export function countFor({ count, atLeast = 1 }: LogCursor, room: number): number {
  return Math.max(atLeast, Math.min(count, Math.floor(room / RECORD_BYTES)));
}

/** The events of a page that were not stored before, each once. */
export function unseenOf({ seen }: LogCursor, { events }: LogPage): LogPage['events'] {
  const known = new Set(seen);
  return events.filter(({ hash }) => {
    const isNew = !known.has(hash);
    known.add(hash);
    return isNew;
  });
}

/** A page that was asked for, and how. */
export interface AnsweredPage {
  readonly page: LogPage;
  readonly asked: number;
  readonly now: Date;
}

/** Where to go on behind a page; `isAtEnd` when the log has nothing further. */
export interface Advanced {
  readonly cursor: LogCursor;
  readonly isAtEnd: boolean;
}

/**
 * The place behind a page that is stored. The start is inclusive and rounded down to what every client understands, so that
 * records come twice rather than never. A full page that does not lead on, because all of it has one time stamp, makes
 * the next one larger; beyond what can travel that instant is passed, in growing steps, so that nothing loops.
 */
export function advance(cursor: LogCursor, { page, asked, now }: AnsweredPage): Advanced {
  const isFull = page.isCut || page.count >= asked;
  const newest = newestOf(page, now);
  const leadsOn = newest !== undefined && newest > Date.parse(cursor.from);
  if (isFull && !leadsOn) return further(cursor, asked, now);
  const from = leadsOn ? new Date(newest).toISOString() : cursor.from;
  const count = Math.min(PAGE, cursor.count * 2);
  return { cursor: { from, count, lost: 0, passed: 0, seen: seenAt(from, cursor, page) }, isAtEnd: !isFull };
}

function newestOf({ events }: LogPage, now: Date): number | undefined {
  const times = events.filter(({ isTimeGuessed }) => isTimeGuessed !== true).map(({ at }) => Date.parse(at));
  return times.length === 0
    ? undefined
    : Math.min(
        times.reduce((a, b) => Math.max(a, b)),
        now.getTime(),
      );
}

function further(cursor: LogCursor, asked: number, now: Date): Advanced {
  const most = cursor.most ?? LARGEST_PAGE;
  if (asked >= most) return beyond(cursor, now);
  return { cursor: { ...cursor, atLeast: Math.min(asked * 2, most), lost: 0 }, isAtEnd: false };
}

// 1 ms, 10 ms, 100 ms: also with a client that knows no parts of a second this comes to an end.
function beyond(cursor: LogCursor, now: Date): Advanced {
  const { atLeast: _, ...kept } = cursor;
  const next = Math.min(Date.parse(cursor.from) + 10 ** Math.min(cursor.passed, 10), now.getTime());
  const from = new Date(next).toISOString();
  const count = Math.min(cursor.most ?? PAGE, PAGE);
  const place = { ...kept, from, count, lost: 0, passed: cursor.passed + 1 };
  return { cursor: place, isAtEnd: next >= now.getTime() };
}

/** The place when an answer did not come: once it was the line, then it may have been too much for one message. */
export function withoutAnswer(cursor: LogCursor): LogCursor {
  const lost = Math.min(cursor.lost + 1, PATIENCE);
  return lost < PATIENCE ? { ...cursor, lost } : { ...withFewer(cursor, half(cursor.atLeast ?? cursor.count)), lost };
}

/** The place when the answer was larger than what is taken. A single record that is, is passed. */
export function withTooMuch(cursor: LogCursor, asked: number, now: Date): Advanced {
  if (asked <= 1) return beyond({ ...cursor, most: 1 }, now);
  return { cursor: { ...withFewer(cursor, half(asked)), most: half(asked) }, isAtEnd: false };
}

function withFewer({ atLeast: _, ...cursor }: LogCursor, count: number): LogCursor {
  return { ...cursor, count: Math.min(count, PAGE) };
}

const half = (count: number) => Math.max(1, Math.floor(count / 2));

function seenAt(from: string, { from: before, seen }: LogCursor, { events }: LogPage): readonly string[] {
  const here = events.filter(({ at, isTimeGuessed }) => at === from || isTimeGuessed === true).map(({ hash }) => hash);
  const kept = from === before ? seen : [];
  return [...new Set([...kept, ...here])].slice(-MOST_SEEN);
}
