import { describe, expect, it } from 'vitest';
import { changesAt } from '../../../shared/compliance/changes-at';
import { type ComplianceRecord, type Finding, verdictAt } from '../../../shared/compliance/verdict';

const HOUR = 3_600_000;
const NOW = new Date('2026-11-24T08:00:00.000Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR).toISOString();
const moment = { now: NOW, lastSyncAt: at(0) };

const record = (changes: Partial<ComplianceRecord>): ComplianceRecord => ({
  findings: [],
  graceHours: 24,
  unknownIs: 'notCompliant',
  history: [{ state: 'compliant', at: at(-9), codes: [] }],
  ...changes,
});

const off = (hours: number): Finding => ({ code: 'firewall.off', kind: 'bad', since: at(hours) });

describe('when a verdict changes by itself', () => {
  it.each<[string, Partial<ComplianceRecord>, number | undefined]>([
    ['never, where all is well', {}, undefined],
    ['at the end of the grace', { findings: [off(-4)] }, 20],
    ['never, where the grace is over', { findings: [off(-30)] }, undefined],
    [
      'never, for what is pending',
      { findings: [{ code: 'facts.pending', kind: 'pending', since: at(-1) }] },
      undefined,
    ],
    [
      'never, for an unknown that does not count',
      { unknownIs: 'compliant', findings: [{ ...off(-1), kind: 'unknown' }] },
      undefined,
    ],
    ['after the days of silence', { maxSilentDays: 2 }, 48],
    ['when the report is too old, though its grace begins then', { reportUntil: at(5) }, 5],
    ['at the end of the grace of a report that is too old', { reportUntil: at(-5) }, 19],
    ['at the earliest of them', { findings: [off(-4)], maxSilentDays: 3, reportUntil: at(23) }, 20],
  ])('is %s', (_, changes, hours) => {
    expect(changesAt(record(changes), moment)).toBe(hours === undefined ? undefined : at(hours));
  });

  it('is the very moment at which it reads otherwise', () => {
    const graced = record({ findings: [off(-4)], history: [{ state: 'inGrace', at: at(-4), codes: [] }] });
    const change = new Date(changesAt(graced, moment) ?? '');
    const stateAt = (now: Date) => verdictAt(graced, { now, lastSyncAt: at(0) }).state;
    expect([stateAt(new Date(change.getTime() - 1)), stateAt(change)]).toEqual(['inGrace', 'notCompliant']);
  });
});
