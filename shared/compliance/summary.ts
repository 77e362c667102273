import { type ComplianceRecord, type ComplianceState, deadlineOf } from './verdict';

/** A verdict as lists keep it. */
export interface ComplianceSummary {
  readonly state: ComplianceState;
  /** ISO 8601. */
  readonly since: string;
  /** With `inGrace`: when it becomes `notCompliant`, ISO 8601. */
  readonly until?: string;
}

/** The verdict of the last sync, for lists. */
export function summarizeCompliance({ history, findings, ...record }: ComplianceRecord): ComplianceSummary {
  const [{ state, at: since }] = history;
  if (state !== 'inGrace') return { state, since };
  const deadlines = findings.flatMap((finding) => deadlineOf(record, finding) ?? []).sort();
  return { state, since, ...(deadlines[0] === undefined ? {} : { until: deadlines[0] }) };
}

/** A listed verdict as it is now: no sync happens when a grace runs out. */
export function summaryAt(summary: ComplianceSummary, now: Date): ComplianceSummary {
  const { state, until } = summary;
  if (state !== 'inGrace' || until === undefined || Date.parse(until) > now.getTime()) return summary;
  return { state: 'notCompliant', since: until };
}
