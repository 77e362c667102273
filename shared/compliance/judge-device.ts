import type { Compliance } from '../policy/sections/compliance';
import type { DeviceEvidence } from './device-evidence';
import { demandedFacts } from './fact';
import { judgeAttestation, reportEnd } from './judge-attestation';
import { factFindings } from './judge-facts';
import {
  type ComplianceChange,
  type ComplianceRecord,
  codesOf,
  type Finding,
  historyAt,
  MOST_CHANGES,
  verdictAt,
} from './verdict';

/**
 * Judges a device by what its policy demands (policy guide, section 10). The grace of a finding runs from its first
 * reading, whatever is read of it later; the history has the changes alone.
 * @param before The record of the sync before.
 */
export function judgeDevice(
  demands: Compliance,
  evidence: DeviceEvidence,
  before: ComplianceRecord | undefined,
): ComplianceRecord {
  const found = RULES.flatMap((rule) => rule(demands, evidence));
  const findings = found.map((finding) => firstSeen(finding, before?.findings ?? []));
  const reportUntil = reportEnd(demands, evidence.attestation);
  const record = {
    findings,
    graceHours: demands.graceHours ?? 0,
    unknownIs: demands.unknownIs ?? 'notCompliant',
    ...aging(demands),
    ...(demands.maxSilentDays ? { maxSilentDays: demands.maxSilentDays } : {}),
    ...(evidence.factsUntil === undefined ? {} : { factsUntil: evidence.factsUntil }),
    ...(reportUntil === undefined ? {} : { reportUntil }),
  };
  return { ...record, history: historyOf(record, before, evidence) };
}

// Three centuries: columns hold 32 bits.
const LONGEST_HOURS = 300 * 366 * 24;

function aging({
  maxSilentDays,
  requireHealthAttestation: demand,
}: Compliance): Pick<ComplianceRecord, 'agesAfterHours'> {
  const hours = [...(maxSilentDays ? [maxSilentDays * 24] : []), ...(demand ? [demand.maxReportAgeHours] : [])];
  return hours.length === 0 ? {} : { agesAfterHours: Math.min(...hours, LONGEST_HOURS) };
}

type Rule = (demands: Compliance, evidence: DeviceEvidence) => readonly Finding[];

const RULES: readonly Rule[] = [
  (demands, { facts, withoutWipSince }) => factFindings(demandedFacts(demands), facts, withoutWipSince),
  judgeAttestation,
  judgeRelease,
  judgePolicy,
];

function judgeRelease({ minRelease }: Compliance, { osVersion, now }: DeviceEvidence): readonly Finding[] {
  if (!minRelease) return [];
  const since = now.toISOString();
  if (osVersion === undefined || !/^\d+(\.\d+){1,3}$/.test(osVersion)) {
    return [{ code: 'release.unknown', kind: 'unknown', since, about: [minRelease] }];
  }
  return isOlder(osVersion, minRelease) ? [{ code: 'release.tooOld', kind: 'bad', since, about: [minRelease] }] : [];
}

function isOlder(version: string, lowest: string): boolean {
  const [own, other] = [version.split('.').map(Number), lowest.split('.').map(Number)];
  const difference = other.map((number, n) => (own[n] ?? 0) - number).find((step) => step !== 0);
  return difference !== undefined && difference < 0;
}

function judgePolicy({ requirePolicyApplied }: Compliance, { refusedAt }: DeviceEvidence): readonly Finding[] {
  const [since] = [...refusedAt].sort();
  if (requirePolicyApplied !== true || since === undefined) return [];
  return [{ code: 'policy.refused', kind: 'bad', since, about: [String(refusedAt.length)] }];
}

function firstSeen(finding: Finding, before: readonly Finding[]): Finding {
  const known = before.find(({ code, kind }) => code === finding.code && kind === finding.kind);
  return known === undefined || known.since > finding.since ? finding : { ...finding, since: known.since };
}

type Judged = Omit<ComplianceRecord, 'history'>;

// What time changed since the last sync is told at the time when it happened.
function historyOf(judged: Judged, before: ComplianceRecord | undefined, evidence: DeviceEvidence) {
  const { now, lastSyncAt } = evidence;
  const past = before === undefined ? [] : historyAt(before, { now, lastSyncAt });
  const fresh: ComplianceChange = { state: 'unknown', at: now.toISOString(), codes: [] };
  const [last = fresh] = past;
  const moment = { now, lastSyncAt: now.toISOString() };
  const { state, findings } = verdictAt({ ...judged, history: [last] }, moment);
  const codes = codesOf(findings);
  const isSame = past.length > 0 && last.state === state && last.codes.join() === codes.join();
  // Other reasons for the same state are a change, too.
  const history: ComplianceRecord['history'] = isSame
    ? [last, ...past.slice(1)]
    : [{ state, at: fresh.at, codes }, ...past];
  return bounded(history);
}

function bounded([first, ...others]: ComplianceRecord['history']): ComplianceRecord['history'] {
  return [first, ...others.slice(0, MOST_CHANGES - 1)];
}
