import { after } from './after';
import { type ComplianceRecord, deadlineOf, type Moment } from './verdict';

const DAY_MS = 24 * 60 * 60_000;

/**
 * When a verdict changes next if the PC stays silent, ISO 8601; `undefined` when time alone changes nothing any more. What
 * waits for such a change, such as a write-back, looks again then.
 */
export function changesAt(record: ComplianceRecord, { now, lastSyncAt }: Moment): string | undefined {
  const { findings, maxSilentDays, reportUntil } = record;
  const old =
    reportUntil === undefined ? [] : [{ code: 'attestation.old', kind: 'unknown', since: reportUntil } as const];
  const times = [
    ...[...findings, ...old].flatMap((finding) => deadlineOf(record, finding) ?? []),
    ...old.map(({ since }) => since),
    ...(maxSilentDays === undefined ? [] : [after(lastSyncAt, maxSilentDays * DAY_MS)]),
  ];
  return times.filter((time) => Date.parse(time) > now.getTime()).sort()[0];
}
