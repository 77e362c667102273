import { describe, expect, it } from 'vitest';
import {
  type DirectoryStanding,
  managedAs,
  saysTheSame,
  UNMANAGED,
} from '../../../../shared/compliance/directory/directory-standing';
import {
  confirmed,
  failed,
  nextWrite,
  type WriteAttempt,
  type WriteBack,
} from '../../../../shared/compliance/directory/write-back';
import {
  backOff,
  FAILURE_MEANINGS,
  restAfter,
  WRITE_FAILURES,
  type WriteFailure,
  writeFailureOf,
} from '../../../../shared/compliance/directory/write-failure';
import { newEnrollmentId } from '../../../../shared/random';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = new Date('2026-11-24T08:00:00.000Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE).toISOString();

const [generation, other] = [newEnrollmentId(), newEnrollmentId()];
const GOOD = managedAs('compliant');
const BAD = managedAs('notCompliant');

const written = (standing: DirectoryStanding): WriteBack => ({ written: { ...standing, at: at(-60) } });
const attempt = (standing: DirectoryStanding, changes: Partial<WriteAttempt> = {}): WriteAttempt => ({
  standing,
  generation,
  at: at(-5),
  tries: 1,
  retryAt: at(5),
  ...changes,
});

describe('what the directory is told', () => {
  it.each([
    ['of a compliant PC', 'compliant', true],
    ['of one in its grace', 'inGrace', true],
    ['of one of which it is not known', 'unknown', false],
    ['of one that is not compliant', 'notCompliant', false],
    ['of one whose policy demands nothing', undefined, false],
  ] as const)('%s', (_, state, isCompliant) => {
    expect(managedAs(state)).toEqual({ isManaged: true, isCompliant });
  });

  it('is neither of one that has left', () => {
    expect(UNMANAGED).toEqual({ isManaged: false, isCompliant: false });
    expect([saysTheSame(UNMANAGED, BAD), saysTheSame(undefined, UNMANAGED), saysTheSame(BAD, BAD)]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('whether something is written', () => {
  it.each<[string, DirectoryStanding, WriteBack | undefined, string]>([
    ['nothing where it was written already', GOOD, written(GOOD), 'none'],
    ['nothing of a PC that left before anything was claimed', UNMANAGED, undefined, 'forget'],
    ['nothing of one that left and was told so', UNMANAGED, written(UNMANAGED), 'forget'],
    [
      'nothing of one that left where Graph never took anything',
      UNMANAGED,
      { attempt: attempt(GOOD, { failure: 'graph.forbidden' }) },
      'forget',
    ],
    [
      'nothing of one that left and is gone from the directory',
      UNMANAGED,
      { ...written(GOOD), attempt: attempt(UNMANAGED, { failure: 'graph.not-found' }) },
      'forget',
    ],
    ['later while an attempt is under way', GOOD, { attempt: attempt(GOOD) }, at(5)],
    ['later while an attempt at something else is under way', BAD, { attempt: attempt(GOOD) }, at(5)],
    ['later after a failure', GOOD, { attempt: attempt(GOOD, { failure: 'graph.unavailable' }) }, at(5)],
    [
      'as soon as the tenant rests no longer, where the service was not allowed to',
      GOOD,
      { attempt: attempt(GOOD, { failure: 'graph.forbidden' }) },
      'write 2',
    ],
    ['nothing again that is final', GOOD, { attempt: attempt(GOOD, { failure: 'graph.not-found' }) }, 'none'],
    ...WRITE_FAILURES.map((failure): [string, DirectoryStanding, WriteBack, string] => [
      `nothing where it stands again as it was written, and ${failure} is over`,
      GOOD,
      { ...written(GOOD), attempt: attempt(BAD, { failure }) },
      'settle',
    ]),
    ['the first time', GOOD, undefined, 'write 1'],
    ['what differs', BAD, written(GOOD), 'write 1'],
    ['that a PC has left', UNMANAGED, written(BAD), 'write 1'],
    [
      'that a PC has left though nobody knows what became of the last attempt',
      UNMANAGED,
      { attempt: attempt(GOOD, { failure: 'graph.unavailable', retryAt: at(-1) }) },
      'write 1',
    ],
    ['once more when its time has come', GOOD, { attempt: attempt(GOOD, { retryAt: at(0), tries: 3 }) }, 'write 4'],
    [
      'something else at once although the last thing failed',
      BAD,
      { attempt: attempt(GOOD, { failure: 'graph.not-found' }) },
      'write 1',
    ],
    [
      'the same for another enrollment although it was final for the last one',
      GOOD,
      { attempt: attempt(GOOD, { generation: other, failure: 'graph.not-found' }) },
      'write 1',
    ],
  ])('%s', (_, standing, before, expected) => {
    const step = nextWrite({ standing, generation }, before, NOW);
    const said = step.kind === 'wait' ? step.until : step.kind;
    expect(step.kind === 'write' ? `write ${step.begun.attempt.tries}` : said).toBe(expected);
  });

  it('is tried again what was refused for good, once the PC has stood otherwise in between', () => {
    const refused = { ...written(GOOD), attempt: attempt(BAD, { failure: 'graph.conflict' }) };
    expect(nextWrite({ standing: BAD, generation }, refused, NOW)).toEqual({ kind: 'none' });
    const between = nextWrite({ standing: GOOD, generation }, refused, NOW);
    expect(between).toEqual({ kind: 'settle', settled: written(GOOD) });
    expect(nextWrite({ standing: BAD, generation }, written(GOOD), NOW).kind).toBe('write');
  });

  it('is not claimed any more from the moment at which something else is on its way', () => {
    const step = nextWrite({ standing: BAD, generation }, written(GOOD), NOW);
    expect(step).toEqual({
      kind: 'write',
      begun: { attempt: { standing: BAD, generation, at: at(0), tries: 1, retryAt: at(10) } },
    });
  });
});

describe('what is remembered', () => {
  it('is the standing that Graph confirmed', () => {
    expect(confirmed(attempt(GOOD), NOW)).toEqual({ written: { ...GOOD, at: at(0) } });
  });

  it.each<[string, WriteFailure, WriteBack['written'] | undefined]>([
    ['what was written stands where Graph has certainly changed nothing', 'graph.forbidden', written(GOOD).written],
    ['nobody knows what stands where Graph did not answer', 'graph.unavailable', undefined],
  ])('%s', (_, failure, stands) => {
    const { written: kept, attempt: last } = failed(attempt(BAD), written(GOOD), { failure, now: NOW });
    expect([kept, last.failure, last.tries]).toEqual([stands, failure, 1]);
  });
});

describe('how long a failure rests', () => {
  it.each<[string, WriteFailure, number, number | undefined, number]>([
    ['a day, where the service is not allowed', 'graph.forbidden', 1, undefined, DAY],
    ['ten minutes at first', 'graph.unavailable', 1, undefined, 10 * MINUTE],
    ['twice as long each time', 'graph.unavailable', 4, undefined, 80 * MINUTE],
    ['a day at most', 'graph.unavailable', 500, undefined, DAY],
    ['as long as Graph asks', 'graph.unavailable', 1, 3600, 60 * MINUTE],
    ['not less than its own time because Graph asks for less', 'graph.unavailable', 2, 1, 20 * MINUTE],
    ['not longer than a day whatever Graph asks', 'graph.unavailable', 1, 10 ** 9, DAY],
  ])('%s', (_, failure, tries, retryAfter, expected) => {
    expect(restAfter(failure, tries, retryAfter)).toBe(expected);
  });

  it('is the same for an attempt whose end nobody knows, so that it is not repeated endlessly', () => {
    expect([1, 2, 3, 1000].map(backOff)).toEqual([10 * MINUTE, 20 * MINUTE, 40 * MINUTE, DAY]);
  });
});

describe('the words for a failure', () => {
  it.each(WRITE_FAILURES)('%s has a meaning and a remedy', (failure) => {
    const { meaning, remedy } = FAILURE_MEANINGS[failure];
    expect([meaning.length > 20, remedy.length > 20, writeFailureOf(failure)]).toEqual([true, true, failure]);
  });

  it('are for what Graph says, and for no other error', () => {
    expect(writeFailureOf('storage.unavailable')).toBeUndefined();
  });
});
