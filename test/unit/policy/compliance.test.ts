import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';

const documentOf = (sections: Record<string, unknown>) => ({ schemaVersion: 1, name: 'x', ...sections });

describe('the sections that reach no device', () => {
  it.each([
    [
      'an unknown attribute',
      { compliance: { requireHealthAttestation: { maxReportAgeHours: 1, attributes: ['Mood'] } } },
    ],
    ['no attribute', { compliance: { requireHealthAttestation: { maxReportAgeHours: 1, attributes: [] } } }],
    ['a report without an age', { compliance: { requireHealthAttestation: { attributes: ['WinPE'] } } }],
    ['a release that is no version', { compliance: { minRelease: '22H2' } }],
    ['silence of no days', { compliance: { maxSilentDays: 0 } }],
    ['grace below zero', { compliance: { graceHours: -1 } }],
    ['an unknown verdict', { compliance: { unknownIs: 'maybe' } }],
    ['retention of more than a year', { logs: { retentionDays: 366 } }],
    ['logs every zero hours', { logs: { everyHours: 0 } }],
    ['a switch as a number', { logs: { collectWipAudit: 1 } }],
  ])('refuse %s', (_, sections) => {
    expect(checkPolicy(documentOf(sections)).ok).toBe(false);
  });

  it('take all their members', () => {
    const compliance = {
      requireSecureBoot: true,
      requireEncryption: true,
      requireTpm: true,
      requireAntivirus: true,
      requireFirewall: true,
      requireHealthAttestation: { maxReportAgeHours: 24, attributes: ['SecureBootEnabled', 'TestSigningEnabled'] },
      requireWip: true,
      requirePolicyApplied: true,
      minRelease: '10.0.19045.0',
      maxSilentDays: 30,
      factsEveryDays: 7,
      graceHours: 24,
      unknownIs: 'notCompliant',
    };
    const logs = { collectWipAudit: true, everyHours: 24, retentionDays: 30 };
    expect(checkPolicy(documentOf({ compliance, logs }))).toMatchObject({ ok: true, warnings: [] });
  });
});
