import { after } from './after';
import type { ReasonCode } from './reason-code';

/** How a PC stands against the demands of its policy. */
export type ComplianceState = 'compliant' | 'inGrace' | 'notCompliant' | 'unknown';

/** Every state, best first. */
export const COMPLIANCE_STATES: readonly [ComplianceState, ...ComplianceState[]] = [
  'compliant',
  'inGrace',
  'unknown',
  'notCompliant',
];

/** One reason why a PC may not be compliant. */
export interface Finding {
  readonly code: ReasonCode;
  /** `bad`: a demand is not met; `unknown`: the PC cannot say; `pending`: it has not said yet. */
  readonly kind: 'bad' | 'unknown' | 'pending';
  /** When it was first read, ISO 8601: the grace runs from here. */
  readonly since: string;
  /** What it is about: attributes of a health report, the number of refused settings, the lowest release. */
  readonly about?: readonly string[];
}

/** A change of state, or of its reasons. */
export interface ComplianceChange {
  readonly state: ComplianceState;
  /** ISO 8601. */
  readonly at: string;
  readonly codes: readonly ReasonCode[];
}

/** What is stored of a PC's compliance; what time alone changes is told by {@link verdictAt}. */
export interface ComplianceRecord {
  readonly findings: readonly Finding[];
  readonly graceHours: number;
  readonly unknownIs: 'compliant' | 'notCompliant';
  readonly maxSilentDays?: number;
  /** Hours after which the silence of the PC alone may change how it stands. */
  readonly agesAfterHours?: number;
  /** A sync after this time found facts that the PC did not tell again, ISO 8601. */
  readonly factsUntil?: string;
  /** From this time on the health report is too old, ISO 8601. */
  readonly reportUntil?: string;
  /** Newest first, never empty, at most {@link MOST_CHANGES}; changes, not syncs. */
  readonly history: readonly [ComplianceChange, ...ComplianceChange[]];
}

/** How many changes are kept. */
export const MOST_CHANGES = 20;

/** How a PC stands at a moment. */
export interface ComplianceVerdict {
  readonly state: ComplianceState;
  /** ISO 8601. */
  readonly since: string;
  /** With `inGrace`: when it becomes `notCompliant`, ISO 8601. */
  readonly until?: string;
  readonly findings: readonly Finding[];
}

/** A moment, and when the PC was last here before it, ISO 8601. */
export interface Moment {
  readonly now: Date;
  readonly lastSyncAt: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How a PC stands now: no sync happens when a grace runs out, a report gets too old, or nothing is heard any more. */
export function verdictAt(record: ComplianceRecord, moment: Moment): ComplianceVerdict {
  const findings = [...record.findings, ...agedFindings(record, moment)];
  const standing = weigh(record, findings, moment.now);
  const [last] = record.history;
  return { ...standing, since: standing.state === last.state ? stateSince(record.history) : standing.since, findings };
}

/** Since when the newest state of a history has stood, whatever its reasons were, ISO 8601. */
export function stateSince([last, ...others]: ComplianceRecord['history']): string {
  const other = others.findIndex(({ state }) => state !== last.state);
  const same = other === -1 ? others : others.slice(0, other);
  return same.at(-1)?.at ?? last.at;
}

/** The changes, newest first, with the one that time has brought since the last sync. */
export function historyAt(record: ComplianceRecord, moment: Moment): ComplianceRecord['history'] {
  const { state, since, findings } = verdictAt(record, moment);
  const { history } = record;
  return state === history[0].state ? history : [{ state, at: since, codes: codesOf(findings) }, ...history];
}

/** True when time alone has made a PC stand otherwise than its newest change says. */
export function hasAged(record: ComplianceRecord, moment: Moment): boolean {
  return verdictAt(record, moment).state !== record.history[0].state;
}

/** The codes of findings, each once, in a fixed order. */
export function codesOf(findings: readonly Finding[]): readonly ReasonCode[] {
  return [...new Set(findings.map(({ code }) => code))].sort();
}

/** When a finding makes a PC not compliant, ISO 8601; `undefined` for one that does not count. */
export function deadlineOf(
  record: Pick<ComplianceRecord, 'graceHours' | 'unknownIs'>,
  finding: Finding,
): string | undefined {
  if (finding.kind === 'pending' || (finding.kind === 'unknown' && record.unknownIs === 'compliant')) return undefined;
  // The days of silence are the grace.
  const grace = finding.code === 'silence.tooLong' ? 0 : record.graceHours * HOUR_MS;
  return after(finding.since, grace);
}

function weigh(record: ComplianceRecord, findings: readonly Finding[], now: Date): Omit<ComplianceVerdict, 'findings'> {
  const deadlines = findings.flatMap((finding) => deadlineOf(record, finding) ?? []);
  const until = earliest(deadlines);
  if (until !== undefined && Date.parse(until) <= now.getTime()) return { state: 'notCompliant', since: until };
  const counting = findings.filter((finding) => deadlineOf(record, finding) !== undefined);
  const first = earliest(counting.map(({ since }) => since));
  if (until !== undefined && first !== undefined) return { state: 'inGrace', since: first, until };
  const pending = earliest(findings.filter(({ kind }) => kind === 'pending').map(({ since }) => since));
  if (pending !== undefined) return { state: 'unknown', since: pending };
  return { state: 'compliant', since: stateSince(record.history) };
}

function agedFindings({ maxSilentDays, factsUntil, reportUntil }: ComplianceRecord, moment: Moment): Finding[] {
  const { now, lastSyncAt } = moment;
  const silentAt = maxSilentDays === undefined ? undefined : after(lastSyncAt, maxSilentDays * DAY_MS);
  return [
    ...(factsUntil !== undefined && factsUntil < lastSyncAt ? [unknown('facts.stale', factsUntil)] : []),
    ...(hasCome(reportUntil, now) ? [unknown('attestation.old', reportUntil)] : []),
    ...(hasCome(silentAt, now)
      ? [{ code: 'silence.tooLong', kind: 'bad', since: silentAt, about: [String(maxSilentDays)] } as const]
      : []),
  ];
}

function hasCome(time: string | undefined, now: Date): time is string {
  return time !== undefined && Date.parse(time) <= now.getTime();
}

const unknown = (code: ReasonCode, since: string): Finding => ({ code, kind: 'unknown', since });

function earliest(times: readonly string[]): string | undefined {
  return times.reduce<string | undefined>(
    (first, time) => (first === undefined || time < first ? time : first),
    undefined,
  );
}
