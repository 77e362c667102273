import { z } from 'zod';
import { numberBetween, numberFrom } from '../values/number';
import { version } from '../values/short-texts';
import { optional, required } from './member';

/** Attributes of a health report of which the healthy value is known (policy guide, section 10). */
export const attestedAttributes = [
  'AIKPresent',
  'SecureBootEnabled',
  'CodeIntegrityEnabled',
  'ELAMDriverLoaded',
  'VSMEnabled',
  'BitlockerStatus',
  'DEPPolicy',
  'BootDebuggingEnabled',
  'OSKernelDebuggingEnabled',
  'TestSigningEnabled',
  'SafeMode',
  'WinPE',
] as const;

const healthAttestation = z.strictObject({
  maxReportAgeHours: required(numberFrom(1), 'Older reports count as none.'),
  attributes: required(z.array(z.enum(attestedAttributes)).min(1).max(50), 'What must be healthy in the report.'),
});

/** What makes a PC compliant. */
export const compliance = z.strictObject({
  requireSecureBoot: optional(z.boolean(), 'Secure boot is on.'),
  requireEncryption: optional(z.boolean(), 'The system drive is encrypted.'),
  requireTpm: optional(z.boolean(), 'There is a TPM.'),
  requireAntivirus: optional(z.boolean(), 'An antivirus runs and its signatures are current.'),
  requireFirewall: optional(z.boolean(), 'A firewall runs.'),
  requireHealthAttestation: optional(healthAttestation, 'A verified report of a healthy start.'),
  requireWip: optional(z.boolean(), 'The protection is reported in force.'),
  requirePolicyApplied: optional(z.boolean(), 'No setting was refused by the PC.'),
  minRelease: optional(version, 'Lowest Windows build, e.g. 10.0.19045.0.'),
  maxSilentDays: optional(numberFrom(1), 'Days without a sync before the PC is not compliant.'),
  factsEveryDays: optional(numberFrom(1), 'Age at which facts are asked for again; 7 when absent.'),
  graceHours: optional(numberFrom(0), 'Hours from the first bad reading to the verdict; 0 when absent.'),
  unknownIs: optional(
    z.enum(['compliant', 'notCompliant']),
    'How a fact counts that the PC cannot report; notCompliant when absent.',
  ),
});

/** See {@link compliance}. */
export type Compliance = z.infer<typeof compliance>;

/** What is kept of the audit log of the protection. */
export const logs = z.strictObject({
  collectWipAudit: optional(z.boolean(), 'Collects which work data crossed the boundary.'),
  everyHours: optional(numberFrom(1), 'How often it is asked for; 24 when absent.'),
  retentionDays: optional(numberBetween(1, 365), 'Days after which it is deleted; 30 when absent.'),
});

/** See {@link logs}. */
export type Logs = z.infer<typeof logs>;
