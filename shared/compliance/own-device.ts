import type { StandingState } from './page-words';
import type { ReasonCode } from './reason-code';
import { type ComplianceRecord, type ComplianceVerdict, deadlineOf, type Finding, verdictAt } from './verdict';

/** An enrolled PC of the user who asks. Times are ISO 8601. */
export interface OwnDevice {
  /** Computer name, for display only. */
  readonly name?: string;
  readonly enrolledAt: string;
  /** Absent before its first sync. */
  readonly lastSyncAt?: string;
  /** Absent where its policy demands nothing. */
  readonly record?: ComplianceRecord;
}

/** How a PC stands, as its user is told. Times are ISO 8601. */
export interface Standing {
  readonly state: StandingState;
  readonly since: string;
  /** With `inGrace`: when it becomes `notCompliant`. */
  readonly until?: string;
  /** Why it is not all right; what does not count against it is left out. */
  readonly codes: readonly ReasonCode[];
}

/** How a PC of the user stands now. */
export function standingOf({ record, lastSyncAt, enrolledAt }: OwnDevice, now: Date): Standing {
  if (lastSyncAt === undefined) return { state: 'unknown', since: enrolledAt, codes: ['facts.pending'] };
  if (record === undefined) return { state: 'nothingDemanded', since: enrolledAt, codes: [] };
  const { findings, ...standing } = verdictAt(record, { now, lastSyncAt });
  const counting = findings.filter((finding) => counts(record, standing, finding));
  return { ...standing, codes: counting.map(({ code }) => code) };
}

// While something only waits to be told, that alone is the reason; whatever is wrong counts from its first reading.
function counts(record: ComplianceRecord, { state }: Pick<ComplianceVerdict, 'state'>, finding: Finding): boolean {
  return state === 'unknown' ? finding.kind === 'pending' : deadlineOf(record, finding) !== undefined;
}
