import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { lastingReports } from './cases/compliance-cases';
import { changed, soundDocument } from './documents';

describe('the sections that reach no device', () => {
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
    const [bare, whole] = [soundDocument, changed({ compliance, logs })].map((document) => checkPolicy(document));
    expect(whole?.ok).toBe(true);
    expect(whole?.warnings).toEqual(bare?.warnings);
  });

  it.each(lastingReports)('say nothing of a report that may be as old as %s', (_, document) => {
    const { ok, warnings } = checkPolicy(document);
    expect(ok).toBe(true);
    expect(warnings.filter(({ path }) => path.startsWith('compliance'))).toEqual([]);
  });
});
