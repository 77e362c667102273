import { describe, expect, it } from 'vitest';
import { type OwnDevice, standingOf } from '../../../shared/compliance/own-device';
import type { ComplianceRecord, ComplianceState, Finding } from '../../../shared/compliance/verdict';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const ENROLLED = '2026-11-01T08:00:00.000Z';
const SEEN = '2026-11-24T06:00:00.000Z';
const READ = '2026-11-23T12:00:00.000Z';

const bad: Finding = { code: 'firewall.off', kind: 'bad', since: READ };
const mute: Finding = { code: 'tpm.unknown', kind: 'unknown', since: READ };
const untold: Finding = { code: 'facts.pending', kind: 'pending', since: READ };

const recordOf = (
  state: ComplianceState,
  findings: readonly Finding[],
  more: Partial<ComplianceRecord> = {},
): ComplianceRecord => ({
  findings,
  graceHours: 48,
  unknownIs: 'notCompliant',
  history: [{ state, at: READ, codes: [] }],
  ...more,
});

const pc = (record?: ComplianceRecord): OwnDevice => ({
  enrolledAt: ENROLLED,
  lastSyncAt: SEEN,
  ...(record === undefined ? {} : { record }),
});

describe('how a PC stands for its user', () => {
  it.each<[string, OwnDevice, ReturnType<typeof standingOf>]>([
    [
      'waits for its first report, whatever is demanded',
      { enrolledAt: ENROLLED, record: recordOf('compliant', []) },
      { state: 'unknown', since: ENROLLED, codes: ['facts.pending'] },
    ],
    ['is nothing to judge where nothing is demanded', pc(), { state: 'nothingDemanded', since: ENROLLED, codes: [] }],
    ['is all right', pc(recordOf('compliant', [])), { state: 'compliant', since: READ, codes: [] }],
    [
      'is all right, and says nothing of what does not count against it',
      pc(recordOf('compliant', [mute], { unknownIs: 'compliant' })),
      { state: 'compliant', since: READ, codes: [] },
    ],
    [
      'has until the end of the grace',
      pc(recordOf('inGrace', [bad, untold])),
      { state: 'inGrace', since: READ, until: '2026-11-25T12:00:00.000Z', codes: ['firewall.off'] },
    ],
    [
      'is not all right once the grace is over, although nothing was written since',
      pc(recordOf('inGrace', [{ ...bad, since: '2026-11-22T08:00:00.000Z' }])),
      { state: 'notCompliant', since: '2026-11-24T08:00:00.000Z', codes: ['firewall.off'] },
    ],
    [
      'is not all right after too long a silence',
      pc(recordOf('compliant', [], { maxSilentDays: 0 })),
      { state: 'notCompliant', since: SEEN, codes: ['silence.tooLong'] },
    ],
    [
      'is not known while something is still to be told, and that alone is the reason',
      pc(recordOf('unknown', [mute, untold], { unknownIs: 'compliant' })),
      { state: 'unknown', since: READ, codes: ['facts.pending'] },
    ],
  ])('%s', (_, device, standing) => {
    expect(standingOf(device, NOW)).toEqual(standing);
  });
});
