import { after } from '../after';
import type { HealthReport } from './health-report';

/** How far a request for a health report has come on one device, and what the last one brought. */
export interface AttestationState {
  readonly flow: 'classic' | 'windows11';
  /**
   * `asked`: the device was told to begin; `collecting`: it said that it does; `ready`: its report can be fetched;
   * `reading`: it is being fetched; `over`: nothing is under way.
   */
  readonly stage: 'asked' | 'collecting' | 'ready' | 'reading' | 'over';
  /** 32 random bytes in hex, of the request that is under way or was the last; each is used once (rule DHA-1). */
  readonly nonce: string;
  /** How often the device was asked in vain: it was not ready, or did not answer. */
  readonly tries: number;
  /** When a sync goes on with it or begins anew, ISO 8601. */
  readonly dueAt: string;
  /** The age up to which a report counted when `dueAt` was chosen, hours; absent before the first report. */
  readonly maxAgeHours?: number;
  /** The last report that was verified. */
  readonly report?: HealthReport;
  /** Why the last request brought none; gone with the next report. */
  readonly failure?: { readonly code: string; readonly at: string };
}

/** What came of verifying what a device handed out. */
export type HealthEvidence = { readonly report: HealthReport } | { readonly failure: string };

const HOUR = 3_600_000;

/** Time for the answers of a session to come; after it the request is taken for lost. */
export const LOST_AFTER_MS = HOUR;

/** Just below a day: whoever waits goes on with the next daily sync. */
export const NEXT_DAY_MS = 20 * HOUR;

const WEEK_MS = 7 * 24 * HOUR;

/** The state after a report was verified; the next one is asked for before this one is too old, at most once a day. */
export function reported(
  state: AttestationState,
  report: HealthReport,
  { maxAgeHours, now }: { readonly maxAgeHours: number; readonly now: Date },
): AttestationState {
  const { failure: _, ...before } = state;
  const hours = Math.max(maxAgeHours - 24, maxAgeHours / 2);
  const [inTime, tomorrow] = [after(report.issuedAt, hours * HOUR), after(now, NEXT_DAY_MS)];
  return { ...before, stage: 'over', tries: 0, dueAt: inTime > tomorrow ? inTime : tomorrow, maxAgeHours, report };
}

/** The state when the policy wants younger reports than before: the next one is due accordingly, at the earliest in a day. */
export function withMaxAge(state: AttestationState, maxAgeHours: number, now: Date): AttestationState {
  const { report, dueAt, stage } = state;
  if (report === undefined || stage !== 'over' || state.maxAgeHours === maxAgeHours) return state;
  const anew = reported(state, report, { maxAgeHours, now });
  return { ...state, maxAgeHours, dueAt: anew.dueAt < dueAt ? anew.dueAt : dueAt };
}

/** The state after a request failed: asked again the next day, or after a week where only the PC's owner can help. */
export function failed(state: AttestationState, code: string, at: { now: Date; passing: boolean }): AttestationState {
  const dueAt = later(at.now, at.passing ? NEXT_DAY_MS : WEEK_MS);
  return { ...state, stage: 'over', tries: 0, dueAt, failure: { code, at: at.now.toISOString() } };
}

/** `now` and so many milliseconds, ISO 8601. */
export function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}
