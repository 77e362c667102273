import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  beginningAt,
  countFor,
  type LogCursor,
  unseenOf,
  withoutAnswer,
  withTooMuch,
} from '../../../shared/wip-logs/log-cursor';
import { type LogPage, readLog } from '../../../shared/wip-logs/read-log';
import { fileTime, record, reporting } from './samples';

const start = new Date('2026-11-01T00:00:00.000Z');
const now = new Date('2026-11-20T00:00:00.000Z');
const ROOM = 126_000;

/** A PC's log: times in ticks of 100 ns after the start, and how much of a time the PC understands. */
interface Pc {
  readonly ticks: readonly number[];
  /** Milliseconds to which the PC rounds a start down. */
  readonly precision?: number;
}

// As Windows: forward from the start, at most so many.
function pageOf({ ticks, precision = 1 }: Pc, from: string, count: number): LogPage {
  const first = Math.floor((Date.parse(from) - start.getTime()) / precision) * precision * 10_000;
  const at = ticks.map((tick, n) => ({ tick, n })).sort((a, b) => a.tick - b.tick || a.n - b.n);
  const chosen = at.filter(({ tick }) => tick >= first).slice(0, count);
  const records = chosen.map(({ tick, n }) =>
    record({ LogType: 'DataCopied', TimeStamp: fileTime(start.toISOString(), BigInt(tick)) }, { Object: `${n}` }),
  );
  return readLog(reporting(...records), { now, from: new Date(from) });
}

interface Collected {
  readonly stored: readonly string[];
  readonly pages: number;
  readonly cursor: LogCursor;
}

/** Collects to the end; `isLost` says which answers never come. */
function collect(pc: Pc, isLost: (page: number) => boolean = () => false): Collected {
  const stored: string[] = [];
  let cursor = beginningAt(start);
  for (let pages = 1; pages < 2_000; pages += 1) {
    const asked = countFor(cursor, ROOM);
    if (isLost(pages)) {
      cursor = withoutAnswer(cursor);
      continue;
    }
    const page = pageOf(pc, cursor.from, asked);
    stored.push(...unseenOf(cursor, page).map(({ object = '' }) => object));
    const next = advance(cursor, { page, asked, now });
    cursor = next.cursor;
    if (next.isAtEnd) return { stored: [...new Set(stored)].sort(), pages, cursor };
  }
  throw new Error('it never ends');
}

const names = (count: number) => Array.from({ length: count }, (_, n) => `${n}`).sort();
const every = (count: number, ticks: number) => Array.from({ length: count }, (_, n) => n * ticks);

describe('the place in the log', () => {
  it.each([
    ['no record', []],
    ['one record', [5]],
    ['exactly one page', every(100, 10_000)],
    ['one more than a page', every(101, 10_000)],
    ['many pages', every(1_234, 10_000)],
    ['several records within each millisecond', every(1_000, 3_000)],
    ['a page full of one time stamp', every(100, 0)],
    ['three pages full of one time stamp, and what is behind', [...every(300, 0), ...every(50, 1).map((n) => n + 1)]],
    ['pages that end within one time stamp', [...every(99, 10_000), ...every(150, 0).map(() => 99 * 10_000), 1e9]],
  ])('leads through %s, each record once', (_, ticks) => {
    expect(collect({ ticks }).stored).toEqual(names(ticks.length));
  });

  it('leads on with a PC that knows no parts of a second', () => {
    const ticks = every(1_000, 500_000);
    expect(collect({ ticks, precision: 1_000 }).stored).toEqual(names(1_000));
  });

  it('comes to an end where one instant has more records than can travel, and goes on behind it', () => {
    const ticks = [...every(1_000, 0), ...every(50, 10_000).map((n) => n + 20_000)];
    const { stored, pages } = collect({ ticks });
    expect(stored).toEqual(expect.arrayContaining(names(1_050).filter((name) => Number(name) >= 1_000)));
    expect(stored.length).toBeGreaterThanOrEqual(450);
    expect(pages).toBeLessThan(20);
  });

  it('comes to an end with a PC that does not listen to the start', () => {
    const deaf = { ticks: every(1_000, 0) };
    let cursor = beginningAt(start);
    let pages = 0;
    for (let isAtEnd = false; !isAtEnd; pages += 1) {
      const asked = countFor(cursor, ROOM);
      ({ cursor, isAtEnd } = advance(cursor, { page: pageOf(deaf, start.toISOString(), asked), asked, now }));
    }
    expect(pages).toBeLessThan(100);
  });

  it('never leaves a gap, whatever the times and whichever answers are lost', () => {
    const log = fc.array(fc.oneof(fc.nat(20), fc.nat(50_000), fc.nat(5_000_000)), { maxLength: 350 });
    const lost = fc.infiniteStream(fc.boolean());
    fc.assert(
      fc.property(log, lost, fc.constantFrom(1, 10, 1_000), (ticks, lines, precision) => {
        const answers = lines[Symbol.iterator]();
        const { stored } = collect({ ticks, precision }, () => answers.next().value === true);
        return stored.length === ticks.length;
      }),
      { numRuns: 60 },
    );
  });

  it('stays where it is while answers are lost, and asks for less after the second one', () => {
    const once = withoutAnswer(beginningAt(start));
    const often = Array.from({ length: 20 }).reduce<LogCursor>((cursor) => withoutAnswer(cursor), once);
    expect([once.count, withoutAnswer(once).count, often.count]).toEqual([100, 50, 1]);
    expect(often.from).toBe(start.toISOString());
  });

  it('asks for less at once when an answer is larger than what is taken, and passes a single record that is', () => {
    let cursor = beginningAt(start);
    const counts = [cursor.count];
    while (cursor.count > 1) {
      ({ cursor } = withTooMuch(cursor, cursor.count, now));
      counts.push(cursor.count);
    }
    expect(counts).toEqual([100, 50, 25, 12, 6, 3, 1]);
    ({ cursor } = withTooMuch(cursor, 1, now));
    expect(cursor).toMatchObject({ from: '2026-11-01T00:00:00.001Z', count: 1 });
  });

  it('asks for as many records as a message has room for, at least for one', () => {
    const cursor = beginningAt(start);
    expect([countFor(cursor, 1_000_000), countFor(cursor, 64_000), countFor(cursor, 10)]).toEqual([100, 50, 1]);
  });

  it('remembers what lies at its place, so that a quiet day writes nothing', () => {
    const pc = { ticks: every(7, 10_000) };
    const { cursor } = collect(pc);
    expect(unseenOf(cursor, pageOf(pc, cursor.from, 100))).toEqual([]);
  });

  it('remembers a bounded number of records', () => {
    const { cursor } = collect({ ticks: every(350, 0) });
    expect(cursor.seen.length).toBeLessThanOrEqual(64);
  });

  it('is never later than now, however far a record is ahead', () => {
    const ahead = record({ LogType: 'DataCopied', TimeStamp: fileTime('2026-11-20T20:00:00Z') });
    const page = readLog(reporting(ahead), { now, from: start });
    expect(advance(beginningAt(start), { page, asked: 100, now }).cursor.from).toBe(now.toISOString());
  });

  it('moves on for records with a time only', () => {
    const page = readLog(reporting(record({ LogType: 'DataCopied', TimeStamp: 'never' })), { now, from: start });
    expect(advance(beginningAt(start), { page, asked: 100, now })).toMatchObject({
      cursor: { from: start.toISOString() },
      isAtEnd: true,
    });
  });
});
