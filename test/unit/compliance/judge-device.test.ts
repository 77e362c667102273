import { describe, expect, it } from 'vitest';
import type { AttestationState } from '../../../shared/compliance/attestation/attestation-state';
import type { DeviceEvidence } from '../../../shared/compliance/device-evidence';
import { FACT_NAMES, type Fact, type FactName } from '../../../shared/compliance/fact';
import { judgeDevice } from '../../../shared/compliance/judge-device';
import { summarizeCompliance } from '../../../shared/compliance/summary';
import { type ComplianceRecord, type Finding, verdictAt } from '../../../shared/compliance/verdict';
import type { Compliance } from '../../../shared/policy/sections/compliance';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = new Date('2026-11-24T08:00:00.000Z');
const NOW_TEXT = NOW.toISOString();
const later = (ms: number) => new Date(NOW.getTime() + ms);
const ago = (ms: number) => later(-ms).toISOString();

const fact = (name: FactName, changes: Partial<Fact> = {}): Fact => ({
  name,
  standing: 'good',
  at: ago(HOUR),
  since: ago(DAY),
  dueAt: later(DAY).toISOString(),
  ...changes,
});

const evidence = (changes: Partial<DeviceEvidence> = {}): DeviceEvidence => ({
  facts: FACT_NAMES.map((name) => fact(name)),
  attestation: undefined,
  osVersion: '10.0.19045.2364',
  refusedAt: [],
  withoutWipSince: undefined,
  factsUntil: undefined,
  lastSyncAt: ago(DAY),
  now: NOW,
  ...changes,
});

const judge = (demands: Compliance, changes: Partial<DeviceEvidence> = {}, before?: ComplianceRecord) =>
  judgeDevice(demands, evidence(changes), before);

/** The verdict right after this sync, and the codes of its findings. */
function verdict(record: ComplianceRecord, now = NOW, lastSyncAt = NOW_TEXT) {
  const { state, findings } = verdictAt(record, { now, lastSyncAt });
  return [state, ...findings.map(({ code }) => code)];
}

const report = (changes: Partial<NonNullable<AttestationState['report']>> = {}): AttestationState => ({
  flow: 'classic',
  stage: 'over',
  nonce: 'ab'.repeat(32),
  tries: 0,
  dueAt: later(DAY).toISOString(),
  report: { issuedAt: ago(HOUR), good: ['SecureBootEnabled', 'SafeMode'], bad: [], contradicts: false, ...changes },
});

const withoutReport = (code?: string): AttestationState => {
  const { report: _, ...state } = report();
  return code === undefined ? state : { ...state, failure: { code, at: ago(HOUR) } };
};

describe('each demand', () => {
  it.each<[keyof Compliance, Partial<DeviceEvidence>, string]>([
    ['requireSecureBoot', { facts: [fact('secureBoot', { standing: 'bad', said: '2' })] }, 'secureBoot.off'],
    ['requireSecureBoot', { facts: [fact('secureBoot', { standing: 'bad', said: '0' })] }, 'secureBoot.unsupported'],
    ['requireSecureBoot', { facts: [fact('secureBoot', { standing: 'unknown' })] }, 'secureBoot.unknown'],
    ['requireEncryption', { facts: [fact('encryption', { standing: 'bad' })] }, 'encryption.off'],
    ['requireEncryption', { facts: [fact('encryption', { standing: 'unknown' })] }, 'encryption.unknown'],
    ['requireTpm', { facts: [fact('tpm', { standing: 'bad' })] }, 'tpm.missing'],
    ['requireTpm', { facts: [fact('tpm', { standing: 'unknown' })] }, 'tpm.unknown'],
    ['requireAntivirus', { facts: [fact('antivirus', { standing: 'bad' })] }, 'antivirus.off'],
    ['requireAntivirus', { facts: [fact('antivirus', { standing: 'snoozed' })] }, 'antivirus.snoozed'],
    ['requireAntivirus', { facts: [fact('antivirus', { standing: 'unknown' })] }, 'antivirus.unknown'],
    ['requireAntivirus', { facts: [fact('antivirusSignatures', { standing: 'bad' })] }, 'antivirusSignatures.outdated'],
    [
      'requireAntivirus',
      { facts: [fact('antivirusSignatures', { standing: 'unknown' })] },
      'antivirusSignatures.unknown',
    ],
    ['requireFirewall', { facts: [fact('firewall', { standing: 'bad' })] }, 'firewall.off'],
    ['requireFirewall', { facts: [fact('firewall', { standing: 'snoozed' })] }, 'firewall.snoozed'],
    ['requireFirewall', { facts: [fact('firewall', { standing: 'unknown' })] }, 'firewall.unknown'],
    ['requireWip', { facts: [fact('protection', { standing: 'bad' })] }, 'protection.off'],
    ['requireWip', { facts: [fact('protection', { standing: 'unknown' })] }, 'protection.unknown'],
    ['requireWip', { withoutWipSince: ago(DAY) }, 'protection.missing'],
    ['requirePolicyApplied', { refusedAt: [ago(HOUR), ago(DAY)] }, 'policy.refused'],
  ])('%s is not met by %j: %s', (demand, changes, code) => {
    expect(verdict(judge({ [demand]: true }, changes))).toEqual(['notCompliant', code]);
    expect(verdict(judge({ [demand]: true }))).toEqual(['compliant']);
    expect(verdict(judge({ [demand]: false }, changes))).toEqual(['compliant']);
    expect(verdict(judge({}, changes))).toEqual(['compliant']);
  });

  it.each(FACT_NAMES)('is met by a %s that does not apply to this PC', (name) => {
    const all = {
      requireSecureBoot: true,
      requireEncryption: true,
      requireTpm: true,
      requireAntivirus: true,
      requireFirewall: true,
      requireWip: true,
    };
    expect(verdict(judge(all, { facts: [fact(name, { standing: 'notApplicable' })] }))).toEqual(['compliant']);
  });

  it.each([
    ['10.0.19045.0', '10.0.19045.2364', 'compliant'],
    ['10.0.19045.2364', '10.0.19045.2364', 'compliant'],
    ['10.0.19045.2365', '10.0.19045.2364', 'notCompliant release.tooOld'],
    ['10.0.22000.0', '10.0.9200.99999', 'notCompliant release.tooOld'],
    ['10.0.9200.0', '10.0.22000.1', 'compliant'],
    ['10.0.19045.1', '10.0.19045', 'notCompliant release.tooOld'],
    ['10.0.19045.0', 'Windows', 'notCompliant release.unknown'],
    ['10.0.19045.0', undefined, 'notCompliant release.unknown'],
  ])('minRelease %s with a PC of %s is %s', (minRelease, osVersion, expected) => {
    expect(verdict(judge({ minRelease }, { osVersion })).join(' ')).toBe(expected);
  });
});

describe('the demand for a healthy start', () => {
  const demand: Compliance = {
    requireHealthAttestation: { maxReportAgeHours: 24, attributes: ['SecureBootEnabled', 'SafeMode'] },
  };

  it.each<[string, AttestationState | undefined, string]>([
    ['a healthy report', report(), 'compliant'],
    ['no report yet', undefined, 'unknown attestation.pending'],
    ['a request that is under way', withoutReport(), 'unknown attestation.pending'],
    ['a failure', withoutReport('5'), 'notCompliant attestation.failed'],
    [
      'a bad attribute',
      report({ good: ['SafeMode'], bad: ['SecureBootEnabled'] }),
      'notCompliant attestation.unhealthy',
    ],
    ['a bad attribute that nobody demands', report({ bad: ['WinPE'] }), 'compliant'],
    ['an attribute that is not told', report({ good: ['SafeMode'] }), 'notCompliant attestation.incomplete'],
    ['a report that does not fit together', report({ contradicts: true }), 'notCompliant attestation.contradictory'],
    ['a report that is too old', report({ issuedAt: ago(25 * HOUR) }), 'notCompliant attestation.old'],
    [
      'a report that is too old, whatever it says, where the next one failed',
      { ...withoutReport('5'), ...report({ issuedAt: ago(25 * HOUR), bad: ['SecureBootEnabled'] }) },
      'notCompliant attestation.failed attestation.old',
    ],
    ['a report that is just young enough', report({ issuedAt: ago(24 * HOUR - 1) }), 'compliant'],
  ])('with %s', (_, attestation, expected) => {
    expect(verdict(judge(demand, { attestation })).join(' ')).toBe(expected);
    expect(verdict(judge({}, { attestation }))).toEqual(['compliant']);
  });

  it('names the attributes that are not healthy', () => {
    const { findings } = judge(demand, { attestation: report({ good: [], bad: ['SecureBootEnabled'] }) });
    expect(findings.map(({ about }) => about)).toEqual([['SecureBootEnabled'], ['SafeMode']]);
  });

  it('is not met any more once the report is too old, although nobody syncs', () => {
    const record = judge(demand, { attestation: report() });
    expect(verdict(record, later(23 * HOUR - 1))).toEqual(['compliant']);
    expect(verdict(record, later(23 * HOUR))).toEqual(['notCompliant', 'attestation.old']);
  });
});

describe('unknown', () => {
  const unknown = { facts: [fact('tpm', { standing: 'unknown' })] };

  it('counts as the tenant chooses, and stays a reason either way', () => {
    expect(verdict(judge({ requireTpm: true, unknownIs: 'notCompliant' }, unknown))).toEqual([
      'notCompliant',
      'tpm.unknown',
    ]);
    expect(verdict(judge({ requireTpm: true, unknownIs: 'compliant' }, unknown))).toEqual(['compliant', 'tpm.unknown']);
  });

  it('is the verdict while something has never been told, whatever the tenant chose', () => {
    for (const unknownIs of ['compliant', 'notCompliant'] as const) {
      const pending = { facts: [fact('tpm', { standing: 'pending' })] };
      expect(verdict(judge({ requireTpm: true, unknownIs }, pending))).toEqual(['unknown', 'facts.pending']);
    }
  });

  it('gives way to what is known to be bad', () => {
    const facts = [fact('tpm', { standing: 'pending' }), fact('firewall', { standing: 'bad' })];
    expect(verdict(judge({ requireTpm: true, requireFirewall: true }, { facts }))[0]).toBe('notCompliant');
  });

  it('is what a PC becomes that syncs and does not tell', () => {
    const record = judge({ requireTpm: true }, { factsUntil: later(14 * DAY).toISOString() });
    expect(verdict(record, later(14 * DAY), later(14 * DAY).toISOString())).toEqual(['compliant']);
    expect(verdict(record, later(20 * DAY), NOW_TEXT)).toEqual(['compliant']);
    expect(verdict(record, later(15 * DAY), later(15 * DAY).toISOString())).toEqual(['notCompliant', 'facts.stale']);
  });
});

describe('the grace', () => {
  const demands: Compliance = { requireFirewall: true, requireTpm: true, graceHours: 24 };
  const off = (since: string) => fact('firewall', { standing: 'bad', since });

  it('runs from the first bad reading, and ends although nobody syncs', () => {
    const record = judge(demands, { facts: [off(ago(10 * HOUR))] });
    const moment = (ms: number) => verdictAt(record, { now: later(ms), lastSyncAt: NOW_TEXT });
    const until = later(14 * HOUR).toISOString();
    expect(moment(0)).toMatchObject({ state: 'inGrace', until });
    expect(moment(14 * HOUR - 1)).toMatchObject({ state: 'inGrace', until });
    expect(moment(14 * HOUR)).toMatchObject({ state: 'notCompliant', since: until });
    expect(moment(14 * HOUR).until).toBeUndefined();
  });

  it('ends with the earliest of several reasons', () => {
    const facts = [off(ago(HOUR)), fact('tpm', { standing: 'bad', since: ago(20 * HOUR) })];
    const { until } = verdictAt(judge(demands, { facts }), { now: NOW, lastSyncAt: NOW_TEXT });
    expect(until).toBe(later(4 * HOUR).toISOString());
  });

  it('is not begun anew by a later reading of the same', () => {
    const first = judge({ minRelease: '10.0.22000.0', graceHours: 24 });
    const second = judge({ minRelease: '10.0.22000.0', graceHours: 24 }, { now: later(20 * HOUR) }, first);
    expect(second.findings[0]?.since).toBe(NOW_TEXT);
  });

  it('is begun anew where it was right in between', () => {
    const bad = judge(demands, { facts: [off(ago(30 * HOUR))] });
    const good = judge(demands, {}, bad);
    const again = judge(demands, { facts: [off(NOW_TEXT)] }, good);
    expect(verdict(again)).toEqual(['inGrace', 'firewall.off']);
  });

  it('may be longer than any calendar', () => {
    const record = judge({ ...demands, graceHours: 2_000_000_000 }, { facts: [off(ago(DAY))] });
    expect(verdict(record)).toEqual(['inGrace', 'firewall.off']);
  });
});

describe('silence', () => {
  it('makes a PC not compliant when nothing was heard of it for the days of the policy, without further grace', () => {
    const record = judge({ maxSilentDays: 3, graceHours: 1000 });
    expect(verdict(record, later(3 * DAY - 1))).toEqual(['compliant']);
    expect(verdict(record, later(3 * DAY))).toEqual(['notCompliant', 'silence.tooLong']);
    const since = later(3 * DAY).toISOString();
    expect(verdictAt(record, { now: later(9 * DAY), lastSyncAt: NOW_TEXT }).since).toBe(since);
  });

  it('means nothing where the policy does not ask, and may be longer than any calendar', () => {
    expect(verdict(judge({}), later(999 * DAY))).toEqual(['compliant']);
    expect(verdict(judge({ maxSilentDays: 2_000_000_000 }), later(999 * DAY))).toEqual(['compliant']);
  });
});

describe('the history', () => {
  const demands: Compliance = { requireFirewall: true, graceHours: 24 };
  const off = { facts: [fact('firewall', { standing: 'bad', since: NOW_TEXT })] };
  const states = ({ history }: ComplianceRecord) => history.map(({ state }) => state);

  it('has the changes, not the syncs', () => {
    const first = judge(demands);
    const second = judge(demands, { now: later(DAY) }, first);
    expect(second.history).toEqual([{ state: 'compliant', at: NOW_TEXT, codes: [] }]);
    expect(
      states(judge(demands, { ...off, now: later(2 * DAY), lastSyncAt: later(DAY).toISOString() }, second)),
    ).toEqual(['notCompliant', 'compliant']);
  });

  it('has another reason as a change of its own', () => {
    const facts = (...bad: FactName[]) => ({
      facts: bad.map((name) => fact(name, { standing: 'bad', since: ago(DAY) })),
    });
    const both: Compliance = { requireFirewall: true, requireTpm: true };
    const one = judge(both, facts('tpm'));
    const two = judge(both, facts('tpm', 'firewall'), one);
    expect(two.history.map(({ codes }) => codes)).toEqual([['firewall.off', 'tpm.missing'], ['tpm.missing']]);
  });

  it('tells since when the state stands, whatever became of its reasons', () => {
    const facts = (...bad: FactName[]) => bad.map((name) => fact(name, { standing: 'bad', since: ago(DAY) }));
    const both: Compliance = { requireFirewall: true, requireTpm: true };
    const good = judge(both);
    const one = judge(both, { facts: facts('tpm'), now: later(DAY) }, good);
    const two = judge(both, { facts: facts('tpm', 'firewall'), now: later(2 * DAY) }, one);
    const since = later(DAY).toISOString();
    expect(verdictAt(two, { now: later(3 * DAY), lastSyncAt: NOW_TEXT }).since).toBe(since);
    expect(summarizeCompliance(two)).toEqual({ state: 'notCompliant', since });
  });

  it('tells the end of a grace at the time when it ended, not when the PC came back', () => {
    const inGrace = judge(demands, off);
    const back = judge(demands, { now: later(3 * DAY), lastSyncAt: NOW_TEXT }, inGrace);
    expect(back.history.map(({ state, at }) => [state, at])).toEqual([
      ['compliant', later(3 * DAY).toISOString()],
      ['notCompliant', later(DAY).toISOString()],
      ['inGrace', NOW_TEXT],
    ]);
  });

  it('names what only time has brought', () => {
    const asked = { requireTpm: true } as const;
    const told = judge(asked, { factsUntil: later(DAY).toISOString() });
    const untold = {
      factsUntil: later(DAY).toISOString(),
      now: later(3 * DAY),
      lastSyncAt: later(2 * DAY).toISOString(),
    };
    const { history } = judge(asked, untold, told);
    expect(history.map(({ state, codes }) => [state, ...codes])).toEqual([
      ['notCompliant', 'facts.stale'],
      ['compliant'],
    ]);
  });

  it('never grows beyond twenty changes', () => {
    let record: ComplianceRecord | undefined;
    for (let day = 0; day < 60; day += 1) {
      const now = later(day * DAY);
      const changes = day % 2 === 0 ? { facts: [fact('firewall', { standing: 'bad', since: now.toISOString() })] } : {};
      record = judge(demands, { ...changes, now, lastSyncAt: now.toISOString() }, record);
    }
    expect(record?.history).toHaveLength(20);
    expect(record?.history[0].at).toBe(later(59 * DAY).toISOString());
  });

  it('tells since when it has been as it is', () => {
    const record = judge(demands, { now: later(DAY) }, judge(demands));
    expect(verdictAt(record, { now: later(2 * DAY), lastSyncAt: NOW_TEXT }).since).toBe(NOW_TEXT);
  });
});

describe('findings', () => {
  it('are each of a known kind with the time of the first reading', () => {
    const { findings } = judge(
      { requireTpm: true, requireFirewall: true, requireEncryption: true },
      {
        facts: [
          fact('tpm', { standing: 'unknown' }),
          fact('firewall', { standing: 'bad' }),
          fact('encryption', { standing: 'pending' }),
        ],
      },
    );
    const since = ago(DAY);
    const expected: Finding[] = [
      { code: 'facts.pending', kind: 'pending', since, about: ['encryption'] },
      { code: 'tpm.unknown', kind: 'unknown', since },
      { code: 'firewall.off', kind: 'bad', since },
    ];
    expect(findings).toEqual(expected);
  });
});
