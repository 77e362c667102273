/** How serious a finding is: only a problem keeps the service from working. */
export type Severity = 'ok' | 'note' | 'warning' | 'problem';

/** What one check found. `why` and `mend` are empty where everything is well. */
export interface Finding {
  /** Stable name of the check, e.g. `certificate`. */
  readonly check: string;
  readonly severity: Severity;
  readonly seen: string;
  /** Why it matters. */
  readonly why: string;
  /** How to mend it. */
  readonly mend: string;
}

/** A finding that is as it should be. */
export const well = (check: string, seen: string): Finding => ({ check, severity: 'ok', seen, why: '', mend: '' });
