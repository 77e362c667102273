import type { Compliance } from '../policy/sections/compliance';
import { after } from './after';
import type { AttestationState } from './attestation/attestation-state';
import type { DeviceEvidence } from './device-evidence';
import type { Finding } from './verdict';

const HOUR_MS = 3_600_000;

/** What speaks against a PC in its last verified report, or that there is none that counts. */
export function judgeAttestation(
  { requireHealthAttestation: demand }: Compliance,
  { attestation, now }: DeviceEvidence,
): readonly Finding[] {
  if (!demand) return [];
  const { report, failure } = attestation ?? {};
  if (report !== undefined && !isOver(report.issuedAt, demand.maxReportAgeHours, now)) {
    return reportFindings(demand.attributes, report);
  }
  if (failure !== undefined) {
    return [{ code: 'attestation.failed', kind: 'unknown', since: failure.at, about: [failure.code] }];
  }
  // One that got too old is told by its age, whenever it is looked at.
  return report === undefined ? [{ code: 'attestation.pending', kind: 'pending', since: now.toISOString() }] : [];
}

/** From when on the last report is too old, ISO 8601; absent while there is none. */
export function reportEnd(
  { requireHealthAttestation: demand }: Compliance,
  attestation: AttestationState | undefined,
): string | undefined {
  if (!demand || attestation?.report === undefined) return undefined;
  return after(attestation.report.issuedAt, demand.maxReportAgeHours * HOUR_MS);
}

function isOver(issuedAt: string, hours: number, now: Date): boolean {
  return Date.parse(after(issuedAt, hours * HOUR_MS)) <= now.getTime();
}

function reportFindings(
  wanted: readonly string[],
  { issuedAt: since, good, bad, contradicts }: NonNullable<AttestationState['report']>,
): readonly Finding[] {
  const isIn = (names: readonly string[]) => (name: string) => names.includes(name);
  const unhealthy = wanted.filter(isIn(bad));
  const untold = wanted.filter((name) => !isIn(bad)(name) && !isIn(good)(name));
  return [
    ...(contradicts ? [{ code: 'attestation.contradictory', kind: 'bad', since } as const] : []),
    ...(unhealthy.length > 0 ? [{ code: 'attestation.unhealthy', kind: 'bad', since, about: unhealthy } as const] : []),
    ...(untold.length > 0 ? [{ code: 'attestation.incomplete', kind: 'unknown', since, about: untold } as const] : []),
  ];
}
