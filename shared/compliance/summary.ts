import { type ComplianceRecord, type ComplianceState, deadlineOf, type Moment, stateSince, verdictAt } from './verdict';

const HOUR_MS = 3_600_000;

/** A verdict as lists keep it. */
export interface ComplianceSummary {
  readonly state: ComplianceState;
  /** ISO 8601. */
  readonly since: string;
  /** With `inGrace`: when it becomes `notCompliant`, ISO 8601. */
  readonly until?: string;
  /** Hours of silence after which it may stand otherwise, which lists cannot tell to the day. */
  readonly agesAfterHours?: number;
}

/** The verdict of the last sync, for lists. */
export function summarizeCompliance({ history, findings, ...record }: ComplianceRecord): ComplianceSummary {
  const [{ state }] = history;
  const since = stateSince(history);
  const { agesAfterHours } = record;
  const aging = agesAfterHours === undefined ? {} : { agesAfterHours };
  if (state !== 'inGrace') return { state, since, ...aging };
  const [until] = findings.flatMap((finding) => deadlineOf(record, finding) ?? []).sort();
  return { state, since, ...(until === undefined ? {} : { until }), ...aging };
}

/** The verdict at a moment, for lists: what time alone has changed is among it. */
export function summarizeAt(record: ComplianceRecord, moment: Moment): ComplianceSummary {
  const { findings: _, ...verdict } = verdictAt(record, moment);
  const { agesAfterHours } = record;
  return { ...verdict, ...(agesAfterHours === undefined ? {} : { agesAfterHours }) };
}

/** A listed verdict as it is now: no sync happens when a grace runs out. */
export function summaryAt(summary: ComplianceSummary, now: Date): ComplianceSummary {
  const { until, ...rest } = summary;
  if (rest.state !== 'inGrace' || until === undefined || Date.parse(until) > now.getTime()) return summary;
  return { ...rest, state: 'notCompliant', since: until };
}

/** True when a device that was heard of at `seenAt`, and perhaps later, may stand otherwise because time has passed. */
export function mayHaveAged({ agesAfterHours }: ComplianceSummary, seenAt: string, now: Date): boolean {
  return agesAfterHours !== undefined && Date.parse(seenAt) + agesAfterHours * HOUR_MS <= now.getTime();
}
